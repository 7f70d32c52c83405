using Interactions.Gateway.Access;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Operations;

/// <summary>What holds connections and can tell their clients to go. Register as a singleton of this interface.</summary>
public interface IDrainStep
{
    /// <summary>Tells all clients that the gateway is about to stop; they come back after a random part of <paramref name="retryAfter"/>.</summary>
    Task TellClientsToGo(TimeSpan retryAfter, CancellationToken cancel);
}

/// <summary>
/// The goodbye, once: (1) not ready any more, (2) every client is told to go, (3) wait until they have gone, at most <see
/// cref="DrainOptions.Delay"/>. Runs before the host begins to stop, because stopping closes all connections at once.
/// </summary>
internal sealed partial class Drain(
    IEnumerable<IDrainStep> steps, ConnectionGate gate, IOptions<DrainOptions> options, TimeProvider time, ILogger<Drain> logger)
    : IHostedLifecycleService
{
    private readonly Lock _once = new();
    private Task? _run;

    /// <summary>True from the first moment of the goodbye.</summary>
    public bool HasBegun => Volatile.Read(ref _run) is not null;

    /// <summary>Begins the goodbye, or joins the one under way.</summary>
    public Task Run()
    {
        lock (_once) { return _run ??= Task.Run(SayGoodbye); }
    }

    /// <summary>For hosts that are stopped without a signal.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => Run();

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task SayGoodbye()
    {
        LogDraining(gate.Connected, options.Value.Delay);
        using CancellationTokenSource deadline = new(options.Value.Delay, time);
        try
        {
            await Task.WhenAll(steps.Select(step => step.TellClientsToGo(options.Value.RetryAfter, deadline.Token))).WaitAsync(deadline.Token);
            await gate.WhenEmpty(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            LogStillConnected(gate.Connected);
        }
        catch (Exception failure)
        {
            // A failed goodbye must not keep the process from stopping.
            LogFailed(failure);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Draining: {connected} connections are told to go, at most {delay}")]
    private partial void LogDraining(int connected, TimeSpan delay);

    [LoggerMessage(2, LogLevel.Information, "Stopping with {connected} connections left")]
    private partial void LogStillConnected(int connected);

    [LoggerMessage(3, LogLevel.Error, "Clients could not be told to go")]
    private partial void LogFailed(Exception failure);
}
