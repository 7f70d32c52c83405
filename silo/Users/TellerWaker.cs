using System.Collections.Concurrent;
using System.Threading.Channels;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Users;

namespace Interactions.Silo.Users;

/// <summary>
/// Touches every teller of the roster when this silo has started, whenever another one has died, and when a teller here has lost its journal: a teller
/// that is touched recovers, and its next beat tells users what was left untold.
/// </summary>
internal sealed partial class TellerWaker(IGrainFactory grains, ISiloStatusOracle silos, TimeProvider clock, ILogger<TellerWaker> log)
    : BackgroundService, ISiloStatusListener
{
    /// <summary>Tellers touched at the same time: their recoveries must not keep the storage from those who wait for an answer.</summary>
    private const int AtOnceMax = 16;

    /// <summary>Rounds with doubled pauses: about two minutes. What fails for longer needs an operator.</summary>
    private const int RoundsMax = 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);

    /// <summary>One round serves all who ask while it has not begun.</summary>
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ask() => _asked.Writer.TryWrite(true);

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status == SiloStatus.Dead) { Ask(); }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        Ask();
        try
        {
            await foreach (bool _ in _asked.Reader.ReadAllAsync(stoppingToken)) { await WakeAll(stoppingToken); }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; the next one that starts begins afresh.
        }
        finally { silos.UnSubscribeFromSiloStatusEvents(this); }
    }

    private async Task WakeAll(CancellationToken stoppingToken)
    {
        ITellerRosterGrain roster = grains.GetGrain<ITellerRosterGrain>(ITellerRosterGrain.Key);
        Teller[]? left = null;
        TimeSpan pause = FirstPause;
        for (int round = 0; round < RoundsMax && left is not []; round++, pause *= 2)
        {
            if (round > 0) { await Task.Delay(pause, clock, stoppingToken); }
            try
            {
                left = await Touch(left ?? await roster.List(), stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The storage may come up after the silo.
                RosterUnread(fault);
            }
        }
        if (left is not []) { GivenUp(left?.Length); }
    }

    /// <summary>Answers those that could not be touched: one damaged episode must not keep the others' users from hearing.</summary>
    private async Task<Teller[]> Touch(Teller[] tellers, CancellationToken stoppingToken)
    {
        ConcurrentBag<Teller> failed = [];
        ParallelOptions some = new() { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(tellers, some, async (teller, _) =>
        {
            try
            {
                await Touch(teller);
            }
            catch (Exception fault)
            {
                failed.Add(teller);
                NotTouched(teller.Source, teller.SourceId, fault);
            }
        });
        return [.. failed];
    }

    private Task Touch(Teller teller) => teller.Source == UserTeller.Creators
        ? grains.GetGrain<ICreatorGrain>(teller.SourceId).GetBoard()
        : grains.GetGrain<IEpisodeGrain>(teller.SourceId).GetTally();

    [LoggerMessage(EventId = 2201, Level = LogLevel.Warning, Message = "The roster of tellers could not be read; another attempt follows.")]
    private partial void RosterUnread(Exception fault);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Warning, Message = "The {Source} {SourceId} could not be touched; another attempt follows.")]
    private partial void NotTouched(string source, string sourceId, Exception fault);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Error, Message = "{Left} tellers could not be touched: their users hear what a crash left untold when somebody asks for the episode.")]
    private partial void GivenUp(int? left);
}
