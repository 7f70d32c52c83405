using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Watching;

namespace Interactions.Silo.Episodes;

/// <summary>
/// Who is told what: the gateways that hold a lease, the position up to which they were told, and the counters they saw last.
/// A quiet episode pulses at once; a busy one gathers for <see cref="EpisodeOptions.PulseInterval"/>.
/// </summary>
internal sealed class EpisodePulses(string episodeId, EpisodeOptions options)
{
    /// <summary>How much sooner gateways hear that gather themselves: then nearly all of the waiting is theirs.</summary>
    private const int SoonerForGatherers = 4;

    /// <summary>
    /// Pulses go with commits: what is committed just after one waits for a whole interval. So a commit takes its pulse along up to a thirty-second part of
    /// the interval early, and a pulse waits a quarter of it for a commit.
    /// </summary>
    private const int EarlyPart = 32, LatePart = 4;

    private readonly Dictionary<string, (EpisodeLease Lease, TimeSpan Until)> _observers = [];
    private readonly Audience _audience = new();
    private Tally _tallyTold = Tally.Zero;
    private Beat _beat;
    private TimeSpan? _tallyToldAt;
    private TimeSpan _lateUntil;
    private int _commentsTold;

    /// <summary>Everything up to this offset was told.</summary>
    public long Pulsed { get; private set; }

    /// <summary>After recovery: what is in the journal already is no news; who missed it asks.</summary>
    public void StartAt(long head) => Pulsed = head;

    public void Renew(EpisodeLease lease, TimeSpan now)
    {
        TimeSpan until = now + EpisodeLease.Duration;
        _audience.Renew(lease.GatewayId, lease.Viewers, until);
        if (lease.Viewers + lease.Overlays > 0) { _observers[lease.GatewayId] = (lease, until); }
        else { _observers.Remove(lease.GatewayId); }
    }

    public long Viewers(TimeSpan now) => _audience.Count(now);

    /// <summary>Whether what was committed just now goes at once.</summary>
    public bool IsDue(TimeSpan now) => now >= _beat.DueAt(Interval) - Interval / EarlyPart || now < _lateUntil;

    /// <summary>When the next pulse goes that tells what happened, if no commit takes it along; in the past = now.</summary>
    public TimeSpan DueAt => _beat.DueAt(Interval) + Interval / LatePart;

    /// <summary>
    /// When a pulse is due that tells counters alone. It waits for comments that may take them along: a sweep for counters that comes just before them
    /// would hold them up.
    /// </summary>
    public TimeSpan CountersDueAt => _beat.DueAt(options.TallyInterval);

    /// <summary>Tells every gateway what happened since the last pulse; false when there is more to tell than one pulse carries.</summary>
    /// <param name="waited">
    /// It waited for a commit in vain. One that comes soon after, held up by a collection say, goes at once: its comments have waited already, and with the
    /// next pulse they would twice.
    /// </param>
    public bool Send(EpisodeState state, string epoch, long head, TimeSpan now, bool waited)
    {
        EpisodePulse pulse = Read(state, epoch, head, Pulsed);
        pulse = pulse with { Tally = TallyIfNews(state, pulse.To, now) };
        bool isNews = pulse.To > Pulsed || pulse.Tally is not null;
        if (!isNews) { return true; }
        _lateUntil = waited ? now + Interval / LatePart : TimeSpan.Zero;
        (Pulsed, _beat, _commentsTold) = (pulse.To, _beat.Next(now, Interval), pulse.Comments.Length);
        Tell(pulse, now);
        return pulse.To == head;
    }

    /// <summary>
    /// What happened in (<paramref name="from"/>, <paramref name="head"/>], cut at the most comments that one pulse carries. What came after the head is
    /// left to the next pulse: a comment beyond <c>To</c> would be shown now and again then.
    /// </summary>
    public static EpisodePulse Read(EpisodeState state, string epoch, long head, long from, string episodeId)
    {
        Comment[] comments = [.. state.Comments.After(from).TakeWhile(comment => comment.Offset <= head).Take(EpisodePulse.CommentsMax + 1)];
        bool whole = comments.Length <= EpisodePulse.CommentsMax;
        if (!whole) { comments = comments[..EpisodePulse.CommentsMax]; }
        long to = whole ? head : comments[^1].Offset;
        EpisodeSettings? settings = state.SettingsOffset > from && state.SettingsOffset <= to ? state.Settings : null;
        return new EpisodePulse(episodeId, epoch, from, to, comments, [.. state.Comments.Retracted(from, to)], null, Settings: settings,
            Thanked: state.Comments.Thanked(from, to))
        {
            DeskOffset = state.DeskOffset > from && state.DeskOffset <= to ? state.DeskOffset : 0,
        };
    }

    private EpisodePulse Read(EpisodeState state, string epoch, long head, long from) => Read(state, epoch, head, from, episodeId);

    private TimeSpan Interval => AllGather() ? options.PulseInterval / SoonerForGatherers : Beat.Interval(options.PulseInterval, _commentsTold);

    private Tally? TallyIfNews(EpisodeState state, long version, TimeSpan now)
    {
        if (now - _tallyToldAt < options.TallyInterval) { return null; }
        Tally tally = state.TallyAt(version, Viewers(now));
        if (tally.SameCounters(_tallyTold)) { return null; }
        (_tallyTold, _tallyToldAt) = (tally, now);
        return tally;
    }

    private bool AllGather()
    {
        foreach ((EpisodeLease lease, TimeSpan _) in _observers.Values)
        {
            if (!lease.Gathers) { return false; }
        }
        return _observers.Count > 0;
    }

    private void Tell(EpisodePulse pulse, TimeSpan now)
    {
        foreach ((string gatewayId, (EpisodeLease lease, TimeSpan until)) in _observers)
        {
            if (until <= now) { _observers.Remove(gatewayId); }
            // One way: it does not wait, and a lost one shows by its offsets.
            else { lease.Observer.OnPulse(pulse).Ignore(); }
        }
    }
}
