using System.Globalization;
using System.Runtime.InteropServices;

namespace Interactions.LoadTests.Servers;

/// <summary>Keeps this process off the core of the servers that it starts.</summary>
internal static partial class OwnCore
{
    private const long SecondCore = 0b10;

    /// <summary>Each thread by itself: .NET moves only the one that the process began with, and those that come later follow their makers.</summary>
    public static void Take()
    {
        if (!OperatingSystem.IsLinux() || !ServerProcess.CanPin || Environment.ProcessorCount < 2) { return; }
        foreach (string thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            _ = SetAffinity(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), sizeof(long), SecondCore);
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, in long cores);
}
