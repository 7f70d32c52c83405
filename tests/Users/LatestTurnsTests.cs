using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

public sealed class LatestTurnsTests
{
    private const byte Likes = 3;
    private const byte Bookmarks = 4;
    private static readonly UserKey Ann = new(1, 1);
    private static readonly UserKey Bob = new(1, 2);

    private readonly LatestTurns _turns = new();

    [Fact]
    public void What_comes_after_a_later_turn_of_its_origin_comes_late()
    {
        Assert.True(_turns.Take(Ann, Likes, new ActTurn(7, 1)));
        Assert.True(_turns.Take(Ann, Likes, new ActTurn(7, 3)));
        Assert.False(_turns.Take(Ann, Likes, new ActTurn(7, 1)));
        Assert.False(_turns.Take(Ann, Likes, new ActTurn(7, 2)));
        Assert.False(_turns.Take(Ann, Likes, new ActTurn(7, 3)));
        Assert.True(_turns.Take(Ann, Likes, new ActTurn(7, uint.MaxValue)));
    }

    [Fact]
    public void Turns_of_another_origin_another_user_or_about_something_else_have_an_order_of_their_own()
    {
        Assert.True(_turns.Take(Ann, Likes, new ActTurn(7, 3)));
        Assert.True(_turns.Take(Ann, Likes, new ActTurn(8, 2)));
        Assert.True(_turns.Take(Bob, Likes, new ActTurn(7, 2)));
        Assert.True(_turns.Take(Ann, Bookmarks, new ActTurn(7, 2)));
        Assert.True(_turns.Take(Ann, Likes, ActTurn.None));
    }

    [Fact]
    public void What_is_remembered_has_a_bound_and_first_turns_need_no_memory()
    {
        for (uint user = 0; user < 1_000; user++) { _turns.Take(new UserKey(2, user), Likes, new ActTurn(user, 1)); }
        Assert.Empty(_turns.ToArray());
        _turns.Take(Ann, Likes, new ActTurn(7, 2));
        _turns.Take(Bob, Likes, new ActTurn(7, 2));
        _turns.Take(Bob, Likes, new ActTurn(7, 3));
        for (uint user = 0; user < LatestTurns.CountMax - 1; user++) { _turns.Take(new UserKey(3, user), Likes, new ActTurn(7, 2)); }
        Assert.Equal(LatestTurns.CountMax, _turns.ToArray().Length);
        Assert.False(_turns.Take(Bob, Likes, new ActTurn(7, 2)));
        Assert.True(_turns.Take(Ann, Likes, new ActTurn(7, 2)));
    }

    [Fact]
    public void It_remembers_through_a_checkpoint()
    {
        _turns.Take(Ann, Likes, new ActTurn(uint.MaxValue, 5));
        LatestTurns restored = new();
        restored.Restore(_turns.ToArray());
        Assert.False(restored.Take(Ann, Likes, new ActTurn(uint.MaxValue, 4)));
        Assert.True(restored.Take(Ann, Likes, new ActTurn(uint.MaxValue, 6)));
    }

    [Fact]
    public void A_turn_is_the_same_after_packing() =>
        Assert.All([ActTurn.None, new(7, 1), new(uint.MaxValue, uint.MaxValue), new(0, 9)], turn => Assert.Equal(turn, ActTurn.Unpack(turn.Packed)));
}
