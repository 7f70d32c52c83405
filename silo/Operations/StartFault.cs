using Interactions.Silo.Storage;
using Microsoft.Extensions.Options;

namespace Interactions.Silo.Operations;

/// <summary>Says in plain lines, without a stack trace, why a host does not start, when the operator can mend it.</summary>
public static class StartFault
{
    /// <summary>The process ends with this when an option is wrong, the storage cannot be used, or the address is taken.</summary>
    public const int ExitCode = 2;

    /// <summary>True when <paramref name="failure"/> is something that the operator can mend; the lines are added to <paramref name="lines"/>.</summary>
    /// <param name="ownLine">What a host knows of failures of its own; null for others.</param>
    public static bool Explains(Exception failure, List<string> lines, Func<Exception, string?>? ownLine = null)
    {
        if (ownLine?.Invoke(failure) is { } line)
        {
            lines.Add(line);
            return true;
        }
        switch (failure)
        {
            case OptionsValidationException wrong:
                lines.AddRange(wrong.Failures);
                return true;
            case AggregateException several:
                return several.InnerExceptions.All(inner => Explains(inner, lines, ownLine));
            case StorageRefusedException:
            case InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" }:
                lines.Add(failure.Message);
                return true;
            default:
                return failure.InnerException is { } cause && Explains(cause, lines, ownLine);
        }
    }

    /// <summary>Prints the lines to the error stream and answers the exit code.</summary>
    public static int Print(IEnumerable<string> lines)
    {
        foreach (string line in lines) { Console.Error.WriteLine($"Interactions does not start: {line}"); }
        return ExitCode;
    }
}
