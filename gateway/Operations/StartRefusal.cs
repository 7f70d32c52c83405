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

    /// <summary>Asks the storage, and starts the host.</summary>
    /// <returns>False when it was told to stop before it had started, and has stopped.</returns>
    public static async Task<bool> StartOrStop(this IHost host)
    {
        await host.Services.AskStorage();
        return await host.StartOrStop(failure => Explains(failure, out _));
    }

    private static string? OfListening(Exception failure) =>
        failure is IOException { InnerException: AddressInUseException } ? $"{failure.Message} Choose another one with --urls." : null;
}
