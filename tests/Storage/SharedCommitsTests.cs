using Interactions.Silo.Storage;
using Xunit;

namespace Interactions.Tests.Storage;

public sealed class SharedCommitsTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);
    private readonly SharedCommits _sharing = new();

    [Fact]
    public void After_a_rest_a_write_goes_at_once()
    {
        Assert.Equal(TimeSpan.Zero, _sharing.RestBefore("a", 1, TimeSpan.Zero));
        _sharing.Began([Write("a"), Write("b")], Start);
        Assert.Equal(TimeSpan.Zero, _sharing.RestBefore("c", 1, Start + SharedCommits.Interval));
    }

    [Fact]
    public void Just_after_a_transaction_another_grain_waits_for_more()
    {
        _sharing.Began([Write("a")], Start);
        Assert.Equal(TimeSpan.FromMilliseconds(3), _sharing.RestBefore("b", 1, AtMs(1)));
        Assert.Equal(TimeSpan.FromMilliseconds(3), _sharing.RestBefore("b", SharedCommits.WritesEnough - 1, AtMs(1)));
    }

    [Fact]
    public void Enough_writes_do_not_wait_for_more()
    {
        _sharing.Began([Write("a")], Start);
        Assert.Equal(TimeSpan.Zero, _sharing.RestBefore("b", SharedCommits.WritesEnough, AtMs(1)));
    }

    [Fact]
    public void A_grain_that_writes_alone_never_waits_for_others()
    {
        _sharing.Began([Write("a"), Write("a")], Start);
        Assert.Equal(TimeSpan.Zero, _sharing.RestBefore("a", 1, AtMs(1)));
        _sharing.Began([Write("a"), Write("b")], AtMs(1));
        Assert.Equal(SharedCommits.Interval, _sharing.RestBefore("a", 1, AtMs(1)));
    }

    private static TimeSpan AtMs(int ms) => Start + TimeSpan.FromMilliseconds(ms);

    private static SqliteWrite Write(string grain) => new(new RecordKey(grain, "state"), [1], null);
}
