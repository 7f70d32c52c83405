using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Interactions.Silo.Cluster;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Interactions.Tests.Cluster;

/// <summary>A silo is declared dead at once when its process has ended, and only then.</summary>
public sealed class EndedSilosTests : IDisposable
{
    private static readonly SiloAddress Own = SiloAddress.New(IPAddress.Loopback, 1, 1);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Membership _membership = new();
    private readonly EndedSilos _ended;

    public EndedSilosTests()
    {
        _listener.Start();
        _ended = new EndedSilos(_membership, new Details(), TimeProvider.System, NullLogger<EndedSilos>.Instance);
        _membership.Set((Own, SiloStatus.Active), (Other, SiloStatus.Active));
    }

    private IPEndPoint Port => (IPEndPoint)_listener.LocalEndpoint;

    private SiloAddress Other => SiloAddress.New(Port, 7);

    public void Dispose() => _listener.Dispose();

    /// <summary>Silos use one connection for both directions: the other one may have opened it, from a port that tells nothing.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_silo_whose_connection_broke_and_whose_port_refuses_is_declared_dead(string machine)
    {
        DefaultConnectionContext connection = new() { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(machine), 54_321) };
        SiloAddress other = Other;
        _listener.Stop();
        await _ended.Accompany(connection, _ => Task.CompletedTask);
        Assert.Equal(other, await _membership.Killed.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_that_outlives_its_connection_for_a_moment_is_asked_again()
    {
        SiloAddress other = Other;
        Task looking = _ended.LookAfter(IPAddress.Loopback);
        using (await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken)) { _listener.Stop(); }
        await looking;
        Assert.Equal(other, await _membership.Killed.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_silo_that_still_listens_is_left_to_the_probes()
    {
        await _ended.LookAfter(IPAddress.Loopback);
        Assert.False(_membership.Killed.IsCompleted);
    }

    [Theory]
    [InlineData(SiloStatus.Active, SiloStatus.ShuttingDown)]
    [InlineData(SiloStatus.Active, SiloStatus.Dead)]
    [InlineData(SiloStatus.ShuttingDown, SiloStatus.Active)]
    public async Task A_silo_that_leaves_in_order_is_not_declared_dead_nor_does_it_declare_others_dead(SiloStatus own, SiloStatus other)
    {
        _membership.Set((Own, own), (Other, other));
        _listener.Stop();
        await _ended.LookAfter(IPAddress.Loopback);
        Assert.False(_membership.Killed.IsCompleted);
    }

    [Fact]
    public async Task The_one_that_returned_to_the_port_is_not_taken_for_its_predecessor()
    {
        SiloAddress next = SiloAddress.New(Port, 8);
        _membership.Set((Own, SiloStatus.Active), (Other, SiloStatus.Dead), (next, SiloStatus.Active));
        await _ended.LookAfter(IPAddress.Loopback);
        Assert.False(_membership.Killed.IsCompleted);
    }

    private sealed class Membership : IClusterMembershipService
    {
        private readonly TaskCompletionSource<SiloAddress> _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<SiloAddress> Killed => _killed.Task;

        public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } = Of([]);

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

        public void Set(params (SiloAddress Silo, SiloStatus Status)[] silos) => CurrentSnapshot = Of(silos);

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public Task<bool> TryKill(SiloAddress siloAddress) => Task.FromResult(_killed.TrySetResult(siloAddress));

        private static ClusterMembershipSnapshot Of((SiloAddress Silo, SiloStatus Status)[] silos) => new(
            silos.ToImmutableDictionary(silo => silo.Silo, silo => new ClusterMember(silo.Silo, silo.Status, "")), new MembershipVersion(1));
    }

    private sealed class Details : ILocalSiloDetails
    {
        public string Name => "";

        public string ClusterId => "";

        public string DnsHostName => "";

        public SiloAddress SiloAddress => Own;

        public SiloAddress GatewayAddress => Own;
    }
}
