using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Interactions.Silo.Episodes;

/// <summary>How often episodes speak. Section <c>Episodes</c>.</summary>
internal sealed class EpisodeOptions
{
    public const string Section = "Episodes";

    /// <summary>Shortest time between two pulses of a busy episode. Default 100 ms (people see 10 updates a second as live), range 10 ms to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan PulseInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Shortest time between two tallies in pulses: counters are last-value-wins. Default 250 ms, range 10 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan TallyInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often an episode tells users' records and its creator. Default 1 s (users' records promise 5 s), range 100 ms to 4 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:04")]
    public TimeSpan BeatInterval { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>Checks the ranges; generated, so that no reflection is needed at the start.</summary>
[OptionsValidator]
internal sealed partial class EpisodeOptionsValidator : IValidateOptions<EpisodeOptions>;
