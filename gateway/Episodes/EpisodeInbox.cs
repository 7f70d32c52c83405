using Interactions.Episodes;
using Interactions.Gateway.Cluster;
using Interactions.Gateway.Operations;
using Interactions.Refusals;

namespace Interactions.Gateway.Episodes;

/// <summary>
/// What waits at this gateway for one episode. Natural batching: it sends as soon as the previous call has returned, so it adds no delay when idle and
/// makes big batches when busy; comments, and everything in a storm, wait for each other a little longer (<see cref="WaitingOperations"/>). Bounded in
/// length and in time: above the limit, or after <see cref="RoomsOptions.ApplyPatience"/> and one call more, the answer is <c>busy</c>.
/// </summary>
internal sealed class EpisodeInbox(
    IEpisodeGrain episode, RoomsOptions options, RepeatedCalls calls, TimeProvider clock, GatewayTelemetry telemetry)
{
    private readonly Lock _gate = new();
    private readonly WaitingOperations _waiting = new(options.InboxOperationsMax, options.CommentsInterval);
    private bool _isSending;
    private TimeSpan _sendsAt = TimeSpan.MaxValue;

    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Posts an operation; the outcome means that it is durable, or refused.</summary>
    public Task<EpisodeOutcome> Post(in EpisodeOperation operation)
    {
        // :: Like 2: gather with whatever else arrives while the previous batch is under way.
        TaskCompletionSource<EpisodeOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_waiting.TryAdd(new WaitingOperation(operation, clock.GetTimestamp(), outcome))) { return Task.FromResult(Busy()); }
            if (_isSending || !MaySend()) { return outcome.Task; }
            _isSending = true;
        }
        _ = Task.Run(Send);
        return outcome.Task;
    }

    private async Task Send()
    {
        while (Take() is { } batch)
        {
            telemetry.InboxWaiting(batch.Length);
            // The patience of all is that of the one who has waited longest: a storage that hangs must not make each batch wait for itself anew.
            EpisodeOutcome[] outcomes = await Apply(new EpisodeBatch(Array.ConvertAll(batch, waiting => waiting.Operation)), batch[0].Since);
            telemetry.InboxWaiting(-batch.Length);
            // :: Like 6: each waiting call answers its viewer.
            for (int i = 0; i < batch.Length; i++) { batch[i].Outcome.SetResult(outcomes[i]); }
            RefuseLate();
        }
    }

    // In whole milliseconds, because a shorter delay ends before it begins, and never on the stack of the caller, who holds the gate.
    private async Task SendLater(TimeSpan wait)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            _sendsAt = TimeSpan.MaxValue;
            if (_isSending || !MaySend()) { return; }
            _isSending = true;
        }
        await Send();
    }

    /// <summary>The next batch; null when nothing waits, or nothing that may go yet and so goes later.</summary>
    private WaitingOperation[]? Take()
    {
        lock (_gate)
        {
            _isSending = MaySend();
            return _isSending ? _waiting.Take(Now) : null;
        }
    }

    private bool MaySend()
    {
        if (_waiting.DueIn(Now) is not { } wait) { return false; }
        if (wait == TimeSpan.Zero) { return true; }
        // Comments may wait already when something comes that waits less.
        if (Now + wait < _sendsAt)
        {
            _sendsAt = Now + wait;
            _ = SendLater(wait);
        }
        return false;
    }

    /// <summary>Who has waited out his patience behind a batch was never sent, so nothing is unknown about him.</summary>
    private void RefuseLate()
    {
        long firstInTime = clock.GetTimestamp() - (long)(options.ApplyPatience.TotalSeconds * clock.TimestampFrequency);
        lock (_gate)
        {
            while (_waiting.TryTakeLate(firstInTime, out WaitingOperation late)) { late.Outcome.SetResult(Busy()); }
        }
    }

    private async Task<EpisodeOutcome[]> Apply(EpisodeBatch batch, long since)
    {
        try
        {
            return (await calls.Run(() => episode.Apply(batch), since)).Outcomes;
        }
        catch (Exception)
        {
            // Whatever it was, those who wait must get an answer, and the next ones a turn.
            EpisodeOutcome[] busy = new EpisodeOutcome[batch.Operations.Length];
            Array.Fill(busy, Busy());
            return busy;
        }
    }

    private static EpisodeOutcome Busy() => EpisodeOutcome.Refused(RefusalCode.Busy, GrainFault.RetryAfterMs());
}
