namespace Interactions.LoadTests.Driver;

/// <summary>
/// The built-in driver. Whoever owns the thread calls <see cref="Tick"/> at least once a millisecond; each call begins what is due. Open-model
/// iterations are measured from their intended times, so neither a slow server nor a slow driver can hide behind waiting.
/// </summary>
internal sealed class LoadLoop : ILoadDriver
{
    /// <summary>Above it, arrivals fail as <c>driverFull</c>: a server that answers nothing must not fill the memory.</summary>
    internal const int UnderWayMax = 100_000;

    /// <summary>Sockets want their turn too.</summary>
    private const int BeginsPerTickMax = 1_000;

    internal const string Full = "driverFull";

    /// <summary>As reports name it.</summary>
    internal const string DriverName = "built-in";

    private readonly IReadOnlyList<Phase> _phases;
    private readonly Func<Turn, Task> _iterate;
    private readonly Statistics _statistics;
    private readonly TimeProvider _clock;
    private readonly IEnumerator<Arrival> _arrivals;
    private readonly long _beganAt;
    private readonly TimeSpan _duration;
    private readonly Lock _ticking = new();
    private bool _more;
    private bool _warm;
    private volatile bool _stopped;
    private long _number;
    private int _underWay;
    private int _loops;

    public LoadLoop(IReadOnlyList<Phase> phases, Func<Turn, Task> iterate, Statistics statistics, TimeProvider clock)
    {
        (_phases, _iterate, _statistics, _clock) = (phases, iterate, statistics, clock);
        _duration = TimeSpan.FromSeconds(phases.Sum(phase => phase.Seconds));
        _arrivals = Arrivals.Of(phases, new Random(1)).GetEnumerator();
        _more = _arrivals.MoveNext();
        statistics.Begin();
        _beganAt = clock.GetTimestamp();
    }

    public string Name => DriverName;

    public int UnderWay => Volatile.Read(ref _underWay);

    public bool IsOver => _stopped || (!_more && _clock.GetElapsedTime(_beganAt) >= _duration);

    public TimeSpan Remaining => IsOver ? TimeSpan.Zero : _duration - _clock.GetElapsedTime(_beganAt);

    /// <summary>When it returns, nothing begins any more: whoever then finds nothing under way may ask what came of the load.</summary>
    public void Stop()
    {
        lock (_ticking) { _stopped = true; }
    }

    /// <summary>Begins what is due.</summary>
    public void Tick()
    {
        lock (_ticking) { BeginDue(); }
    }

    public void Dispose() => _arrivals.Dispose();

    private void BeginDue()
    {
        TimeSpan elapsed = _clock.GetElapsedTime(_beganAt);
        int begun = 0;
        for (; _more && !_stopped && _arrivals.Current.At <= elapsed && begun < BeginsPerTickMax; begun++)
        {
            Arrive(_arrivals.Current);
            _more = _arrivals.MoveNext();
        }
        (Phase? phase, int copies) = At(elapsed);
        if (!_warm && phase is { WarmUp: false })
        {
            _warm = true;
            _statistics.EndWarmUp();
        }
        for (; !_stopped && Volatile.Read(ref _loops) < copies && begun < BeginsPerTickMax; begun++)
        {
            Interlocked.Increment(ref _loops);
            _ = Begin(_clock.GetTimestamp(), phase!.WarmUp, isLoop: true);
        }
    }

    private void Arrive(Arrival arrival)
    {
        long intendedAt = _beganAt + (long)(arrival.At.TotalSeconds * _clock.TimestampFrequency);
        if (!arrival.WarmUp) { _statistics.Lateness.Record((long)_clock.GetElapsedTime(intendedAt).TotalMicroseconds); }
        if (UnderWay >= UnderWayMax) { _statistics.Record("begin", new Outcome(Full), intendedAt, arrival.WarmUp); }
        else { _ = Begin(intendedAt, arrival.WarmUp, isLoop: false); }
    }

    private async Task Begin(long intendedAt, bool warmUp, bool isLoop)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await _iterate(new Turn(_number++, intendedAt, warmUp, _statistics, _clock));
        }
        catch (LoadException failure)
        {
            _statistics.Record("iteration", new Outcome(failure.Message), intendedAt, warmUp);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nobody awaits an iteration: what it meets with is counted here or nowhere.
            _statistics.Record("iteration", new Outcome($"{fault.GetType().Name}: {fault.Message}"), intendedAt, warmUp);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            if (isLoop) { Interlocked.Decrement(ref _loops); }
        }
    }

    /// <returns>The phase under way, and how many loops it wants.</returns>
    private (Phase?, int Copies) At(TimeSpan elapsed)
    {
        (double begin, int before) = (0, 0);
        foreach (Phase phase in _phases)
        {
            double part = (elapsed.TotalSeconds - begin) / phase.Seconds;
            if (part < 1)
            {
                return (phase, phase.Shape switch
                {
                    LoadShape.KeepConstant => phase.Copies,
                    LoadShape.RampingConstant => before + (int)Math.Ceiling((phase.Copies - before) * part),
                    _ => 0,
                });
            }
            begin += phase.Seconds;
            before = phase.IsOpen ? 0 : phase.Copies;
        }
        return (null, 0);
    }
}
