using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interactions.LoadTests.Driver;

/// <summary>What a scenario is run with.</summary>
/// <param name="Phases">One after the other.</param>
/// <param name="Thresholds">Limits of <c>step.p99Ms</c>, <c>freshness.p99Ms</c>, <c>failureShare</c>, <c>okPerSecondMin</c>.</param>
/// <param name="Figures">Numbers that the scenario names, such as <c>viewers</c>.</param>
internal sealed record ScenarioProfile(Phase[] Phases, Dictionary<string, double> Thresholds, Dictionary<string, double> Figures)
{
    /// <summary>What scenarios ask for, with the least and the most of each: nobody acts where there is nobody.</summary>
    private static readonly Dictionary<string, (double Least, double Most)> Known = new()
    {
        ["users"] = (1, FigureMax),
        ["authors"] = (1, FigureMax),
        ["viewers"] = (0, FigureMax),
        ["slow"] = (0, FigureMax),
        ["clients"] = (0, FigureMax),
        ["episodes"] = (1, FigureMax),
        ["creators"] = (1, FigureMax),
        [Speed] = (0.01, 1_000),
    };

    private static readonly string[] Latencies = ["p50Ms", "p95Ms", "p99Ms", "p999Ms", "maxMs"];

    private const double FigureMax = 1_000_000;

    /// <summary>The figure that may be a fraction.</summary>
    public const string Speed = "speed";

    /// <returns>What is wrong with a figure; null when nothing is. A misspelt one would leave the scenario with its own number.</returns>
    public static string? Problem(string figure, double value) =>
        !Known.TryGetValue(figure, out (double Least, double Most) range) ? $"'{figure}' is no figure; there are {string.Join(", ", Known.Keys)}"
        : value >= range.Least && value <= range.Most ? null
        : $"{figure} must be {range.Least} to {range.Most:N0}, not {value}";

    /// <returns>What is wrong with a threshold's name; null when nothing is. A misspelt limit would hold for ever.</returns>
    public static string? Problem(string threshold) =>
        threshold is "failureShare" or "okPerSecondMin" || (threshold.Split('.') is [_, var what] && Latencies.Contains(what)) ? null
        : $"'{threshold}' is no threshold. Use failureShare, okPerSecondMin, or <step>.{string.Join(", ", Latencies)}; the step 'freshness' is publish to screen";

    /// <summary>A number of the scenario.</summary>
    public int Figure(string name, int normal) => Figures.TryGetValue(name, out double value) ? (int)value : normal;

    public double Seconds => Phases.Sum(phase => phase.Seconds);

    /// <summary>Connections that are open at once, at least.</summary>
    public int Connections => Figure("viewers", 0) + Figure("users", 0) + Figure("authors", 0) + Figure("slow", 0) + Figure("clients", 0);
}

/// <summary>How much load a kind of machine gets: a JSON file with a part for each scenario.</summary>
internal sealed record LoadProfile(string Name, Dictionary<string, ScenarioProfile> Scenarios)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads one of the profiles that came with the program, or a file.</summary>
    public static LoadProfile Read(string nameOrPath)
    {
        string known = Path.Combine(AppContext.BaseDirectory, "Profiles", nameOrPath + ".json");
        string path = File.Exists(known) ? known : nameOrPath;
        if (!File.Exists(path))
        {
            throw new LoadException($"There is no profile '{nameOrPath}'. Use laptop, ci, cluster, or the path of a JSON file like these.");
        }
        try
        {
            return JsonSerializer.Deserialize<LoadProfile>(File.ReadAllBytes(path), Json) is { Name: not null, Scenarios: not null } profile
                ? profile : throw new JsonException("it needs a \"name\" and \"scenarios\".");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new LoadException($"The profile '{path}' cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The part of one scenario, checked.</summary>
    public ScenarioProfile Of(string scenario)
    {
        if (!Scenarios.TryGetValue(scenario, out ScenarioProfile? part) || part is null)
        {
            throw new LoadException($"The profile '{Name}' has no part '{scenario}'.");
        }
        IEnumerable<string?> problems =
        [
            .. (part.Phases ?? []).Select(phase => phase.Problem()), .. (part.Figures ?? []).Select(figure => ScenarioProfile.Problem(figure.Key, figure.Value)),
            .. (part.Thresholds ?? []).Keys.Select(name => ScenarioProfile.Problem(name)),
        ];
        if (problems.OfType<string>().FirstOrDefault() is { } problem) { throw new LoadException($"Profile '{Name}', {scenario}: {problem}."); }
        return part with { Phases = part.Phases ?? [], Thresholds = part.Thresholds ?? [], Figures = part.Figures ?? [] };
    }
}
