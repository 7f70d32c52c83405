namespace Interactions.Episodes;

/// <summary>
/// What a creator or moderator changes of an episode's settings; what is null stays. The episode merges it into what is set by then, so two changes of
/// different fields do not undo each other, whatever their gateways knew.
/// </summary>
[GenerateSerializer, Immutable, Alias("interactions.settings-change.v1")]
public sealed record SettingsChange(
    [property: Id(0)] string? Title = null, [property: Id(1)] EpisodeStage? State = null, [property: Id(2)] int? SlowModeMs = null)
{
    public EpisodeSettings MergedInto(EpisodeSettings settings) => settings with
    {
        Title = Title ?? settings.Title,
        State = State ?? settings.State,
        SlowModeMs = SlowModeMs ?? settings.SlowModeMs,
    };
}
