using System.Diagnostics;
using System.Globalization;
using Interactions.LoadTests.Driver;

namespace Interactions.LoadTests.Runs;

/// <summary>What this driver can do on this machine, measured before a run: load beyond it says something about the driver only.</summary>
/// <param name="IterationsPerSecond">Empty iterations.</param>
/// <param name="ConnectionsMax">By files, by ports, and by memory at what a probe needed for each.</param>
/// <param name="Bound">Which of the three it is.</param>
/// <param name="Idle">The probe; null in reports of older versions.</param>
internal sealed record DriverLimits(double IterationsPerSecond, int ConnectionsMax, string Bound, IdleProbe? Idle = null)
{
    private const int FilesReserved = 200;

    /// <summary>Ports of the default range, for each of the 250 loopback addresses that links bind.</summary>
    private const int LoopbackConnections = 250 * 4_000;

    /// <summary>The kernel's part of an idle connection, about.</summary>
    private const int KernelBytes = 8 * 1024;

    private static readonly TimeSpan Measuring = TimeSpan.FromMilliseconds(300);

    public static DriverLimits Measure()
    {
        int files = OpenFilesMax() - FilesReserved;
        IdleProbe idle = IdleProbe.Measure(files);
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        int memory = (int)Math.Min(LoopbackConnections, available / (idle.BytesEach + KernelBytes));
        int most = Math.Min(LoopbackConnections, Math.Min(files, memory));
        return new DriverLimits(Math.Round(EmptyIterations()), most, most == files ? "open files" : most == memory ? "memory" : "ports", idle);
    }

    public override string ToString() =>
        $"this driver: {IterationsPerSecond:N0} empty iterations/s, at most {ConnectionsMax:N0} connections ({Bound})"
        + (Idle is { } idle ? $"; {idle.Count:N0} opened at {idle.PerSecond:N0}/s and held with {idle.BytesEach / 1024:N0} KB each" : "");

    /// <summary>The soft limit; the runtime raises it to the hard one at its start.</summary>
    internal static int OpenFilesMax()
    {
        if (!File.Exists("/proc/self/limits")) { return int.MaxValue; }
        string line = File.ReadLines("/proc/self/limits").First(text => text.StartsWith("Max open files", StringComparison.Ordinal));
        string soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, CultureInfo.InvariantCulture, out int count) ? count : int.MaxValue;
    }

    private static double EmptyIterations()
    {
        Statistics statistics = new(TimeProvider.System);
        Phase[] phases = [new(LoadShape.KeepConstant, Measuring.TotalSeconds, Copies: 64)];
        using LoadLoop loop = new(phases, turn => turn.Step("empty", () => Task.FromResult(Outcome.Done)), statistics, TimeProvider.System);
        Stopwatch watch = Stopwatch.StartNew();
        while (!loop.IsOver) { loop.Tick(); }
        return statistics.Sums.Ok / watch.Elapsed.TotalSeconds;
    }
}
