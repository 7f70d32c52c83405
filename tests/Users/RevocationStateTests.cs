using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

public sealed class RevocationStateTests
{
    private static readonly UserKey Ann = new(1, 1);
    private static readonly UserKey Bob = new(2, 2);

    [Fact]
    public void A_later_revocation_replaces_an_earlier_one_and_not_the_other_way_round()
    {
        RevocationState state = new();
        state.Apply([new(Ann, null, 200, 300)]);
        state.Apply([new(Ann, null, 100, 200)]);
        Assert.Equal(200, Assert.Single(state.ToList().Revocations).BeforeMs);
        state.Apply([new(Ann, null, 250, 350)]);
        Assert.Equal(250, Assert.Single(state.ToList().Revocations).BeforeMs);
    }

    [Fact]
    public void A_whole_token_and_each_of_its_roles_are_kept_apart()
    {
        RevocationState state = new();
        state.Apply([new(Ann, null, 100, 200), new(Ann, "ops", 100, 200), new(Bob, "ops", 100, 200)]);
        Assert.Equal(3, state.ToList().Revocations.Length);
    }

    [Fact]
    public void A_mute_is_lifted_by_a_later_one_that_has_ended_even_of_the_same_millisecond()
    {
        RevocationState state = new();
        state.Apply([new(Ann, Revocation.Voice, 100, 900)]);
        state.Apply([new(Ann, Revocation.Voice, 100, 100)]);
        Assert.Equal(100, Assert.Single(state.ToList().Revocations).EndsMs);
        state.Apply([new(Ann, Revocation.Voice, 99, 900)]);
        Assert.Equal(100, Assert.Single(state.ToList().Revocations).EndsMs);
    }

    [Fact]
    public void What_has_ended_is_forgotten_at_the_next_change()
    {
        RevocationState state = new();
        state.Apply([new(Ann, null, 100, 200)]);
        state.Apply([new(Bob, null, 199, 300)]);
        Assert.Equal(2, state.ToList().Revocations.Length);
        state.Apply([new(Bob, "ops", 200, 300)]);
        Assert.DoesNotContain(state.ToList().Revocations, kept => kept.User == Ann);
    }

    [Fact]
    public void A_full_list_takes_no_more_until_some_have_ended()
    {
        RevocationState state = new();
        state.Apply([.. Enumerable.Range(0, RevocationState.CountMax).Select(user => new Revocation(new(0, (ulong)user), null, 100, 200))]);
        Assert.False(state.HasRoomFor(1, nowMs: 199));
        Assert.True(state.HasRoomFor(1, nowMs: 200));
    }

    [Fact]
    public void A_restored_list_is_the_same_with_the_same_version()
    {
        RevocationState state = new();
        state.Apply([new(Ann, null, 100, 200)]);
        state.Apply([new(Bob, "ops", 100, 200)]);
        RevocationState restored = new();
        restored.Restore(state.ToList());
        Assert.Equal(state.ToList().Revocations, restored.ToList().Revocations);
        Assert.Equal((2, 2), (state.Version, restored.Version));
    }
}
