using Interactions.Tests.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

[Collection(nameof(TestSilo))]
public sealed class TellerRosterTests(TestSilo silo)
{
    [Fact]
    public async Task Who_enlists_while_an_earlier_leave_is_still_being_written_stays_listed()
    {
        ITellerRosterGrain roster = silo.Grains.GetGrain<ITellerRosterGrain>(Guid.NewGuid().ToString("N"));
        Teller teller = new("episode", "e");
        await roster.Enlist(teller);
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        silo.Storage.Gate = open.Task;
        // One after the other: two calls may overtake each other.
        Task begun = silo.Begun(roster, 1);
        Task leave = roster.Leave(teller);
        await begun;
        begun = silo.Begun(roster, 1);
        Task enlist = roster.Enlist(teller);
        await begun;
        silo.Storage.Gate = Task.CompletedTask;
        open.SetResult();
        await Task.WhenAll(leave, enlist);
        Assert.Equal([teller], await roster.List());
        await silo.Deactivate(roster);
        Assert.Equal([teller], await roster.List());
    }
}
