using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Interactions.Tests.Connections;

/// <summary>Clients that let others wait. The waiting is shortened here; how long it really is, is read from the options.</summary>
public sealed class PatienceTests(GatewayFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Row_28_a_client_that_falls_silent_is_closed()
    {
        ServiceCollection services = new();
        services.AddHubs();
        await using ServiceProvider provider = services.BuildServiceProvider();
        HubOptions real = provider.GetRequiredService<IOptions<HubOptions>>().Value;
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5)), (real.ClientTimeoutInterval, real.HandshakeTimeout));
        await using RunningGateway gateway = await RunningGateway.Start([], builder =>
            builder.Services.PostConfigure<HubOptions>(hub => hub.ClientTimeoutInterval = TimeSpan.FromSeconds(1)));
        using ClientWebSocket silent = await HubSocketTests.Connect(gateway);
        await HubSocketTests.IsClosed(silent);
        Assert.Matches("interactions_connections_shed[^\n]*silent[^\n]* [1-9]", await gateway.Http.GetStringAsync("/metrics", Cancel));
    }

    [Fact]
    public async Task Row_29_headers_that_come_byte_by_byte_are_not_waited_for()
    {
        KestrelServerOptions real = (await fixture.Gateway).Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(10), real.Limits.RequestHeadersTimeout);
        await using RunningGateway gateway = await RunningGateway.Start([], builder =>
            builder.Services.PostConfigure<KestrelServerOptions>(kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1)));
        using TcpClient client = new();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Cancel);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {IViewerHub.Path} HTTP/1.1\r\nX-Slow: "), Cancel);
        Task<string> answer = RawSockets.ReadToEnd(stream, Cancel);
        using PeriodicTimer pause = new(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (!answer.IsCompleted && await pause.WaitForNextTickAsync(Cancel))
        {
            await Record.ExceptionAsync(() => stream.WriteAsync("a"u8.ToArray(), Cancel).AsTask());
        }
        Assert.StartsWith("HTTP/1.1 408", await answer, StringComparison.Ordinal);
    }
}
