using Interactions.LoadTests.Viewers;
using Xunit;

namespace Interactions.Tests.LoadTests;

/// <summary>What a viewer of the load tests believes that it was told.</summary>
public sealed class WishTests
{
    private static readonly Wish Two = new(IsOn: false, IsInDoubt: false, Call: 0, UnderWay: 2);

    [Fact]
    public void The_order_of_calls_decides_in_whatever_order_their_answers_are_heard_of()
    {
        Wish wish = Two.After(new Reply(null, [], Call: 2), on: false).After(new Reply(null, [], Call: 1), on: true);
        Assert.Equal((false, false), (wish.IsOn, wish.IsUncertain));
    }

    [Fact]
    public void The_fate_of_a_wish_is_unknown_until_it_is_answered_and_when_the_answer_is_lost()
    {
        Wish first = Two.After(new Reply(null, [], Call: 1), on: true);
        Assert.True(first.IsUncertain);
        Assert.True(first.After(new Reply("lost", [], Call: 2), on: false).IsUncertain);
        Wish refused = first.After(new Reply("tooFast", [], Call: 2), on: false);
        Assert.Equal((true, false), (refused.IsOn, refused.IsUncertain));
    }
}
