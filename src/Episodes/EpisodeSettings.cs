using System.Text.Json.Serialization;
using Interactions.Comments;

namespace Interactions.Episodes;

/// <summary>Whether an episode can be seen and acted on. Numbers are stored: never reuse one; on the wire they are lower-case names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EpisodeStage>))]
public enum EpisodeStage : byte
{
    /// <summary>Known to its creator only.</summary>
    [JsonStringEnumMemberName("draft")]
    Draft = 1,

    /// <summary>Watched and acted on.</summary>
    [JsonStringEnumMemberName("open")]
    Open = 2,

    /// <summary>Watched; takes no new interactions.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed = 3,
}

/// <summary>What is set for an episode: its catalogue entry (without the pinned comment) and what its creator may change.</summary>
/// <param name="SeriesId">The series that it belongs to, if any.</param>
/// <param name="DurationMs">1,000 to 14,400,000 (4 hours); micro-drama episodes last 60,000 to 180,000.</param>
/// <param name="SlowModeMs">The least time between two comments of one user; 0 = off, at most 600,000.</param>
/// <param name="Pinned">The comment that the creator has pinned, as it was then; null = none.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-settings.v1")]
public sealed record EpisodeSettings(
    [property: Id(0)] string Title,
    [property: Id(1)] string CreatorId,
    [property: Id(2)] string? SeriesId,
    [property: Id(3)] int DurationMs,
    [property: Id(4)] EpisodeStage State = EpisodeStage.Open,
    [property: Id(5)] int SlowModeMs = 0,
    [property: Id(6)] Comment? Pinned = null)
{
    public const int DurationMsMin = 1_000;
    public const int DurationMsMax = 14_400_000;
    public const int SlowModeMsMax = 600_000;
    public const int TitleLengthMax = 200;

    /// <summary>The property that is out of its range, or null when all is well.</summary>
    public string? WrongField() =>
        string.IsNullOrWhiteSpace(Title) || Title.Length > TitleLengthMax ? "title"
        : DurationMs is < DurationMsMin or > DurationMsMax ? "durationMs"
        : SlowModeMs is < 0 or > SlowModeMsMax ? "slowModeMs"
        : !Enum.IsDefined(State) ? "state"
        : null;

    /// <summary>What makes it the same episode: everything but what a creator may change later.</summary>
    public bool SameEpisode(EpisodeSettings other) =>
        Title == other.Title && CreatorId == other.CreatorId && SeriesId == other.SeriesId && DurationMs == other.DurationMs;
}
