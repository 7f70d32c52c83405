using System.Text.Json.Serialization;

namespace Interactions.Comments;

/// <summary>What was decided about a comment. Numbers are stored: never reuse one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecisionKind>))]
public enum DecisionKind : byte
{
    /// <summary>A held comment is shown, or the reports of a shown one are settled.</summary>
    [JsonStringEnumMemberName("allowed")]
    Allowed = 1,

    [JsonStringEnumMemberName("removed")]
    Removed = 2,

    /// <summary>The decision before was taken back.</summary>
    [JsonStringEnumMemberName("undone")]
    Undone = 3,

    /// <summary>The comment's author may not comment for a while.</summary>
    [JsonStringEnumMemberName("muted")]
    Muted = 4,

    /// <summary>The author may comment again.</summary>
    [JsonStringEnumMemberName("unmuted")]
    Unmuted = 5,
}

/// <summary>One line of an episode's audit log.</summary>
/// <param name="AtMs">When, Unix milliseconds.</param>
/// <param name="By">What the moderator calls himself, or <c>creator</c> or <c>moderator</c> where no name came along.</param>
/// <param name="Seconds">Of a mute, for how long; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("interactions.decision.v1")]
public sealed record Decision(
    [property: Id(0)] long AtMs, [property: Id(1)] string By, [property: Id(2)] DecisionKind Kind, [property: Id(3)] string CommentId,
    [property: Id(4)] string Text, [property: Id(5)] long? Seconds = null);

/// <summary>The latest decisions, newest first, at most <see cref="LengthMax"/>.</summary>
[GenerateSerializer, Immutable, Alias("interactions.decision-log.v1")]
public sealed record DecisionLog([property: Id(0)] Decision[] Decisions)
{
    public const int LengthMax = 500;
}
