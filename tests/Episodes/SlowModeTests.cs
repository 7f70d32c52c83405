using Interactions.Comments;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class SlowModeTests
{
    private static readonly UserKey Ann = new(1, 1);

    [Fact]
    public void The_wait_is_from_the_last_comment_that_was_taken()
    {
        SlowMode slow = new();
        Assert.Equal(0, slow.Take(Ann, 1_000, 5_000));
        Assert.Equal(1_000, slow.Take(Ann, 1_000, 5_000));
        Assert.Equal(1, slow.Take(Ann, 1_000, 5_999));
        Assert.Equal(0, slow.Take(Ann, 1_000, 6_000));
        Assert.Equal(1_000, slow.Take(Ann, 1_000, 6_000));
        Assert.Equal(0, slow.Take(new UserKey(2, 2), 1_000, 6_000));
    }

    [Fact]
    public void Switched_off_it_forgets_everybody()
    {
        SlowMode slow = new();
        slow.Take(Ann, 1_000, 5_000);
        Assert.Equal(0, slow.Take(Ann, 0, 5_001));
        Assert.Equal(0, slow.Take(Ann, 1_000, 5_002));
    }

    [Fact]
    public void A_crowd_is_forgotten_once_its_wait_is_over()
    {
        SlowMode slow = new();
        for (ulong user = 0; user < 100_000; user++) { slow.Take(new UserKey(3, user), 1_000, 0); }
        slow.Take(Ann, 1_000, 1_000);
        Assert.Equal([new KeyValuePair<UserKey, long>(Ann, 1_000)], slow.TakeSnapshot());
    }

    [Fact]
    public void A_checkpoint_keeps_the_waits()
    {
        SlowMode slow = new();
        slow.Take(Ann, 1_000, 5_000);
        SlowMode restored = new();
        restored.Restore(slow.TakeSnapshot());
        Assert.Equal(500, restored.Take(Ann, 1_000, 5_500));
    }
}
