using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Reports;
using Interactions.LoadTests.Targets;
using Xunit;

namespace Interactions.Tests.LoadTests;

public sealed class TargetTests
{
    [Theory]
    [InlineData(Goal.AtMost, 10.0, true)]
    [InlineData(Goal.AtMost, 9.9, false)]
    [InlineData(Goal.AtLeast, 10.0, true)]
    [InlineData(Goal.AtLeast, 10.1, false)]
    [InlineData(Goal.RatioAtMost, 0.5, true)]
    [InlineData(Goal.RatioAtMost, 0.4, false)]
    [InlineData(Goal.RatioAtLeast, 0.5, true)]
    [InlineData(Goal.RatioAtLeast, 0.6, false)]
    [InlineData(Goal.Shown, 0.0, null)]
    internal void A_verdict_follows_from_the_figure_or_from_its_ratio_to_the_other(Goal goal, double limit, bool? reached) =>
        Assert.Equal(reached, new Mark("cost", "µs", Other: 20, Product: 10, goal, limit).IsReached);

    [Fact]
    public void A_figure_that_was_not_measured_reaches_nothing() =>
        Assert.NotEqual(true, new Mark("cost", "µs", Other: 20, Product: null, Goal.RatioAtMost, 1).IsReached);

    [Fact]
    public void The_table_has_a_row_for_each_figure_and_one_for_each_run()
    {
        string table = TargetTable.Of(Machine.Describe(), DateTimeOffset.UnixEpoch, [Result(product: 1.5)]);
        Assert.Contains("| 1 | busy | cost, µs | 6.00 | 1.50 | 0.25 | ≤ 0.125 × | **missed** |", table, StringComparison.Ordinal);
        Assert.Contains("|  |  | p99, ms | – | 100 | – | ≤ 120 ms | reached |", table, StringComparison.Ordinal);
        Assert.Contains("| 1 | product, 1,000 viewers | 10,000 | 100,000 | 10.0 | 50.0 · 100 | 0.20 | 0.10 | 200 |", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promise_that_the_product_broke_shows_and_one_of_the_baseline_does_not()
    {
        Assert.True(new TargetResult(1, "busy", [], Run("baseline", 6, lost: 1), Run("product", 1, lost: 0)).Holds);
        Assert.False(new TargetResult(1, "busy", [], Run("baseline", 6, lost: 0), Run("product", 1, lost: 1)).Holds);
    }

    [Fact]
    public void Plots_are_whole_documents_with_both_sides()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("plots-");
        TargetPlots.Write(folder, [Result(product: 1.5), Result(product: 1.5) with { Number = 10 }]);
        foreach (string name in new[] { "cpu", "latency", "viewers", "rooms" })
        {
            string svg = File.ReadAllText(Path.Combine(folder.FullName, name + ".svg"));
            Assert.Equal("svg", System.Xml.Linq.XDocument.Parse(svg).Root!.Name.LocalName);
            Assert.Contains("class=\"stock\"", svg, StringComparison.Ordinal);
            Assert.Contains("class=\"ours\"", svg, StringComparison.Ordinal);
        }
        folder.Delete(recursive: true);
    }

    private static TargetResult Result(double product) => new(
        1, "busy",
        [new Mark("cost", "µs", 6, product, Goal.RatioAtMost, 0.125), new Mark("p99", "ms", null, 100, Goal.AtMost, 120)],
        Run("baseline", 6, lost: 0), Run("product", product, lost: 0));

    private static CommentsReport Run(string name, double cpu, long lost) => new(
        name, 1_000, 1, 100, 10, 100_000, 10_000, new Latencies(50, 90, 100, 110, 120), cpu, 0.2, 0.1, 200, 210, 1_000,
        new WatchCounts(1_000, 0, 1_000_000, 1_000_000 - lost, 0, 100_000, 0, 0), null, null);
}
