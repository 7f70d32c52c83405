using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

public sealed class UntoldFactsTests
{
    private static readonly UserFact[] Facts =
        [.. Enumerable.Range(1, 10).Select(i => new UserFact(UserFactKind.Like, new UserKey(1, (ulong)i), i, i, true))];

    [Fact]
    public void The_oldest_stay_until_they_are_told()
    {
        UntoldFacts untold = new();
        foreach (UserFact fact in Facts) { untold.Add(fact); }
        Assert.Equal(Facts[..3], untold.NewestByUser(3).SelectMany(own => own));
        Assert.Equal(Facts[..3], untold.NewestByUser(3).SelectMany(own => own));
        untold.Told(3);
        Assert.Equal(Facts[3..], untold.NewestByUser(100).SelectMany(own => own));
        Assert.Equal(7, untold.Count);
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
        Dictionary<UserKey, long[]> told = untold.NewestByUser(7).ToDictionary(own => own[0].User, own => Array.ConvertAll(own, fact => fact.Offset));
        Assert.Equal(2, told.Count);
        Assert.Equal([4, 5, 6, 7], told[ann]);
        Assert.Equal([3], told[bob]);
    }

    [Fact]
    public void A_checkpoint_keeps_what_is_untold()
    {
        UntoldFacts untold = new();
        foreach (UserFact fact in Facts) { untold.Add(fact); }
        untold.Told(4);
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
            untold.Add(Facts[0]);
        }
        Assert.True(untold.IsFull);
    }
}
