using System.Runtime.InteropServices;

namespace Interactions.LoadTests.Reports;

/// <summary>Where the figures were measured: without it they mean little.</summary>
internal sealed record Machine(string Processor, int CoreCount, long MemoryMb, string Kernel, string Runtime)
{
    public static Machine Describe() => new(
        Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Cores(),
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024 / 1024,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    /// <summary>Of the machine: this process may be pinned to one.</summary>
    private static int Cores() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal))
        : Environment.ProcessorCount;

    private static string? Field(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
