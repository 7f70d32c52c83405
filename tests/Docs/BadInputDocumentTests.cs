using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Interactions.Tests.Docs;

/// <summary>The table of bad inputs is complete, and the tests that it names are there and run.</summary>
public sealed partial class BadInputDocumentTests
{
    private const int Rows = 67;
    private static readonly string Document = Repository.Read("docs/bad-input.md");

    private static readonly HashSet<string> Tests =
    [
        .. from type in typeof(BadInputDocumentTests).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        where method.GetCustomAttributes<FactAttribute>().Any(test => test.Skip is null)
        select $"{type.Name}.{method.Name}",
    ];

    [Fact]
    public void The_rows_are_numbered_from_1_to_67_without_gap_or_repeat() => Assert.Equal(
        Enumerable.Range(1, Rows),
        Row().Matches(Document).Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_row_names_tests_and_all_of_them_are_there()
    {
        foreach (Match row in Row().Matches(Document))
        {
            string[] named = [.. Name().Matches(row.Groups["tests"].Value).Select(name => name.Groups[1].Value)];
            Assert.NotEmpty(named);
            Assert.All(named, name => Assert.Contains(name, Tests));
        }
    }

    [Fact]
    public void Every_test_that_is_named_after_a_row_is_in_the_table() => Assert.All(
        Tests.Where(test => test.Contains(".Row_", StringComparison.Ordinal)),
        test => Assert.Contains($"`{test}`", Document, StringComparison.Ordinal));

    [GeneratedRegex(@"^\| (?<number>\d+) \| [^|]+ \| [^|]+ \| (?<tests>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
