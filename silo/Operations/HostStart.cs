namespace Interactions.Silo.Operations;

/// <summary>The start of a host that may fail, or be told to stop, when parts of it run already.</summary>
public static class HostStart
{
    /// <summary>Starts the host. When it does not come to an end, what had started, such as a silo without a listener, is stopped in good order.</summary>
    /// <param name="explains">Whether the operator can mend this failure: it is told also when the host was told to stop.</param>
    /// <returns>False when it was told to stop before it had started, and has stopped.</returns>
    public static async Task<bool> StartOrStop(this IHost host, Func<Exception, bool> explains)
    {
        try
        {
            await host.StartAsync();
            return true;
        }
        catch (Exception failure)
        {
            // The stop cancels the start, which ends in whatever its parts make of that.
            bool isTold = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;
            await StopQuietly(host);
            if (!isTold || explains(failure)) { throw; }
            return false;
        }
    }

    private static async Task StopQuietly(IHost host)
    {
        try
        {
            await host.StopAsync();
        }
        catch (Exception)
        {
            // A host that failed while it made its parts cannot stop them either; why it did not start is what counts.
        }
    }
}
