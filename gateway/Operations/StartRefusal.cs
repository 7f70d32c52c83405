using Interactions.Silo.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Operations;

/// <summary>Says in plain lines, without a stack trace, why the gateway does not start, when the operator can mend it.</summary>
internal static class StartRefusal
{
    /// <summary>The process ends with this when an option is wrong or the address is taken.</summary>
    public const int ExitCode = 2;

    /// <summary>True when <paramref name="failure"/> is something that the operator can mend; <paramref name="lines"/> say what.</summary>
    public static bool Explains(Exception failure, out IReadOnlyList<string> lines)
    {
        List<string> found = [];
        bool explained = Collect(failure, found);
        lines = found;
        return explained;
    }

    /// <summary>Prints the lines to the error stream and answers the exit code.</summary>
    public static int Print(Exception failure)
    {
        Explains(failure, out IReadOnlyList<string> lines);
        foreach (string line in lines) { Console.Error.WriteLine($"Interactions does not start: {line}"); }
        return ExitCode;
    }

    /// <summary>Starts the host; when that fails, what had started already, such as a silo without a listener, is stopped in good order.</summary>
    public static async Task StartOrStop(this IHost host)
    {
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

    private static bool Collect(Exception failure, List<string> lines)
    {
        switch (failure)
        {
            case OptionsValidationException wrong:
                lines.AddRange(wrong.Failures);
                return true;
            case AggregateException several:
                return several.InnerExceptions.All(inner => Collect(inner, lines));
            case IOException { InnerException: AddressInUseException }:
                lines.Add($"{failure.Message} Choose another one with --urls.");
                return true;
            case StorageRefusedException:
                lines.Add(failure.Message);
                return true;
            case InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" }:
                lines.Add(failure.Message);
                return true;
            default:
                return failure.InnerException is { } cause && Collect(cause, lines);
        }
    }
}
