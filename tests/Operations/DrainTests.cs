using System.Net;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Tests.Access;
using Interactions.Tests.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Operations;

public sealed class DrainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clients_are_told_to_go_while_they_are_still_served_and_the_stop_waits_for_them()
    {
        Goodbye goodbye = new();
        await using RunningGateway gateway = await RunningGateway.Start(
            ["--Drain:Delay=00:00:20"],
            builder =>
            {
                ProbeHub.Add(builder);
                WaitForEver(builder);
                builder.Services.AddSingleton<IDrainStep>(goodbye);
            },
            ProbeHub.Map);
        await using HubConnection client = gateway.Hub(ProbeHub.Open, null);
        await client.StartAsync(Cancel);
        IHostApplicationLifetime application = gateway.Services.GetRequiredService<IHostApplicationLifetime>();

        Task stopped = ((DrainingLifetime)gateway.Services.GetRequiredService<IHostLifetime>()).StopGracefully();
        Assert.Equal(TimeSpan.FromSeconds(1), await goodbye.Said.Task.WaitAsync(Cancel));
        using HttpResponseMessage ready = await gateway.Http.GetAsync("/healthz/ready", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Null(await client.InvokeAsync<string?>(nameof(ProbeHub.UserId), Cancel));
        Assert.False(application.ApplicationStopping.IsCancellationRequested);

        await client.StopAsync(Cancel);
        await stopped.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.True(application.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Viewers_and_creators_hear_that_the_gateway_is_going_away()
    {
        await using RunningGateway gateway = await RunningGateway.Start(["--Drain:RetryAfter=00:00:03", "--Drain:Delay=00:00:20"], WaitForEver);
        await using HubConnection viewer = gateway.Viewer();
        await using HubConnection creator = gateway.Creator("cleo");
        Task<GoingAway>[] heard = [NoticeTo(viewer), NoticeTo(creator)];
        await viewer.StartAsync(Cancel);
        await creator.StartAsync(Cancel);
        Task drained = gateway.Services.GetRequiredService<Drain>().Run();
        foreach (Task<GoingAway> notice in heard)
        {
            Assert.Equal(3_000, (await notice.WaitAsync(TimeSpan.FromSeconds(60), Cancel)).RetryAfterMs);
        }

        await viewer.StopAsync(Cancel);
        await creator.StopAsync(Cancel);
        await drained.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    [Fact]
    public async Task A_client_that_stays_does_not_hold_up_the_stop()
    {
        await using RunningGateway gateway = await RunningGateway.Start(["--Drain:Delay=00:00:00.1"], ProbeHub.Add, ProbeHub.Map);
        await using HubConnection client = gateway.Hub(ProbeHub.Open, null);
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };
        await client.StartAsync(Cancel);
        await gateway.Stop().WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await gateway.Services.GetRequiredService<ConnectionGate>().WhenEmpty(Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    [Fact]
    public async Task A_second_signal_does_not_wait()
    {
        await using RunningGateway gateway = await RunningGateway.Start(
            ["--Drain:Delay=00:00:20"],
            builder =>
            {
                ProbeHub.Add(builder);
                WaitForEver(builder);
            },
            ProbeHub.Map);
        await using HubConnection client = gateway.Hub(ProbeHub.Open, null);
        await client.StartAsync(Cancel);
        DrainingLifetime lifetime = (DrainingLifetime)gateway.Services.GetRequiredService<IHostLifetime>();
        Task first = lifetime.StopGracefully();
        await lifetime.StopGracefully().WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.False(first.IsCompleted);
        Assert.True(gateway.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await client.StopAsync(Cancel);
        await first.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    [Fact]
    public async Task A_gateway_that_is_told_to_stop_while_it_starts_stops_what_has_started_and_reports_no_fault()
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("interactions-drain-");
        string[] options =
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", $"--Storage:Path={data.FullName}", "--Demo:Enabled=false", "--Drain:Delay=00:00:00",
        ];
        await using (WebApplication gateway = Interactions.Gateway.Program.Build(options, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddHostedService<StopsWhileItStarts>();
        }))
        {
            Assert.False(await gateway.StartOrStop());
            Assert.True(gateway.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.IsCancellationRequested);
        }
        data.Delete(recursive: true);
    }

    /// <summary>The drain's clock stands still: its delay is never over, however slow the test is.</summary>
    private static void WaitForEver(WebApplicationBuilder builder) => builder.Services.AddSingleton(
        services => ActivatorUtilities.CreateInstance<Drain>(services, (TimeProvider)new FakeTimeProvider()));

    private static Task<GoingAway> NoticeTo(HubConnection client)
    {
        TaskCompletionSource<GoingAway> heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        client.On<GoingAway>(nameof(IViewerClient.GoingAway), notice => heard.TrySetResult(notice));
        return heard.Task;
    }

    /// <summary>Its start goes on until it is cancelled.</summary>
    private sealed class StopsWhileItStarts(IHostLifetime lifetime) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await ((DrainingLifetime)lifetime).StopGracefully();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Goodbye : IDrainStep
    {
        public TaskCompletionSource<TimeSpan> Said { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task TellClientsToGo(TimeSpan retryAfter, CancellationToken cancel)
        {
            Said.SetResult(retryAfter);
            return Task.CompletedTask;
        }
    }
}
