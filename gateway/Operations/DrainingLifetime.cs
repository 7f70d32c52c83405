using System.Runtime.InteropServices;

namespace Interactions.Gateway.Operations;

/// <summary>
/// Turns SIGTERM and Ctrl+C into a drain and then a stop. The stock console lifetime stops at once, and stopping closes every connection before its
/// client could be told. A second signal does not wait.
/// </summary>
internal sealed class DrainingLifetime(Drain drain, IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) { signal.Dispose(); }
    }

    /// <summary>What a signal does; the returned task ends when the host has been told to stop.</summary>
    public Task StopGracefully() =>
        drain.HasBegun ? Stop(Task.CompletedTask) : Stop(drain.Run());

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        _ = StopGracefully();
    }

    private async Task Stop(Task drained)
    {
        await drained;
        application.StopApplication();
    }
}
