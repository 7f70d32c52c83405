using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interactions.LoadTests.Driver;

/// <summary>What a scenario is run with.</summary>
/// <param name="Phases">One after the other.</param>
/// <param name="Thresholds">Limits of <c>step.p99Ms</c>, <c>freshness.p99Ms</c>, <c>failureShare</c>, <c>okPerSecondMin</c>.</param>
/// <param name="Figures">Numbers that the scenario names, such as <c>viewers</c>.</param>
internal sealed record ScenarioProfile(Phase[] Phases, Dictionary<string, double> Thresholds, Dictionary<string, double> Figures)
{
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
            LoadProfile profile = JsonSerializer.Deserialize<LoadProfile>(File.ReadAllBytes(path), Json)!;
            return profile;
        }
        catch (JsonException fault)
        {
            throw new LoadException($"The profile '{path}' cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>The part of one scenario, checked.</summary>
    public ScenarioProfile Of(string scenario)
    {
        if (!Scenarios.TryGetValue(scenario, out ScenarioProfile? part))
        {
            throw new LoadException($"The profile '{Name}' has no part '{scenario}'.");
        }
        foreach (Phase phase in part.Phases ?? [])
        {
            if (phase.Problem() is { } problem) { throw new LoadException($"Profile '{Name}', {scenario}: {problem}."); }
        }
        return part with { Phases = part.Phases ?? [], Thresholds = part.Thresholds ?? [], Figures = part.Figures ?? [] };
    }
}
