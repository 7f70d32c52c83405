using System.Runtime.InteropServices;
using Interactions.Refusals;
using Interactions.Users;

namespace Interactions.Watching;

/// <summary>
/// All watching of one episode. A report is identified by (user, session, sequence number), so hearing it again changes nothing; each second of a
/// session counts once; and a user's sessions share one <see cref="WatchCredit"/>, so two windows do not watch twice as fast.
/// </summary>
public sealed class WatchLog
{
    /// <summary>A session that ends with fewer seconds seen is an early exit.</summary>
    public const int EarlyExitSeconds = 3;

    /// <summary>A session that saw so many percent of the episode is a completion.</summary>
    public const int CompletionPercent = 95;

    private readonly Dictionary<ClientKey, WatchSession> _sessions = [];
    private readonly Dictionary<UserKey, WatchCredit> _viewers = [];
    private int[] _retention = [];

    public long Peak { get; private set; }
    public long Plays => _sessions.Count;

    /// <summary>Users who saw at least one second.</summary>
    public long UniqueViewers { get; private set; }

    public long WatchSeconds { get; private set; }
    public long Completions { get; private set; }
    public long EarlyExits { get; private set; }

    /// <summary>How many sessions saw each second; as long as the episode once anybody watched.</summary>
    public ReadOnlySpan<int> Retention => _retention;

    /// <summary>Records that so many watched at once; false when more did before.</summary>
    public bool RaisePeak(long viewers)
    {
        if (viewers <= Peak) { return false; }
        Peak = viewers;
        return true;
    }

    /// <summary>Takes a report; answers whether it changed anything, or which field is wrong.</summary>
    public (RefusalCode Refusal, bool Changed) Take(UserKey user, string sessionId, long seq, WatchReport report, int durationMs, long atMs)
    {
        if (seq < 1 || report.Ranges.Length % 2 != 0 || report.Ranges.Length > 2 * WatchReport.RangesMax) { return (RefusalCode.Invalid, false); }
        ref WatchSession session = ref CollectionsMarshal.GetValueRefOrAddDefault(_sessions, ClientKey.Of(user, sessionId), out _);
        if (seq <= session.Seq) { return (RefusalCode.None, false); }
        session.Seq = seq;
        ref WatchCredit credit = ref CollectionsMarshal.GetValueRefOrAddDefault(_viewers, user, out bool known);
        if (known) { credit.Refill(atMs); }
        else { credit = WatchCredit.New(atMs); }
        int seconds = (durationMs + 999) / 1000;
        Mark(ref session.Seen, ref credit, report.Ranges, seconds);
        Count(ref credit, session.Seen);
        Judge(ref session, report.Ended, seconds);
        return (RefusalCode.None, true);
    }

    private void Mark(ref SecondSet seen, ref WatchCredit credit, int[] ranges, int seconds)
    {
        if (_retention.Length < seconds) { Array.Resize(ref _retention, seconds); }
        for (int i = 0; i < ranges.Length; i += 2)
        {
            int to = Math.Min(ranges[i + 1], seconds);
            for (int second = Math.Max(0, ranges[i]); second < to && credit.LeftMs >= 1000; second++)
            {
                if (!seen.Add(second, seconds)) { continue; }
                credit.LeftMs -= 1000;
                _retention[second]++;
                WatchSeconds++;
            }
        }
    }

    private void Count(ref WatchCredit credit, in SecondSet seen)
    {
        if (credit.HasSeen || seen.Count == 0) { return; }
        credit.HasSeen = true;
        UniqueViewers++;
    }

    private void Judge(ref WatchSession session, bool ended, int seconds)
    {
        int seen = session.Seen.Count;
        if (!session.Completed && seen * 100 >= seconds * CompletionPercent)
        {
            session.Completed = true;
            Completions++;
        }
        // A session that goes on after all is no early exit any more.
        bool leftEarly = (ended || session.LeftEarly) && seen < Math.Min(EarlyExitSeconds, seconds);
        if (leftEarly != session.LeftEarly) { EarlyExits += leftEarly ? 1 : -1; }
        session.LeftEarly = leftEarly;
    }

    public WatchSnapshot TakeSnapshot() =>
        new([.. _sessions], [.. _viewers], [.. _retention], Peak, WatchSeconds, Completions, EarlyExits);

    public void Restore(WatchSnapshot snapshot)
    {
        _sessions.Clear();
        _viewers.Clear();
        UniqueViewers = 0;
        foreach ((ClientKey key, WatchSession session) in snapshot.Sessions) { _sessions.Add(key, session); }
        foreach ((UserKey user, WatchCredit credit) in snapshot.Viewers)
        {
            _viewers.Add(user, credit);
            UniqueViewers += credit.HasSeen ? 1 : 0;
        }
        (_retention, Peak, WatchSeconds, Completions, EarlyExits) =
            ([.. snapshot.Retention], snapshot.Peak, snapshot.WatchSeconds, snapshot.Completions, snapshot.EarlyExits);
    }
}
