using System.Diagnostics;

namespace Interactions.LoadTests.Reports;

/// <summary>One line a second: that it lives, and how fast.</summary>
internal sealed class Progress(string name, string unit)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _shownAt = Stopwatch.GetTimestamp();
    private long _shown;

    /// <summary>Call it as often as you like.</summary>
    public void Show(long total, string remark = "")
    {
        double seconds = Stopwatch.GetElapsedTime(_shownAt).TotalSeconds;
        if (seconds < 1) { return; }
        double since = Stopwatch.GetElapsedTime(_began).TotalSeconds;
        Console.Error.WriteLine($"{name,9} {since,4:N0} s {(total - _shown) / seconds,12:N0} {unit}/s  {remark}");
        (_shownAt, _shown) = (Stopwatch.GetTimestamp(), total);
    }
}
