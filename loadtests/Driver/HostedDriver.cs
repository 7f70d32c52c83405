namespace Interactions.LoadTests.Driver;

/// <summary>How another engine shall count what it began.</summary>
/// <param name="Status">A word for its table of status codes.</param>
/// <param name="Message">What a failure said; null when its status says it all.</param>
internal readonly record struct Verdict(bool Ok, string Status, string? Message = null)
{
    public static readonly Verdict Good = new(true, "ok");
}

/// <summary>
/// A driver whose iterations another engine begins, such as NBomber. All that has to mean the same as on the built-in driver is decided here; what
/// knows the engine only translates. Such an engine does not say when an iteration was meant to begin, so its beginning has to do.
/// </summary>
internal sealed class HostedDriver : ILoadDriver
{
    /// <summary>Engines stay a few seconds with their last figures, and then write reports.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    /// <summary>Engines count in seconds: one that ends so much before the profile's end has still done all of it.</summary>
    private static readonly TimeSpan EarlyMax = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<Phase> _phases;
    private readonly Func<Turn, Task> _iterate;
    private readonly Statistics _statistics;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _warmUp;
    private readonly TimeSpan _duration;
    private long _number = -1;
    private long _lastEndTicks;
    private long _engineEndTicks;
    private int _underWay;
    private int _warm;
    private volatile bool _stopped;

    /// <param name="engine">Runs the engine, and returns when it has ended.</param>
    public HostedDriver(
        string name, IReadOnlyList<Phase> phases, Func<Turn, Task> iterate, Statistics statistics, TimeProvider clock, Action<HostedDriver> engine)
    {
        (Name, _phases, _iterate, _statistics, _clock) = (name, phases, iterate, statistics, clock);
        _duration = TimeSpan.FromSeconds(phases.Sum(phase => phase.Seconds));
        _warmUp = TimeSpan.FromSeconds(phases.TakeWhile(phase => phase.WarmUp).Sum(phase => phase.Seconds));
        // Known before it runs: a quick engine asks at once whether it is over.
        Ended = new Task(
            () =>
            {
                engine(this);
                Volatile.Write(ref _engineEndTicks, statistics.Elapsed.Ticks);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning);
        Ended.Start(TaskScheduler.Default);
    }

    public string Name { get; }

    /// <summary>The engine has returned.</summary>
    public Task Ended { get; }

    /// <summary>Nothing shall begin any more; the engine should be told to end.</summary>
    public bool IsStopped => _stopped;

    public bool IsOver => Ended.IsCompleted || _stopped;

    /// <summary>A load that did not take place, or only in part, must not look like one that went well, however quietly the engine ends.</summary>
    public string? Failure
    {
        get
        {
            if (Ended.Exception is { } fault) { return $"{Name} ended: {fault.GetBaseException().Message}"; }
            if (!Ended.IsCompleted || _stopped) { return null; }
            if (Volatile.Read(ref _number) < 0 && IsAnythingDue) { return $"{Name} ended without having begun anything."; }
            TimeSpan lasted = TimeSpan.FromTicks(Volatile.Read(ref _engineEndTicks));
            return lasted + EarlyMax < _duration ? $"{Name} ended after {lasted.TotalSeconds:N0} s of {_duration.TotalSeconds:N0}." : null;
        }
    }

    /// <summary>Without the seconds that the engine takes for itself, or a rate would come out lower than on the built-in driver.</summary>
    public TimeSpan? Took => Ended.IsCompletedSuccessfully && Failure is null && !_stopped
        ? TimeSpan.FromTicks(Math.Max(_duration.Ticks, Volatile.Read(ref _lastEndTicks))) : null;

    public TimeSpan Remaining => IsOver || _statistics.Elapsed > _duration ? TimeSpan.Zero : _duration - _statistics.Elapsed;

    public int UnderWay => Volatile.Read(ref _underWay);

    private bool IsAnythingDue => _phases.Any(phase => phase.Copies > 0) || Arrivals.Of(_phases, new Random(1)).Any();

    /// <summary>The engine is about to begin: time counts from now on.</summary>
    public void Begin() => _statistics.Begin();

    public void Tick()
    {
        // The engine has threads of its own.
    }

    public void Stop()
    {
        _stopped = true;
        // Either an iteration that begins now sees it, or whoever reads next what is under way sees the iteration.
        Interlocked.MemoryBarrier();
    }

    public void Dispose()
    {
        _stopped = true;
        ((IAsyncResult)Ended).AsyncWaitHandle.WaitOne(EndsWithin);
    }

    /// <summary>Does one iteration. Nothing that it meets with is left to the engine, which may keep exceptions to itself.</summary>
    /// <param name="around">What the engine puts around a step of that name.</param>
    public async Task<Verdict> Iterate(Func<string, Func<Task<Verdict>>, Task> around)
    {
        int underWay = Interlocked.Increment(ref _underWay);
        if (_stopped)
        {
            // The engine goes on until it is told to end, and the oracles ask already.
            Interlocked.Decrement(ref _underWay);
            return new Verdict(false, "stopped");
        }
        long beganAt = _clock.GetTimestamp();
        bool warmUp = _statistics.Elapsed < _warmUp;
        if (!warmUp && Interlocked.Exchange(ref _warm, 1) == 0) { _statistics.EndWarmUp(); }
        long number = Interlocked.Increment(ref _number);
        if (underWay > LoadLoop.UnderWayMax)
        {
            Interlocked.Decrement(ref _underWay);
            _statistics.Record("begin", new Outcome(LoadLoop.Full), beganAt, warmUp);
            return new Verdict(false, LoadLoop.Full);
        }
        HostedSteps steps = new(around, (name, outcome) => _statistics.Record(name, outcome, beganAt, warmUp));
        try
        {
            await _iterate(new Turn(number, beganAt, warmUp, _statistics, _clock, steps.Do));
            return steps.AllOk ? Verdict.Good : new Verdict(false, "step");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            string reason = fault is LoadException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
            _statistics.Record("iteration", new Outcome(reason), beganAt, warmUp);
            return new Verdict(false, "iteration", reason);
        }
        finally
        {
            Volatile.Write(ref _lastEndTicks, _statistics.Elapsed.Ticks);
            Interlocked.Decrement(ref _underWay);
        }
    }
}
