using System.Diagnostics.CodeAnalysis;
using Interactions.Episodes;

namespace Interactions.Gateway.Episodes;

/// <summary>An operation that waits in an inbox.</summary>
/// <param name="Since">The timestamp at which it came.</param>
internal readonly record struct WaitingOperation(EpisodeOperation Operation, long Since, TaskCompletionSource<EpisodeOutcome> Outcome)
{
    public bool IsComment => Operation.Act == EpisodeAct.Comment;
}

/// <summary>
/// What waits for one episode, in order, and when the next batch of it may go: at once, but comments alone of a busy episode gather. A commit costs the
/// same for one and for ten, and screens show them with the next pulse anyway. Without clock or lock: the inbox has both.
/// </summary>
internal sealed class WaitingOperations(int operationsMax, TimeSpan commentsInterval)
{
    /// <summary>So many share their commit well enough.</summary>
    public const int CommentsEnough = 256;

    private readonly Queue<WaitingOperation> _queue = [];
    private int _comments;
    private Beat _beat;

    /// <summary>False when it is full.</summary>
    public bool TryAdd(in WaitingOperation waiting)
    {
        if (_queue.Count >= operationsMax) { return false; }
        _queue.Enqueue(waiting);
        if (waiting.IsComment) { _comments++; }
        return true;
    }

    /// <summary>How long the next batch has to wait; zero = it may go, null = nothing waits.</summary>
    public TimeSpan? DueIn(TimeSpan now)
    {
        if (_queue.Count == 0) { return null; }
        bool mayGather = _comments == _queue.Count && _comments < CommentsEnough;
        TimeSpan wait = mayGather ? _beat.DueAt(commentsInterval) - now : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Takes the next batch.</summary>
    public WaitingOperation[] Take(TimeSpan now)
    {
        _beat = _beat.Next(now, commentsInterval);
        WaitingOperation[] batch = new WaitingOperation[Math.Min(_queue.Count, EpisodeBatch.OperationsMax)];
        for (int i = 0; i < batch.Length; i++) { batch[i] = Dequeue(); }
        return batch;
    }

    /// <summary>Takes the one that has waited longest, if the caller thinks that was too long.</summary>
    public bool TryTakeLate(Predicate<long> isTooLong, [MaybeNullWhen(false)] out WaitingOperation late)
    {
        bool isLate = _queue.TryPeek(out late) && isTooLong(late.Since);
        if (isLate) { Dequeue(); }
        return isLate;
    }

    private WaitingOperation Dequeue()
    {
        WaitingOperation first = _queue.Dequeue();
        if (first.IsComment) { _comments--; }
        return first;
    }
}
