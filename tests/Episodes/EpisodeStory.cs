using CsCheck;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Users;
using Interactions.Watching;

namespace Interactions.Tests.Episodes;

/// <summary>Something that happens to an episode, so long after what happened before.</summary>
internal readonly record struct EpisodeEvent(int PauseMs, EpisodeOperation Operation);

/// <summary>Makes up what happens to an episode: few users and few ids, so that they meet all the time.</summary>
internal static class EpisodeStory
{
    public const int DurationMs = 61_500;
    public const long StartMs = 1_700_000_000_000;

    public static readonly UserKey Creator = new(0xC0FFEE, 1);
    public static readonly UserKey[] Users = [.. Enumerable.Range(1, 4).Select(user => new UserKey(7, (ulong)user)), Creator];

    public static readonly EpisodeSettings Settings = new("Title", "creator", null, DurationMs);

    private static readonly Gen<UserKey> User = Gen.OneOf(Users);
    private static readonly Gen<string> Id = Gen.OneOf("a", "b", "c", "d");
    private static readonly Gen<CommentId> Shown = Gen
        .OneOf<string>(Id, Gen.Select(Id, Gen.Int[1, 40], (id, offset) => $"{id}.{offset}")).Select(id => new CommentId(id));

    private static readonly Gen<CommentDraft> Draft = Gen.Select(
        Gen.Int[-1, 4], Gen.OneOf("one", "two"), Gen.Bool, Gen.OneOf(CommentMode.Scroll, CommentMode.Top),
        (at, text, held, mode) => new CommentDraft("author", "name", at * (DurationMs / 3), text, mode, 0xFFFFFF, held ? "list/word" : null));

    private static readonly Gen<CommentDraft> Said = Gen.Select(
        Draft, Gen.Int[0, 4], Shown, (draft, answers, id) => draft with { ReplyTo = answers == 0 ? id.Value : null });

    private static readonly Gen<ActTurn> Turn = Gen.Select(Gen.UInt[1, 2], Gen.UInt[0, 4], (origin, number) => new ActTurn(origin, number));

    private static readonly Gen<int?> Place = Gen.Int[-1, 4].Select(third => third < 0 ? (int?)null : third * (DurationMs / 3));

    private static readonly Gen<int[]> Ranges =
        Gen.Select(Gen.Int[-2, 70], Gen.Int[0, 70], (from, length) => new[] { from, from + length })
            .Array[0, 3].Select(ranges => ranges.SelectMany(r => r).ToArray());

    private static readonly Gen<EpisodeOperation> Watch = Gen.Select(
        User, Id, Gen.Int[0, 5], Ranges, Gen.Bool,
        (user, id, seq, ranges, ended) => EpisodeOperation.Watch(user, id, seq, new WatchReport(ranges, ended)));

    /// <summary>What one user says of one thing is always the same: delivering it again cannot undo anything later.</summary>
    private static readonly Gen<EpisodeOperation> Steady = Gen.OneOf<EpisodeOperation>(
        Gen.Select(User, Place, (user, atMs) => EpisodeOperation.Like(user, user.Low % 2 == 0, atMs: atMs)),
        User.Select(user => EpisodeOperation.Bookmark(user, user.Low % 3 == 0)),
        Gen.Select(User, Id, EpisodeOperation.Share),
        Gen.Select(User, Id, Said, (user, id, draft) => EpisodeOperation.Comment(user, new CommentId(id), draft)),
        Gen.Select(Shown, Draft, EpisodeOperation.Import),
        Gen.Select(User, Gen.Bool, Shown, EpisodeOperation.Retract),
        Gen.Select(User, Gen.Bool, Shown, EpisodeOperation.Release),
        Gen.Select(User, Shown, EpisodeOperation.Thank),
        Gen.Select(User, Shown, (user, id) => EpisodeOperation.LikeComment(user, user.Low % 2 == 0, id)),
        Watch,
        Gen.Long[0, 9].Select(EpisodeOperation.Peak));

    private static readonly Gen<EpisodeOperation> Fickle = Gen.OneOf<EpisodeOperation>(
        Gen.Select(User, Gen.Bool, Turn, Place, EpisodeOperation.Like),
        Gen.Select(User, Gen.Bool, Turn, EpisodeOperation.Bookmark),
        Gen.Select(User, Gen.Bool, Shown, Turn, EpisodeOperation.LikeComment),
        Gen.Select(User, Gen.Bool, Gen.OneOf(EpisodeStage.Draft, EpisodeStage.Open, EpisodeStage.Open, EpisodeStage.Closed), Gen.OneOf(0, 0, 5_000),
            (user, moderator, stage, slow) => EpisodeOperation.Configure(user, moderator, new SettingsChange(State: stage, SlowModeMs: slow))),
        Gen.Select(User, Gen.OneOf("Title", "Other"), (user, title) => EpisodeOperation.Configure(user, false, new SettingsChange(title))),
        Gen.Select(User, Shown, Gen.Bool, (user, id, on) => EpisodeOperation.Pin(user, on ? id : null)),
        // A release that comes again lets stay what was reported in between.
        Gen.Select(User, Shown, EpisodeOperation.Report),
        User.Select(user => EpisodeOperation.Create(user, Settings)));

    /// <summary>Everything that can happen, the creation first in most stories.</summary>
    public static readonly Gen<EpisodeEvent[]> Any = Told(Gen.Frequency<EpisodeOperation>((4, Steady), (1, Fickle)));

    /// <summary>Only what says the same whenever it is said.</summary>
    public static readonly Gen<EpisodeEvent[]> Repeatable = Told(Steady);

    private static Gen<EpisodeEvent[]> Told(Gen<EpisodeOperation> operation) => Gen.Select(
        Gen.Select(Gen.Int[0, 20_000], operation, (pause, op) => new EpisodeEvent(pause, op)).Array[0, 60],
        events => (EpisodeEvent[])[new EpisodeEvent(0, EpisodeOperation.Create(Creator, Settings)), .. events]);
}
