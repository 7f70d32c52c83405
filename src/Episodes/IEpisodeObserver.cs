using Orleans.Concurrency;

namespace Interactions.Episodes;

/// <summary>How an episode reaches a gateway: one message per gateway and tick, never one per viewer. It may be lost; offsets show it.</summary>
[Alias("interactions.episode-observer")]
public interface IEpisodeObserver : IGrainObserver
{
    [OneWay, Alias("pulse")]
    Task OnPulse(EpisodePulse pulse);
}
