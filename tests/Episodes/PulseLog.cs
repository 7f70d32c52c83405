using System.Threading.Channels;
using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>
/// A gateway that only listens. Messages can overtake each other on their way, so it puts pulses together by their positions; a gap or an overlap
/// fails the test.
/// </summary>
internal sealed class PulseLog : IEpisodeObserver
{
    private readonly Channel<EpisodePulse> _heard = Channel.CreateUnbounded<EpisodePulse>();
    private readonly IEpisodeObserver _reference;
    private readonly TestSilo _silo;
    private readonly IEpisodeGrain _episode;
    private readonly List<EpisodePulse> _early = [];
    private readonly string _gatewayId = Guid.NewGuid().ToString("N");
    private long _position;
    private int _viewers;

    private PulseLog(TestSilo silo, IEpisodeGrain episode)
    {
        (_silo, _episode) = (silo, episode);
        _reference = silo.Grains.CreateObjectReference<IEpisodeObserver>(this);
    }

    /// <summary>Listens to an episode on behalf of so many viewers, from now on.</summary>
    public static async Task<PulseLog> Of(TestSilo silo, IEpisodeGrain episode, int viewers = 1)
    {
        PulseLog log = new(silo, episode);
        log._position = (await log.Renew(viewers)).Pulsed;
        return log;
    }

    /// <summary>Whether everything that has come, and was not overtaken by newer counters, has been read.</summary>
    public bool IsQuiet
    {
        get
        {
            while (_heard.Reader.TryRead(out EpisodePulse? pulse)) { Keep(pulse); }
            return _early.Count == 0;
        }
    }

    public Task<EpisodeLeaseAnswer> Renew(int viewers, bool gathers = false)
    {
        _viewers = viewers;
        return _episode.Renew(new EpisodeLease(_gatewayId, viewers, _reference, Gathers: gathers));
    }

    /// <summary>The next pulse, without any time passing.</summary>
    public Task<EpisodePulse> Now() => Heard().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

    /// <summary>The next pulse, at most five seconds from now; the lease is kept meanwhile, as a gateway keeps it.</summary>
    public async Task<EpisodePulse> Next()
    {
        Task<EpisodePulse> next = Heard();
        await _silo.Drive(next, TimeSpan.FromSeconds(5), () => Renew(_viewers));
        return await next;
    }

    /// <summary>The pulses up to the one that carries this offset.</summary>
    public async Task<List<EpisodePulse>> UpTo(long offset)
    {
        List<EpisodePulse> pulses = [await Next()];
        while (pulses[^1].To < offset) { pulses.Add(await Next()); }
        return pulses;
    }

    private async Task<EpisodePulse> Heard()
    {
        while (true)
        {
            EpisodePulse? fits = _early.Find(pulse => pulse.From == _position);
            if (fits is not null)
            {
                _early.Remove(fits);
                _position = fits.To;
                _early.RemoveAll(IsOvertaken);
                return fits;
            }
            Keep(await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken));
        }
    }

    private void Keep(EpisodePulse pulse)
    {
        if (IsOvertaken(pulse)) { return; }
        Assert.True(pulse.From >= _position, "A pulse tells again what was told.");
        _early.Add(pulse);
    }

    /// <summary>Counters alone may come late: those that overtook them are newer.</summary>
    private bool IsOvertaken(EpisodePulse pulse) => pulse.From == pulse.To && pulse.From < _position;

    public Task OnPulse(EpisodePulse pulse)
    {
        _heard.Writer.TryWrite(pulse);
        return Task.CompletedTask;
    }
}
