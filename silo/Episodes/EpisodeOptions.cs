using Microsoft.Extensions.Options;

namespace Interactions.Silo.Episodes;

/// <summary>How often episodes speak. Section <c>Episodes</c>.</summary>
internal sealed class EpisodeOptions
{
    public const string Section = "Episodes";

    /// <summary>
    /// Shortest time between two pulses of a busy episode. Default 100 ms (people see 10 updates a second as live), a fifth less with a comment a
    /// millisecond; range 10 ms to 5 s.
    /// </summary>
    public TimeSpan PulseInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Shortest time between two tallies in pulses: counters are last-value-wins. Default 250 ms, range 10 ms to 10 s.</summary>
    public TimeSpan TallyInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often an episode tells users' records and its creator. Default 1 s (users' records promise 5 s), range 100 ms to 4 s.</summary>
    public TimeSpan BeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How often a silo recounts its hottest episode. Default 1 min, range 1 s to 1 day, 0 = never: it reads one episode's whole journal and holds a
    /// second state of it meanwhile.
    /// </summary>
    public TimeSpan AuditInterval { get; set; } = TimeSpan.FromMinutes(1);
}

internal sealed class EpisodeOptionsValidator : IValidateOptions<EpisodeOptions>
{
    public ValidateOptionsResult Validate(string? name, EpisodeOptions options)
    {
        List<string> faults = [];
        Check(nameof(options.PulseInterval), options.PulseInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(5));
        Check(nameof(options.TallyInterval), options.TallyInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        Check(nameof(options.BeatInterval), options.BeatInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(4));
        if (options.AuditInterval != TimeSpan.Zero)
        {
            Check(nameof(options.AuditInterval), options.AuditInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        }
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(string option, TimeSpan value, TimeSpan min, TimeSpan max)
        {
            if (value < min || value > max) { faults.Add($"{EpisodeOptions.Section}:{option} must be between {min} and {max}, not {value}."); }
        }
    }
}
