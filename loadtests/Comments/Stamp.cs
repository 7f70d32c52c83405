using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace Interactions.LoadTests.Comments;

/// <summary>
/// The instant at which a comment was meant to be sent, written into its text: <c>~#</c> and 16 hex digits. Measured from the intention, because a
/// publisher that waits for a slow server would hide the slowness.
/// </summary>
internal static class Stamp
{
    private const int Digits = 16;
    private static readonly byte[] Mark = "~#"u8.ToArray();

    public static string Text(long intendedAt) => string.Create(CultureInfo.InvariantCulture, $"comment of the load test ~#{intendedAt:x16}");

    /// <summary>Finds the next stamp and moves <paramref name="bytes"/> behind it.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, out long intendedAt)
    {
        int at = bytes.IndexOf(Mark);
        intendedAt = 0;
        if (at < 0 || bytes.Length < at + Mark.Length + Digits) { return false; }
        bool read = Utf8Parser.TryParse(bytes.Slice(at + Mark.Length, Digits), out intendedAt, out int _, 'x');
        bytes = bytes[(at + Mark.Length + Digits)..];
        return read;
    }

    public static long Microseconds(long from, long to) => (long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds;
}
