using System.Globalization;
using Interactions.Tests.Servers;
using Xunit;

namespace Interactions.Tests.Processes;

/// <summary>
/// Real processes, killed, paused and drained under load. <c>./chaos</c> runs the second one, with a seed and a length of one's own.
/// </summary>
public sealed class ChaosTests
{
    private const int ShortSeed = 1;

    [Fact]
    public async Task Acknowledged_means_kept_while_every_process_is_killed_paused_and_drained()
    {
        ServerProcess.Need("redis-server", "Debian package redis-server");
        string folder = Directory.CreateTempSubdirectory("interactions-chaos-").FullName;
        try
        {
            await Judge(new ChaosSettings(ShortSeed, Mixes: 1, Viewers: 12, TimeSpan.FromSeconds(8), Path.Combine(folder, "report")));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact(Explicit = true)]
    public Task Chaos() => Judge(new ChaosSettings(
        Number("CHAOS_SEED", 1), Number("CHAOS_MIXES", 1), Number("CHAOS_VIEWERS", 12), TimeSpan.FromSeconds(Number("CHAOS_PAUSE_SECONDS", 8)),
        Environment.GetEnvironmentVariable("CHAOS_REPORT") ?? throw new InvalidOperationException("CHAOS_REPORT names no file: run ./chaos."),
        Timed: true, Only: Kind("CHAOS_ONLY"), Fill: Number("CHAOS_FILL", 0)));

    private static async Task Judge(ChaosSettings settings)
    {
        (Findings findings, string closing) = await new ChaosRun(settings, line => TestContext.Current.TestOutputHelper?.WriteLine(line)).Run();
        TestContext.Current.TestOutputHelper?.WriteLine(closing);
        Assert.Empty(findings.All);
    }

    private static FaultKind? Kind(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } kind ? Enum.Parse<FaultKind>(kind) : null;

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
