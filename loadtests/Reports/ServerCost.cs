using System.Globalization;

namespace Interactions.LoadTests.Reports;

/// <summary>
/// What the server process costs from now on: user and system time from <c>/proc</c>. On shared machines it is steadier than wall time.
/// </summary>
internal sealed class ServerCost(int? process)
{
    /// <summary>Linux counts in hundredths of a second, whatever the kernel's own tick.</summary>
    private const double TicksPerSecond = 100;

    private readonly double? _began = Read(process);

    /// <summary>Since construction; null when the process is not ours to see.</summary>
    public double? CpuSeconds => Read(process) - _began;

    /// <summary>What is resident now.</summary>
    public long? MemoryKb => Kilobytes("VmRSS");

    public long? MemoryMb => MemoryKb / 1024;

    /// <summary>The most memory that was ever resident.</summary>
    public long? PeakMemoryMb => Kilobytes("VmHWM") / 1024;

    private long? Kilobytes(string field) => process is { } id && File.Exists($"/proc/{id}/status")
        ? long.Parse(
            File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
                .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture)
        : null;

    private static double? Read(int? process)
    {
        if (process is not { } id || !File.Exists($"/proc/{id}/stat")) { return null; }
        // The name in parentheses may contain blanks: count the fields behind it.
        string text = File.ReadAllText($"/proc/{id}/stat");
        string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
