using System.Globalization;

namespace Interactions.LoadTests.Reports;

/// <summary>
/// What the server process costs from now on: user and system time from <c>/proc</c>. On shared machines it is steadier than wall time.
/// </summary>
internal sealed class ServerCpu(int? process)
{
    /// <summary>Linux counts in hundredths of a second, whatever the kernel's own tick.</summary>
    private const double TicksPerSecond = 100;

    private readonly double? _began = Read(process);

    /// <summary>Since construction; null when the process is not ours to see.</summary>
    public double? Seconds => Read(process) - _began;

    /// <summary>The most memory that was ever resident.</summary>
    public long? PeakMemoryMb => process is { } id && File.Exists($"/proc/{id}/status")
        ? long.Parse(
            File.ReadLines($"/proc/{id}/status").First(IsPeak).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024
        : null;

    private static bool IsPeak(string line) => line.StartsWith("VmHWM", StringComparison.Ordinal);

    private static double? Read(int? process)
    {
        if (process is not { } id || !File.Exists($"/proc/{id}/stat")) { return null; }
        // The name in parentheses may contain blanks: count the fields behind it.
        string text = File.ReadAllText($"/proc/{id}/stat");
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
