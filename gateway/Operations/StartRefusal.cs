using Interactions.Silo.Operations;
using Interactions.Silo.Storage;
using Microsoft.AspNetCore.Connections;

namespace Interactions.Gateway.Operations;

/// <summary>Says in plain lines, without a stack trace, why the gateway does not start, when the operator can mend it.</summary>
internal static class StartRefusal
{
    /// <summary>True when <paramref name="failure"/> is something that the operator can mend; <paramref name="lines"/> say what.</summary>
    public static bool Explains(Exception failure, out IReadOnlyList<string> lines)
    {
        List<string> found = [];
        lines = found;
        return StartFault.Explains(failure, found, OfListening);
    }

    /// <summary>Prints the lines to the error stream and answers the exit code.</summary>
    public static int Print(Exception failure)
    {
        Explains(failure, out IReadOnlyList<string> lines);
        return StartFault.Print(lines);
    }

    /// <summary>Starts the host; when that fails, what had started already, such as a silo without a listener, is stopped in good order.</summary>
    public static async Task StartOrStop(this IHost host)
    {
        await host.Services.AskStorage();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await StopQuietly(host);
            throw;
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

    private static string? OfListening(Exception failure) =>
        failure is IOException { InnerException: AddressInUseException } ? $"{failure.Message} Choose another one with --urls." : null;
}
