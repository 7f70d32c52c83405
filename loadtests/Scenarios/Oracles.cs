using System.Collections.Concurrent;
using Interactions.Episodes;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>The promises, and how to find out whether they were kept.</summary>
internal static class Oracles
{
    private const int NamedMax = 5;

    private static readonly (string Name, Func<Tally, long> Of)[] Counted =
    [
        ("likes", tally => tally.Likes), ("bookmarks", tally => tally.Bookmarks), ("shares", tally => tally.Shares), ("comments", tally => tally.Comments),
        ("viewers", tally => tally.Viewers), ("peak", tally => tally.Peak), ("plays", tally => tally.Plays), ("uniqueViewers", tally => tally.UniqueViewers),
        ("watchSeconds", tally => tally.WatchSeconds), ("completions", tally => tally.Completions), ("earlyExits", tally => tally.EarlyExits),
        ("commentLikes", tally => tally.CommentLikes),
    ];

    /// <summary>Questions under way: enough to be done with thousands of users within seconds.</summary>
    private const int AskedAtOnce = 64;

    /// <summary>Acknowledged likes are the tally; whoever lost one is named.</summary>
    public static Task Likes(Stage stage) => Wishes(stage, "like", "liked", tally => tally.Likes, viewer => viewer.Liking, mine => mine.Liked);

    /// <summary>The same of bookmarks.</summary>
    public static Task Bookmarks(Stage stage) =>
        Wishes(stage, "bookmark", "bookmarked", tally => tally.Bookmarks, viewer => viewer.Bookmarking, mine => mine.Bookmarked);

    /// <summary>Acknowledged shares are the tally.</summary>
    public static async Task Shares(Stage stage)
    {
        List<string> wrong = [];
        long acknowledged = 0;
        foreach (Room room in stage.Rooms)
        {
            long shares = room.Shares.LongCount(share => share.Value), open = room.Shares.Count - shares;
            long tally = (await stage.Rest.TallyOf(room.EpisodeId)).Shares;
            acknowledged += shares;
            if (tally < shares || tally > shares + open) { wrong.Add($"{room.EpisodeId}: {shares:N0} acknowledged, the tally says {tally:N0}"); }
        }
        stage.Found("Every acknowledged share is in the tally", wrong.Count == 0, wrong.Count > 0 ? Few(wrong) : $"{acknowledged:N0} acknowledged");
    }

    /// <summary>What is acknowledged is stored, what is stored was sent, and there is one order.</summary>
    public static async Task Comments(Stage stage, Func<string, bool>? mayBeGone = null)
    {
        (long acknowledged, long stored) = (0, 0);
        List<string> wrong = [];
        foreach (Room room in stage.Rooms)
        {
            SortedDictionary<long, string> kept = await stage.Rest.CommentsOf(room.EpisodeId);
            (acknowledged, stored) = (acknowledged + room.Accepted.Count, stored + kept.Count);
            wrong.AddRange(room.Accepted
                .Where(comment => kept.GetValueOrDefault(comment.Key) != comment.Value && mayBeGone?.Invoke(comment.Value) != true)
                .Select(comment => $"comment {comment.Value} was acknowledged at {comment.Key} of {room.EpisodeId} and is not there"));
            wrong.AddRange(kept
                .Where(comment => !room.Accepted.ContainsKey(comment.Key) && !room.Uncertain.ContainsKey(comment.Value))
                .Select(comment => $"comment {comment.Value} at {comment.Key} of {room.EpisodeId} was never acknowledged"));
            foreach (long late in kept.Keys.Except(room.Accepted.Keys)) { room.Accepted[late] = kept[late]; }
            foreach ((long offset, string id) in kept) { room.Note(offset, id); }
            wrong.AddRange(room.Faults);
        }
        stage.Found("Every acknowledged comment is stored once, in one order", wrong.Count == 0, wrong.Count > 0
            ? Few(wrong) : $"{acknowledged:N0} acknowledged, {stored:N0} stored");
    }

