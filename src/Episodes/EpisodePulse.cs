using System.Text.Json.Serialization;
using Interactions.Comments;

namespace Interactions.Episodes;

/// <summary>
/// What an episode tells a gateway once per tick, and the gateway its viewers: all that happened in (<paramref name="From"/>, <paramref name="To"/>].
/// Whoever stands at <paramref name="From"/> stands at <paramref name="To"/> afterwards; whoever does not has missed something and asks.
/// </summary>
/// <param name="Retracted">Names of comments that must leave every screen.</param>
/// <param name="Tally">The counters, when they changed; the last one wins.</param>
/// <param name="Omitted">Comments of this tick that the gateway left out to keep the display budget. They are stored and listed.</param>
/// <param name="Settings">The settings, when they changed.</param>
/// <param name="Thanked">Names of comments that the creator thanked for; null = none.</param>
[GenerateSerializer, Immutable, Alias("interactions.episode-pulse.v1")]
public sealed record EpisodePulse(
    [property: Id(0)] string EpisodeId,
    [property: Id(1)] string Epoch,
    [property: Id(2)] long From,
    [property: Id(3)] long To,
    [property: Id(4)] Comment[] Comments,
    [property: Id(5)] string[] Retracted,
    [property: Id(6)] Tally? Tally,
    [property: Id(7)] int Omitted = 0,
    [property: Id(8)] EpisodeSettings? Settings = null,
    [property: Id(9)] string[]? Thanked = null)
{
    /// <summary>Most comments in one pulse; the rest follows in the next ticks.</summary>
    public const int CommentsMax = 500;

    /// <summary>Where in (From, To] something changed last of what moderators look at; 0 = nowhere. For gateways: viewers are not told.</summary>
    [Id(10), JsonIgnore]
    public long DeskOffset { get; init; }

    /// <summary>What of it is news to somebody who stands at <paramref name="offset"/>, which is not before <see cref="From"/>.</summary>
    public EpisodePulse After(long offset) => offset <= From
        ? this
        : this with { From = offset, To = Math.Max(To, offset), Comments = [.. Comments.Where(comment => comment.Offset > offset)] };

    /// <summary>Whether the next pulse of the same episode may travel in this one: nothing lies between them, and it does not grow too large.</summary>
    public bool MayTake(EpisodePulse next) =>
        next.EpisodeId == EpisodeId && next.Epoch == Epoch && next.From == To && Comments.Length + next.Comments.Length <= CommentsMax;

    /// <summary>This pulse and the next one in one. What is the latest in either is the latest in both.</summary>
    public EpisodePulse Then(EpisodePulse next) => this with
    {
        To = next.To,
        Comments = [.. Comments, .. next.Comments],
        Retracted = [.. Retracted, .. next.Retracted],
        Tally = next.Tally ?? Tally,
        Omitted = Omitted + next.Omitted,
        Settings = next.Settings ?? Settings,
        DeskOffset = Math.Max(DeskOffset, next.DeskOffset),
        Thanked = Thanked is { } thanked && next.Thanked is { } more ? [.. thanked, .. more] : Thanked ?? next.Thanked,
    };
}
