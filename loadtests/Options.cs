using System.CommandLine;
using System.CommandLine.Parsing;

namespace Interactions.LoadTests;

/// <summary>The options of the command line, each with its default and range.</summary>
internal static class Options
{
    public static readonly Option<Uri> Url = new("--url")
    {
        Description = "Where the server listens.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        CustomParser = Address,
    };

    public static readonly Option<int> Connections = Number("--connections", "Connections, each with a user of its own.", 200, 1, 19_000);

    public static readonly Option<int> Viewers = Number("--viewers", "Viewers, spread evenly over the rooms.", 1_000, 1, 19_000);

    public static readonly Option<int> Rooms = Number("--rooms", "Rooms, each with the same part of the comments.", 1, 1, 1_000);

    public static readonly Option<int> Rate = Number("--rate", "Comments per second in all.", 100, 1, 100_000);

    public static readonly Option<int> Seconds = Number("--seconds", "How long to measure.", 10, 1, 3_600);

    public static readonly Option<int> WarmUp = Number("--warm-up", "Seconds of load first, while the runtime compiles.", 15, 0, 600);

    public static readonly Option<int?> ServerProcess = new("--server-pid")
    {
        Description = "The server's process id: its CPU time goes into the report.",
    };

    public static readonly Option<bool> Stock = new("--stock") { Description = "The server is the baseline, not the product." };

    public static readonly Option<int> Gather = Number("--gather-ms", "Milliseconds for which the baseline gathers comments; 0 sends each.", 0, 0, 10_000);

    public static readonly Option<FileInfo?> Json = new("--json") { Description = "Writes the report to this file, too." };

    public static readonly Option<string> Gateway = new("--gateway")
    {
        Description = "The gateway's assembly; the one that was built beside this program by default.",
        DefaultValueFactory = _ => Servers.Server.BuiltGateway(),
    };

    public static TimeSpan WarmUpOf(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(WarmUp));

    public static TimeSpan DurationOf(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(Seconds));

    /// <summary>Reads an address, or says what one looks like.</summary>
    public static Uri? Address(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttp) { return url; }
        result.AddError($"'{result.Tokens[0].Value}' is no address like http://127.0.0.1:5080. Only http can be measured.");
        return null;
    }

    public static Option<int> Number(string name, string description, int normal, int least, int most)
    {
        Option<int> option = new(name)
        {
            Description = $"{description} {least:N0} to {most:N0}, default {normal:N0}.",
            DefaultValueFactory = _ => normal,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < least || value > most))
            {
                result.AddError($"{name} must be {least:N0} to {most:N0}.");
            }
        });
        return option;
    }
}