    /// <summary>Shown and declared omitted make up what was accepted, on every screen; authors see their own. After <see cref="Comments"/>.</summary>
    public static async Task Screens(Stage stage, IReadOnlyCollection<Viewer> viewers)
    {
        Dictionary<Room, long[]> accepted = stage.Rooms.ToDictionary(room => room, room => room.Accepted.Keys.Order().ToArray());
        Viewer[] there = [.. viewers.Where(viewer => viewer.IsJoined)];
        bool all = await stage.Until(() => there.All(viewer => !viewer.IsJoined || viewer.Offset >= accepted[viewer.Room].LastOrDefault()));
        List<string> wrong = [];
        if (!all) { wrong.Add($"{there.Count(viewer => viewer.Offset < accepted[viewer.Room].LastOrDefault()):N0} viewers were never told the end"); }
        (long shown, long omitted, int inexact) = (0, 0, 0);
        foreach (Viewer viewer in there.Where(viewer => viewer.IsJoined))
        {
            (shown, omitted) = (shown + viewer.Shown, omitted + viewer.Omitted);
            long promised = accepted[viewer.Room].LongCount(offset => offset > viewer.JoinedAt && offset <= viewer.Offset);
            wrong.AddRange(viewer.Resets.Select(reset => NeedlessReset(viewer, reset.After, reset.To, accepted[viewer.Room])).OfType<string>());
            if (viewer.IsInexact) { inexact++; }
            else if (viewer.Shown + viewer.Omitted != promised)
            {
                wrong.Add($"{viewer.User} was shown {viewer.Shown:N0} and told of {viewer.Omitted:N0} omitted, of {promised:N0} accepted");
            }
        }
        stage.Found("Shown and omitted make up what was accepted, on every screen", wrong.Count == 0, wrong.Count > 0 ? Few(wrong)
            : $"{there.Length:N0} screens, {shown:N0} shown, {omitted:N0} omitted, {there.Sum(viewer => viewer.Refetches):N0} refetches, "
                + $"{inexact:N0} started afresh (counted, not summed)");
        Own(stage, there);
    }

    /// <summary>
    /// The counters that each screen was pushed last are those that the episode answers. Before the oracles that join again: the answer to that has
    /// the counters too, and would hide a wrong push.
    /// </summary>
    public static async Task Counters(Stage stage)
    {
        List<string> wrong = [];
        int screens = 0;
        foreach (IGrouping<Room, Viewer> audience in stage.Viewers.GroupBy(viewer => viewer.Room))
        {
            Tally tally = Tally.Zero;
            Viewer[] there = [], others = [];
            await stage.UntilTold(async () =>
            {
                tally = await stage.Rest.TallyOf(audience.Key.EpisodeId);
                there = [.. audience.Where(viewer => viewer is { IsOpen: true, IsJoined: true, IsNeglected: false })];
                others = [.. there.Where(viewer => viewer.Counters?.SameCounters(tally) != true)];
                return others.Length == 0;
            });
            screens += there.Length;
            wrong.AddRange(others.Select(viewer => $"{viewer.User} was told {Differences(viewer.Counters ?? Tally.Zero, tally)}"));
        }
        stage.Found("Screens were last told the counters of the tally, within 15 s", wrong.Count == 0,
            wrong.Count > 0 ? Few(wrong) : $"{screens:N0} screens");
    }

    /// <summary>The server counts those who watch, and nobody else.</summary>
    public static async Task ViewersNow(Stage stage)
    {
        List<string> wrong = [];
        long counted = 0;
        foreach (IGrouping<Room, Viewer> audience in stage.Viewers.GroupBy(viewer => viewer.Room))
        {
            (long told, long there) = (0, 0);
            bool same = await stage.UntilTold(async () =>
            {
                told = (await stage.Rest.TallyOf(audience.Key.EpisodeId)).Viewers;
                there = audience.LongCount(viewer => viewer is { IsOpen: true, IsJoined: true });
                return told == there;
            });
            counted += told;
            if (!same) { wrong.Add($"{audience.Key.EpisodeId} has {there:N0} viewers and says {told:N0}"); }
        }
        stage.Found("Viewers now are those who watch, within 15 s", wrong.Count == 0, wrong.Count > 0 ? Few(wrong) : $"{counted:N0} viewers");
    }

    /// <summary>The board is what one gets by adding up the episodes' tallies.</summary>
    public static async Task Boards(Stage stage, IReadOnlyCollection<(string Creator, Func<Board?> Pushed)> boards)
    {
        List<string> wrong = [];
        foreach ((string creator, Func<Board?> pushed) in boards)
        {
            await stage.Rest.SpeakAs(creator);
            Tally recount = Tally.Zero;
            bool same = await stage.UntilTold(async () =>
            {
                recount = await stage.Rest.TallyOf(creator);
                return pushed() == new Board(recount.Likes, recount.Comments, recount.Plays);
            });
            if (!same) { wrong.Add($"{creator}: the board says {pushed()}, the recount {recount.Likes} likes, {recount.Comments} comments"); }
        }
        stage.Found("Every dashboard equals the recount, within 15 s", wrong.Count == 0, wrong.Count > 0 ? Few(wrong) : $"{boards.Count:N0} boards");
    }

