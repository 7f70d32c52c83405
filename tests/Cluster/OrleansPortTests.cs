using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Interactions.Tests.Gateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Xunit;

namespace Interactions.Tests.Cluster;

/// <summary>Orleans' own ports know no passwords: who may reach them is all that guards them, and what comes in must not harm the silo.</summary>
public sealed class OrleansPortTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Garbage => new()
    {
        { "random bytes", RandomBytes() },
        { "a length of two gigabytes", [0xFF, 0xFF, 0xFF, 0x7F, .. new byte[100]] },
        { "a negative length", [0xFF, 0xFF, 0xFF, 0xFF, .. new byte[100]] },
        { "a preamble of zeros", [16, 0, 0, 0, .. new byte[16]] },
        { "an HTTP request", [.. "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8] },
    };

    [Fact]
    public async Task Row_63_the_ports_of_a_gateway_with_a_silo_are_reachable_from_this_machine_only()
    {
        int[] ports = PortsOf(await fixture.Gateway);
        IPEndPoint[] listening = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(one => ports.Contains(one.Port))];
        Assert.Equal(ports.Order(), listening.Select(one => one.Port).Distinct().Order());
        Assert.All(listening, one => Assert.True(IPAddress.IsLoopback(one.Address), $"{one}"));
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Row_63_garbage_on_a_port_of_Orleans_is_hung_up_on_and_the_silo_lives(string what, byte[] garbage)
    {
        RunningGateway gateway = await fixture.Gateway;
        foreach (int port in PortsOf(gateway))
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, port, Cancel);
            NetworkStream stream = client.GetStream();
            // It may hang up while the rest is still being written.
            await Record.ExceptionAsync(() => stream.WriteAsync(garbage, Cancel).AsTask());
            await RawSockets.ReadToEnd(stream, Cancel);
        }
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        Assert.True((await ann.Like(episode)).Ok, what);
    }

    [Theory]
    [InlineData("another-cluster", false)]
    [InlineData(null, true)]
    public async Task Row_63_a_client_of_another_cluster_is_not_let_in(string? clusterId, bool letIn)
    {
        RunningGateway gateway = await fixture.Gateway;
        ILocalSiloDetails silo = gateway.Services.GetRequiredService<ILocalSiloDetails>();
        using IHost client = new HostBuilder().UseOrleansClient(orleans => orleans
            .UseStaticClustering(silo.GatewayAddress.Endpoint)
            .UseConnectionRetryFilter((_, _) => Task.FromResult(false))
            .Configure<ConnectionOptions>(connection => connection.OpenConnectionTimeout = TestCalls.Patience)
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TestCalls.Patience)
            .Configure<ClusterOptions>(names => (names.ClusterId, names.ServiceId) = (clusterId ?? silo.ClusterId, "interactions"))).Build();
        Exception? refused = await Record.ExceptionAsync(() => client.StartAsync(Cancel));
        Assert.True(refused is null == letIn, $"{refused}");
        TestEpisode episode = await TestEpisode.Create(gateway);
        await using TestViewer ann = await TestViewer.At(gateway, episode);
        Assert.True((await ann.Like(episode)).Ok);
    }

    private static int[] PortsOf(RunningGateway gateway)
    {
        ILocalSiloDetails silo = gateway.Services.GetRequiredService<ILocalSiloDetails>();
        return [silo.SiloAddress.Endpoint.Port, silo.GatewayAddress.Endpoint.Port];
    }

    private static byte[] RandomBytes()
    {
        byte[] bytes = new byte[64 * 1024];
        new Random(63).NextBytes(bytes);
        return bytes;
    }
}
