using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Demo;

/// <summary>Makes the demo's series when the gateway has started, says where to look, and lets the audience in.</summary>
internal sealed partial class DemoAudience(
    DemoSeries series, DevelopmentTokens tokens, Listening listening, IOptions<DemoOptions> options, TimeProvider clock, ILogger<DemoAudience> log)
    : BackgroundService
{
    /// <summary>Viewers come one by one rather than all at once.</summary>
    private static readonly TimeSpan Arrival = TimeSpan.FromMilliseconds(40);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            string address = await listening.Address(stoppingToken);
            await series.Make(stoppingToken);
            PrintLinks(address);
            await LetIn(new Uri(address + IViewerHub.Path), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The demo ends with the gateway.
        }
        catch (Exception fault)
        {
            // The product runs without its demo.
            DemoFailed(fault);
        }
    }

    private async Task LetIn(Uri hub, CancellationToken stop)
    {
        List<string> lines = [];
        await using (FileStream sample = File.OpenRead(DemoSeries.SampleFile))
        {
            await foreach (DanmakuLine line in DanmakuXml.Read(sample, null, stop)) { lines.Add(line.Comment!.Text); }
        }
        List<Task> viewers = [];
        for (int number = 1; number <= options.Value.Audience; number++)
        {
            string token = tokens.Make($"audience-{number}", [Roles.Viewer], $"观众{number}");
            viewers.Add(Watch(new DemoViewer(number, hub, token, lines, clock), stop));
            await Task.Delay(Arrival, clock, stop);
        }
        await Task.WhenAll(viewers);
    }

    private async Task Watch(DemoViewer viewer, CancellationToken stop)
    {
        try
        {
            await viewer.Watch(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The demo ends with the gateway.
        }
        catch (Exception fault)
        {
            ViewerLeft(fault);
        }
    }

    /// <summary>For people, on the console; tokens belong neither into logs nor into the part of a URL that is sent.</summary>
    private void PrintLinks(string address)
    {
        string creator = tokens.Make(DemoSeries.Creator, [Roles.Creator], "雨夜剧组");
        string moderator = tokens.Make("demo-moderator", [Roles.Moderator], "审核员");
        string ops = tokens.Make("demo-ops", [Roles.Ops, Roles.Moderator], "ops");
        Console.WriteLine($"""

              ▲ Interactions   Development: not secure, do not expose
              Viewer    {address}/?episode=demo-1
              Creator   {address}/studio.html#token={creator}
              Moderator {address}/mod.html#token={moderator}
              Ops       {address}/ops.html#token={ops}
              API docs  {address}/scalar   Metrics {address}/metrics   Health {address}/healthz/ready
              Audience  {options.Value.Audience} simulated viewers

            """);
    }

    [LoggerMessage(EventId = 3301, Level = LogLevel.Error, Message = "The demo could not be made; the gateway runs without it.")]
    private partial void DemoFailed(Exception fault);

    [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "A simulated viewer left.")]
    private partial void ViewerLeft(Exception fault);
}
