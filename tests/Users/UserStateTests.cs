using CsCheck;
using Interactions.Tests.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

public sealed class UserStateTests
{
    private static readonly UserKey Ann = new(1, 1);

    [Fact]
    public void Facts_heard_twice_late_or_in_pieces_give_the_same_record() => Gen.Select(
        Gen.Select(Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 3]).Array[1, 30], Gen.Int[0, 30].Array[0, 12]).Sample((made, cuts) =>
    {
        UserFact[] facts = [.. made.Select((fact, i) => Fact(fact.Item1, fact.Item2, fact.Item3, i + 1))];
        UserState once = new();
        once.Apply(Told("e", facts));
        UserState often = new();
        // Deliveries begin anywhere at or before what was heard already, as they do after a crash of the teller.
        int heard = 0;
        foreach (int cut in cuts.Append(facts.Length))
        {
            int to = Math.Min(facts.Length, Math.Max(heard, cut));
            often.Apply(Told("e", facts[Math.Min(cut, heard)..to]));
            often = EpisodeLife.ThroughBytes(often);
            heard = to;
        }
        Assert.Equivalent(once.ToRecord(), often.ToRecord(), strict: true);
    });

    [Fact]
    public void An_older_fact_that_comes_late_undoes_nothing()
    {
        UserState state = new();
        state.Apply(Told("e", new UserFact(UserFactKind.Like, Ann, 2, 20, On: false)));
        state.Apply(Told("e", new UserFact(UserFactKind.Like, Ann, 1, 10, On: true)));
        Assert.Empty(state.ToRecord().Likes);
    }

    [Fact]
    public void Sources_are_told_apart_by_name_kind_and_epoch()
    {
        UserState state = new();
        state.Apply(Told("e", new UserFact(UserFactKind.Like, Ann, 9, 1, On: true)));
        state.Apply(Told("f", new UserFact(UserFactKind.Like, Ann, 1, 2, On: true)));
        state.Apply(new UserEntry(new UserProjection("creator", "e", "x", [new UserFact(UserFactKind.Follow, Ann, 1, 3, On: true)])));
        state.Apply(new UserEntry(new UserProjection("episode", "e", "new", [new UserFact(UserFactKind.Bookmark, Ann, 1, 4, On: true)])));
        UserRecord record = state.ToRecord();
        Assert.Equal([new UserEpisode("f", 2), new UserEpisode("e", 1)], record.Likes);
        Assert.Equal(["e"], record.Follows);
        Assert.Equal([new UserEpisode("e", 4)], record.Bookmarks);
    }

    [Fact]
    public void A_comment_is_listed_once_and_as_it_stands_now()
    {
        UserState state = new();
        state.Apply(Told("e", new UserFact(UserFactKind.Comment, Ann, 1, 1, true, "c", "text", CommentStanding.Held, 500)));
        state.Apply(Told("e", new UserFact(UserFactKind.Comment, Ann, 2, 2, true, "c", "text", CommentStanding.Retracted, 500)));
        Assert.Equal(new UserComment("e", "c", "text", 500, CommentStanding.Retracted, 2), Assert.Single(state.ToRecord().Comments));
    }

    [Fact]
    public void The_history_keeps_the_newest_and_is_bounded()
    {
        UserState state = new();
        for (int episode = 0; episode < 5_000; episode++)
        {
            state.Apply(Told($"e{episode}", new UserFact(UserFactKind.Progress, Ann, 1, episode, PositionMs: episode)));
        }
        UserRecord record = state.ToRecord();
        Assert.Equal(UserRecord.ListLengthMax, record.History.Length);
        Assert.Equal(new UserProgress("e4999", 4_999, 4_999), record.History[0]);
        Assert.Equal(new UserProgress("e4500", 4_500, 4_500), record.History[^1]);
    }

    [Fact]
    public void Standing_and_settings_are_replaced_each_alone()
    {
        UserState state = new();
        state.Apply(new UserEntry(Standing: new UserStanding(5, "spam")));
        state.Apply(new UserEntry(Settings: new UserSettings(new Dictionary<string, string> { ["density"] = "high" })));
        UserState back = EpisodeLife.ThroughBytes(state);
        Assert.Equal(new UserStanding(5, "spam"), back.Standing);
        Assert.Equal("high", back.Settings.Values["density"]);
    }

    private static UserFact Fact(int kind, bool on, int id, long offset) => (UserFactKind)(kind + 1) switch
    {
        UserFactKind.Comment => new UserFact(
            UserFactKind.Comment, Ann, offset, offset, true, $"c{id}", "text", on ? CommentStanding.Shown : CommentStanding.Held, 5),
        UserFactKind other => new UserFact(other, Ann, offset, offset, on, PositionMs: id),
    };

    private static UserEntry Told(string episode, params UserFact[] facts) => new(new UserProjection("episode", episode, "epoch", facts));
}
