using System.Globalization;

namespace Interactions.Silo.Journal;

/// <summary>The state names under which a journal's records lie in the grain storage.</summary>
internal static class RecordNames
{
    public const string Head = "head";

    public static string Segment(long number) => string.Create(CultureInfo.InvariantCulture, $"s/{number:D12}");

    public static string Chunk(long checkpoint, int chunk) => string.Create(CultureInfo.InvariantCulture, $"c/{checkpoint}/{chunk}");
}
