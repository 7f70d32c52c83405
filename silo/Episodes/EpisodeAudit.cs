using Interactions.Episodes;
using Interactions.Silo.Operations;
using Microsoft.Extensions.Options;

namespace Interactions.Silo.Episodes;

/// <summary>
/// Recounts the hottest episode of this silo once in each <see cref="EpisodeOptions.AuditInterval"/> and says when counters are wrong. It mends
/// nothing: what is wrong has to be understood first.
/// </summary>
internal sealed partial class EpisodeAudit(
    HotEpisodes hot, IGrainFactory grains, IOptions<EpisodeOptions> options, TimeProvider clock, SiloTelemetry telemetry, ILogger<EpisodeAudit> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.AuditInterval == TimeSpan.Zero) { return; }
        using PeriodicTimer timer = new(options.Value.AuditInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (hot.Take() is { } episodeId) { await Audit(episodeId, stoppingToken); }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task Audit(string episodeId, CancellationToken stoppingToken)
    {
        try
        {
            EpisodeRecount recount = await grains.GetGrain<IEpisodeGrain>(episodeId).Verify().WaitAsync(stoppingToken);
            if (recount.Drift != 0) { Drifted(episodeId, recount.Drift, recount.Counters, recount.Recount); }
            telemetry.OnAudited(recount.Drift);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            // The storage is away, or the episode moves: it keeps its facts and is recounted another time.
            Unfinished(episodeId, fault);
            telemetry.OnAuditUnfinished();
        }
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error,
        Message = "The counters of episode {EpisodeId} are wrong by {Drift}: {Counters}, but its facts add up to {Recount}.")]
    private partial void Drifted(string episodeId, long drift, Tally counters, Tally recount);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Debug, Message = "Episode {EpisodeId} could not be recounted now.")]
    private partial void Unfinished(string episodeId, Exception fault);
}