    internal static string Few(List<string> wrong) =>
        string.Join("; ", wrong.Take(NamedMax)) + (wrong.Count > NamedMax ? $"; and {wrong.Count - NamedMax:N0} more" : "");

    private static string Differences(Tally told, Tally tally) => string.Join(", ", Counted
        .Where(counter => counter.Of(told) != counter.Of(tally)).Select(counter => $"{counter.Of(told):N0} {counter.Name} of {counter.Of(tally):N0}"));

    /// <summary>Who has to start afresh is not summed, so only who missed too much to catch up may be made to.</summary>
    private static string? NeedlessReset(Viewer viewer, long after, long to, long[] accepted)
    {
        int missed = accepted.Count(offset => offset > after && offset <= to);
        return missed > EpisodeQuestion.CommentsMax ? null : $"{viewer.User} had to start afresh after {after}, and had missed only {missed:N0}";
    }

    private static void Own(Stage stage, Viewer[] viewers)
    {
        List<string> wrong = [];
        long omitted = 0;
        foreach (Viewer viewer in viewers.Where(viewer => viewer is { IsJoined: true, IsInexact: false }))
        {
            foreach ((string id, long offset) in viewer.Own)
            {
                if (viewer.Room.Uncertain.ContainsKey(id)) { continue; }
                if (viewer.Room.WasOmitted(offset)) { omitted++; }
                else { wrong.Add($"{viewer.User} never saw its own comment {id} ({offset})"); }
            }
        }
        stage.Found("Authors see their own comments, or were told that some were omitted or merged", wrong.Count == 0,
            wrong.Count > 0 ? Few(wrong) : $"{omitted:N0} were among the omitted or merged");
    }

    private static async Task Wishes(
        Stage stage, string name, string state, Func<Tally, long> counter, Func<Viewer, Wish> wish, Func<Mine, bool> mine)
    {
        (long acknowledged, long uncertain, long told, long asked) = (0, 0, 0, 0);
        List<string> wrong = [];
        foreach (IGrouping<Room, Viewer> audience in stage.Viewers.GroupBy(viewer => viewer.Room))
        {
            long on = audience.LongCount(viewer => wish(viewer) is { IsOn: true, IsUncertain: false });
            long open = audience.LongCount(viewer => wish(viewer).IsUncertain);
            long tally = counter(await stage.Rest.TallyOf(audience.Key.EpisodeId));
            (acknowledged, uncertain, told) = (acknowledged + on, uncertain + open, told + tally);
            if (tally < on || tally > on + open) { wrong.Add($"{audience.Key.EpisodeId}: {on:N0} acknowledged, the tally says {tally:N0}"); }
            // Also when the sum is right: two that are wrong in opposite ways cancel each other out.
            (int answered, List<string> lost) = await Ask(audience, state, wish, mine);
            asked += answered;
            wrong.AddRange(lost);
        }
        stage.Found($"Every acknowledged {name} is in the tally", wrong.Count == 0, wrong.Count > 0
            ? string.Join("; ", wrong)
            : $"{acknowledged:N0} acknowledged, {uncertain:N0} of unknown fate, the tallies say {told:N0}; {asked:N0} users were asked");
    }

    /// <summary>Asks for each user's own state: the episode knows who likes it, and who keeps it.</summary>
    private static async Task<(int Answered, List<string> Lost)> Ask(
        IEnumerable<Viewer> audience, string state, Func<Viewer, Wish> wish, Func<Mine, bool> mine)
    {
        int answered = 0;
        ConcurrentBag<string> lost = [];
        IEnumerable<Viewer> there = audience.Where(viewer => viewer is { IsNamed: true, IsOpen: true, IsJoined: true } && !wish(viewer).IsUncertain);
        await Parallel.ForEachAsync(there, new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce }, async (viewer, _) =>
        {
            if (!(await Stage.Answer(viewer.Join())).Ok || viewer.Mine is not { } told) { return; }
            Interlocked.Increment(ref answered);
            if (mine(told) == wish(viewer).IsOn) { return; }
            lost.Add($"{viewer.User} was told {state}={Word(wish(viewer).IsOn)}, and the episode says {Word(mine(told))}");
        });
        List<string> named = [.. lost.Order(StringComparer.Ordinal)];
        return (answered, named.Count > NamedMax ? [Few(named)] : named);
    }

    private static string Word(bool value) => value ? "true" : "false";
}

/// <summary>The sums of a board that are compared.</summary>
internal sealed record Board(long Likes, long Comments, long Plays);
