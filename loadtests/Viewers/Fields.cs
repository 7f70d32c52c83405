using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Interactions.Episodes;

namespace Interactions.LoadTests.Viewers;

/// <summary>Finds single values in a record without reading all of it. Quotes inside texts are escaped: a name with quotes is a name.</summary>
internal static class Fields
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="name">With quotes and colon, such as <c>"offset":</c>; the first one counts.</param>
    public static long? Number(ReadOnlySpan<byte> record, ReadOnlySpan<byte> name)
    {
        int at = record.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(record[(at + name.Length)..], out long value, out int _) ? value : null;
    }

    /// <param name="name">With quotes, colon and the opening brace. Empty when there is none; the object must not contain another one.</param>
    public static ReadOnlySpan<byte> Object(ReadOnlySpan<byte> record, ReadOnlySpan<byte> name)
    {
        int at = record.IndexOf(name);
        if (at < 0) { return []; }
        ReadOnlySpan<byte> rest = record[(at + name.Length)..];
        int end = rest.IndexOf((byte)'}');
        return end < 0 ? [] : rest[..end];
    }

    /// <returns>The counters; null when there are none.</returns>
    public static Tally? Counters(ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> mark = "\"tally\":{"u8;
        int at = record.IndexOf(mark);
        if (at < 0) { return null; }
        // From the brace on; what follows the object is not read.
        Utf8JsonReader reader = new(record[(at + mark.Length - 1)..]);
        return JsonSerializer.Deserialize<Tally>(ref reader, Json);
    }

    public static bool Has(ReadOnlySpan<byte> record, ReadOnlySpan<byte> part) => record.IndexOf(part) >= 0;

    /// <param name="name">With quotes, colon and the opening quote of the value.</param>
    public static string? Text(ReadOnlySpan<byte> record, ReadOnlySpan<byte> name)
    {
        int at = record.IndexOf(name);
        if (at < 0) { return null; }
        ReadOnlySpan<byte> rest = record[(at + name.Length)..];
        int end = rest.IndexOf((byte)'"');
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
    }
}
