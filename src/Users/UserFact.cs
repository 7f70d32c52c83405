using System.Text.Json.Serialization;

namespace Interactions.Users;

/// <summary>What a user's record hears of. Numbers are stored: never reuse one.</summary>
public enum UserFactKind : byte
{
    Like = 1,
    Bookmark = 2,
    Comment = 3,
    Progress = 4,
    Follow = 5,
}

/// <summary>How one's own comment stands. Numbers are stored: never reuse one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CommentStanding>))]
public enum CommentStanding : byte
{
    [JsonStringEnumMemberName("shown")]
    Shown = 1,
    [JsonStringEnumMemberName("held")]
    Held = 2,
    [JsonStringEnumMemberName("retracted")]
    Retracted = 3,
}

/// <summary>A fact of an episode or creator, told to the user whom it concerns: at least once, maybe twice, in the source's order.</summary>
/// <param name="Offset">Its place in the source's journal: what was heard already is known by it.</param>
/// <param name="On">Like, bookmark, follow: whether it is so.</param>
/// <param name="Id">Comment: its name.</param>
/// <param name="PositionMs">Comment: its playback time. Progress: where the user left.</param>
[GenerateSerializer, Immutable, Alias("interactions.user-fact.v1")]
public readonly record struct UserFact(
    [property: Id(0)] UserFactKind Kind,
    [property: Id(1)] UserKey User,
    [property: Id(2)] long Offset,
    [property: Id(3)] long AtMs,
    [property: Id(4)] bool On = false,
    [property: Id(5)] string? Id = null,
    [property: Id(6)] string? Text = null,
    [property: Id(7)] CommentStanding Standing = 0,
    [property: Id(8)] int PositionMs = 0);
