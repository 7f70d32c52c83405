using System.Diagnostics;
using System.Globalization;
using Interactions.LoadTests.Driver;

namespace Interactions.LoadTests.Runs;

/// <summary>What this driver can do on this machine, measured before a run: load beyond it says something about the driver only.</summary>
/// <param name="IterationsPerSecond">Empty iterations.</param>
/// <param name="ConnectionsMax">By files, ports, and memory at what the probe needed for each; what the probe got when it met a limit.</param>
/// <param name="Bound">Which of the three it is.</param>
/// <param name="Idle">The probe; null in reports of older versions.</param>
internal sealed record DriverLimits(double IterationsPerSecond, int ConnectionsMax, string Bound, IdleProbe? Idle = null)
{
    private const int FilesReserved = 200;

    /// <summary>The runtime alone needs most of these.</summary>
    private const int FilesLeast = 256;

    /// <summary>Loopback addresses that links bind, and how many bind each.</summary>
    private const int LoopbackAddresses = 250;
    private const int EachAddress = 4_000;

    /// <summary>The kernel's part of an idle connection, about; a probe of a few connections measures less than it.</summary>
    private const int BytesLeast = 16 * 1024;

    private static readonly TimeSpan Measuring = TimeSpan.FromMilliseconds(300);

    /// <param name="target">Where the connections go: other machines are reached from one address.</param>
    public static DriverLimits Measure(Uri? target)
    {
        int files = OpenFilesMax() - FilesReserved;
        IdleProbe idle = IdleProbe.Measure(files);
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        (int Count, string Bound)[] bounds =
        [
            (files, "open files"), (Ports(target), "ports"), ((int)Math.Min(int.MaxValue, available / (idle.BytesEach + BytesLeast)), "memory"),
            (idle.Failed is null ? int.MaxValue : idle.Count, idle.Failed ?? ""),
        ];
        (int most, string bound) = bounds.MinBy(limit => limit.Count);
        return new DriverLimits(Math.Round(EmptyIterations()), most, bound, idle);
    }

    /// <summary>Refuses a run that this process could only do in part.</summary>
    public void MustAllow(string scenario, int needed)
    {
        if (needed <= ConnectionsMax) { return; }
        throw new LoadException($"{scenario} needs {needed:N0} connections, and this process can have {ConnectionsMax:N0} ({Bound}). " + Bound switch
        {
            "open files" => $"Raise it (ulimit -n {needed + 1_000}), or use a smaller profile.",
            "ports" => "Widen net.ipv4.ip_local_port_range, wait a minute for the ports of ended connections, or use a smaller profile.",
            _ => "Use a smaller profile, or a larger machine.",
        });
    }

    /// <summary>Refuses to begin where the runtime itself would fail, in words that nobody understands.</summary>
    public static void MustHaveFiles()
    {
        if (OpenFilesMax() is var files and < FilesLeast)
        {
            throw new LoadException($"This process may open {files:N0} files, and load tests need {FilesLeast:N0} to begin: ulimit -n 20000");
        }
    }

    public override string ToString() =>
        $"this driver: {IterationsPerSecond:N0} empty iterations/s, at most {ConnectionsMax:N0} connections ({Bound})"
        + (Idle is { } idle ? $"; {idle.Count:N0} idle ones held, opened at {idle.PerSecond:N0}/s, {idle.BytesEach / 1024:N0} KB each" : "");

    /// <summary>The soft limit; the runtime raises it to the hard one at its start.</summary>
    internal static int OpenFilesMax()
    {
        if (!File.Exists("/proc/self/limits")) { return int.MaxValue; }
        string line = File.ReadLines("/proc/self/limits").First(text => text.StartsWith("Max open files", StringComparison.Ordinal));
        string soft = line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, CultureInfo.InvariantCulture, out int count) ? count : int.MaxValue;
    }

    /// <summary>Linux takes each from a range, once for each address on this side.</summary>
    private static int Ports(Uri? target)
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        string range = File.Exists(Range) ? File.ReadAllText(Range) : "32768\t60999";
        int[] ends = [.. range.Split('\t').Select(end => int.Parse(end, CultureInfo.InvariantCulture))];
        int each = ends[1] - ends[0] + 1;
        // The n-th loopback connection goes out from its thousands' address; when the first one is full, it ends there.
        return target?.IsLoopback != false && each >= EachAddress ? LoopbackAddresses * EachAddress : each;
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
