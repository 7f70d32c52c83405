using System.Diagnostics.Metrics;
using System.Net;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Interactions.Tests.Operations;

public sealed class MetricsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happened_is_counted_under_names_from_closed_lists()
    {
        // Its own gateway, because the exporter answers a scrape from memory for a moment. Gateways of other tests are in the same figures.
        await using RunningGateway gateway = await RunningGateway.Start();
        Assert.Equal("Healthy", await gateway.Http.GetStringAsync("/healthz/live", Cancel));
        GatewayTelemetry telemetry = gateway.Services.GetRequiredService<GatewayTelemetry>();
        telemetry.Answered(BudgetKind.Board, RefusalCode.TooFast);
        telemetry.FrameSkipped(SkipReason.Behind, 3);
        telemetry.FannedOut(TimeSpan.FromMilliseconds(7));
        await using HubConnection hub = gateway.Hub(IViewerHub.Path, token: null);
        await hub.StartAsync(Cancel);
        telemetry.Connected();
        telemetry.Disconnected(TimeSpan.FromSeconds(2));
        string metrics = await MetricsWith(gateway, "http_server_request_duration");
        Assert.Matches("""interactions_operations_total\{[^}]*kind="board",refusal="tooFast"[^}]*\} [1-9]""", metrics);
        Assert.Matches("""interactions_pulse_skipped_total\{[^}]*reason="behind"[^}]*\} [1-9]""", metrics);
        Assert.Matches("""interactions_fanout_duration_seconds_bucket\{[^}]*le="0.01"[^}]*\} [1-9]""", metrics);
        // A gateway that came before may have closed connections that this exporter never saw opened: the number may be any.
        Assert.Matches("""signalr_server_active_connections\{[^}]*signalr_transport="web_sockets"[^}]*\} -?\d""", metrics);
        // In seconds, with the bounds of the stock meter.
        Assert.Matches("""signalr_server_connection_duration_seconds_bucket\{[^}]*signalr_transport="web_sockets"[^}]*le="300"[^}]*\} [1-9]""", metrics);
        foreach (string other in (string[])["orleans_", "kestrel_", "dotnet_gc_"])
        {
            Assert.Contains(other, metrics, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_running_silo_recounts_a_hot_episode_by_itself()
    {
        await using RunningGateway gateway = await RunningGateway.Start("--Episodes:AuditInterval=00:00:01");
        // Not by /metrics: an exporter takes a thousand streams, and the gateways of other tests may have all of them.
        TaskCompletionSource audited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IMeterFactory ours = gateway.Services.GetRequiredService<IMeterFactory>();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, of) =>
        {
            if (instrument.Name == "interactions.audits" && instrument.Meter.Scope == ours) { of.EnableMeasurementEvents(instrument); }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags is [{ Key: "outcome", Value: "right" }]) { audited.TrySetResult(); }
        });
        listener.Start();
        await TestEpisode.Create(gateway);
        await audited.Task.WaitAsync(TimeSpan.FromMinutes(5), Cancel);
    }

    /// <summary>Waits for what is recorded after an answer or by itself, such as how long a request took.</summary>
    private static async Task<string> MetricsWith(RunningGateway gateway, string part)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (true)
        {
            string metrics = await gateway.Http.GetStringAsync("/metrics", patience.Token);
            if (metrics.Contains(part, StringComparison.Ordinal)) { return metrics; }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("::ffff:127.0.0.1", false, true)]
    [InlineData("203.0.113.5", false, false)]
    [InlineData("2001:db8::1", false, false)]
    [InlineData("203.0.113.5", true, true)]
    public void Metrics_are_for_this_machine_unless_they_are_made_public(string address, bool isPublic, bool mayRead)
    {
        DefaultHttpContext http = new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        http.Request.Headers["X-Forwarded-For"] = "127.0.0.1";
        Assert.Equal(mayRead, MetricsEndpoint.MayRead(http, isPublic));
    }
}
