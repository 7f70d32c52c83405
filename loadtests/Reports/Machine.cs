using System.Globalization;
using System.Runtime.InteropServices;

namespace Interactions.LoadTests.Reports;

/// <summary>Where the figures were measured: without it they mean little.</summary>
/// <param name="Nice">The priority of this process and of the servers that it starts: 0 is usual, less is more.</param>
/// <param name="LoadAverage">Of the last minute before: what else the machine did.</param>
internal sealed record Machine(string Processor, int CoreCount, long MemoryMb, string Kernel, string Runtime, int Nice = 0, string LoadAverage = "")
{
    public static Machine Describe() => new(
        Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Cores(),
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024 / 1024,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.Exists("/proc/self/stat") ? int.Parse(File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ')[16], CultureInfo.InvariantCulture) : 0,
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "");

    /// <summary>Of the machine: this process may be pinned to one.</summary>
    private static int Cores() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal))
        : Environment.ProcessorCount;

    private static string? Field(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
