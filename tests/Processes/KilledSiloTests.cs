using Xunit;

namespace Interactions.Tests.Processes;

/// <summary>A silo that is killed is replaced because its machine refuses, not because its signs of life go missing.</summary>
public sealed class KilledSiloTests
{
    /// <summary>Three of these have to go missing before a silo is suspected.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_killed_silo_is_out_of_the_cluster_long_before_its_probes_can_have_gone_missing()
    {
        await using ClusterProcesses cluster = await ClusterProcesses.Up(new Dictionary<string, string> { ["Cluster__ProbeTimeout"] = $"{ProbeTimeout}" });
        using ChaosStage stage = new(cluster, new History("/dev/null"));
        await stage.CreateEpisodes();
        Assert.Equal(2, (await stage.Silos()).Length);

        Assert.True(cluster.Send(ClusterProcesses.Silos[0], Signal.Kill));
        using CancellationTokenSource probes = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        probes.CancelAfter(2 * ProbeTimeout);
        while ((await stage.Silos()).Length > 1 || !cluster.LinesOf(ClusterProcesses.Silos[1]).Any(IsObituary))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, probes.Token);
        }
    }

    /// <summary>Whoever reads it later wants to know when.</summary>
    private static bool IsObituary(string line) =>
        line.StartsWith("{\"Timestamp\":\"20", StringComparison.Ordinal) && line.Contains("The process of silo", StringComparison.Ordinal);
}
