using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

public sealed class UntoldFactsTests
{
    private static readonly UserFact[] Facts =
        [.. Enumerable.Range(1, 10).Select(i => new UserFact(UserFactKind.Like, new UserKey(1, (ulong)i), i, i, true))];

    [Fact]
    public void A_fact_stays_until_its_user_is_told()
    {
        UntoldFacts untold = new();
        foreach (UserFact fact in Facts) { untold.Add(fact); }
        Assert.Equal(Facts, untold.Users.SelectMany(untold.Of).OrderBy(fact => fact.Offset));
        Tell(untold, Facts[..3]);
        Assert.Equal(Facts[3..], untold.Users.SelectMany(untold.Of).OrderBy(fact => fact.Offset));
        Assert.Equal(7, untold.Count);
    }

    [Fact]
    public void What_happens_while_a_user_is_told_stays()
    {
        UntoldFacts untold = new();
        foreach (UserFact fact in Facts) { untold.Add(fact); }
        UserFact newer = Facts[0] with { Offset = 11, On = false };
        untold.Add(newer);
        Tell(untold, Facts);
        Assert.Equal([newer], untold.ToArray());
    }

    [Fact]
    public void A_user_who_changed_his_mind_is_told_once_and_of_each_comment()
    {
        UserKey ann = new(1, 1), bob = new(2, 2);
        UserFact[] facts =
        [
            new(UserFactKind.Like, ann, 1, 1, true),
            new(UserFactKind.Comment, ann, 2, 2, true, "c1", "hello"),
            new(UserFactKind.Like, bob, 3, 3, true),
            new(UserFactKind.Bookmark, ann, 4, 4, true),
            new(UserFactKind.Comment, ann, 5, 5, true, "c2", "again"),
            new(UserFactKind.Like, ann, 6, 6, false),
            new(UserFactKind.Comment, ann, 7, 7, true, "c1", "hello", CommentStanding.Retracted),
            new(UserFactKind.Like, ann, 8, 8, true),
        ];
        UntoldFacts untold = new();
        foreach (UserFact fact in facts) { untold.Add(fact); }
        Dictionary<UserKey, long[]> told = untold.Users.ToDictionary(user => user, user => Array.ConvertAll(untold.Of(user), fact => fact.Offset));
        Assert.Equal(2, told.Count);
        Assert.Equal([4, 5, 7, 8], told[ann]);
        Assert.Equal([3], told[bob]);
    }

    [Fact]
    public void A_checkpoint_keeps_what_is_untold()
    {
        UntoldFacts untold = new();
        foreach (UserFact fact in Facts) { untold.Add(fact); }
        Tell(untold, Facts[..4]);
        UntoldFacts restored = new();
        restored.Add(Facts[0]);
        restored.Restore(untold.ToArray());
        Assert.Equal(Facts[4..], restored.ToArray());
    }

    [Fact]
    public void It_says_when_it_is_full()
    {
        UntoldFacts untold = new();
        for (int i = 0; i < UntoldFacts.CountMax; i++)
        {
            Assert.False(untold.IsFull);
            untold.Add(new UserFact(UserFactKind.Like, new UserKey(1, (ulong)i), i, i, true));
        }
        Assert.True(untold.IsFull);
    }

    private static void Tell(UntoldFacts untold, UserFact[] facts)
    {
        foreach (UserFact fact in facts) { untold.Told(fact.User, fact.Offset); }
    }
}
