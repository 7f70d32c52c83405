using Interactions.Gateway.Access;
using Interactions.Tests.Cluster;
using Interactions.Tests.Episodes;
using Interactions.Tests.Journal;
using Interactions.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Interactions.Tests.Access;

/// <summary>A gateway that starts while the list of revoked tokens is on its way to another silo, or its storage is away for a moment.</summary>
[Collection(nameof(TestSilo))]
public sealed class SessionWatchTests(TestSilo silo) : IDisposable
{
    private const int Failures = 3;

    public void Dispose() => silo.Storage.Decide = (_, _) => Fault.None;

    [Fact]
    public async Task A_gateway_that_cannot_read_the_revocations_at_once_asks_again_and_starts()
    {
        IRevocationGrain list = silo.Grains.GetGrain<IRevocationGrain>(IRevocationGrain.Key);
        UserKey revoked = new(7, 7);
        await list.Revoke([new Revocation(revoked, null, BeforeMs: 1_000, EndsMs: 2_000)]);
        await silo.Deactivate(list);
        int failures = 0;
        silo.Storage.Decide = (_, _) => Interlocked.Increment(ref failures) <= Failures ? Fault.FailsBefore : Fault.None;

        Revocations revocations = new(silo.Grains);
        Sessions sessions = new(revocations, TestCalls.Telemetry, TimeProvider.System);
        using SessionWatch watch = new(revocations, sessions, TestCalls.Of(), TimeProvider.System, NullLogger<SessionWatch>.Instance);
        await watch.StartAsync(TestContext.Current.CancellationToken);

        Assert.True(Volatile.Read(ref failures) > Failures);
        Assert.True(revocations.IsRevoked(revoked, 999));
        await watch.StopAsync(TestContext.Current.CancellationToken);
    }
}
