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
/// What waits for one episode, in order, and when the next batch of it may go: at once, but comments alone of a busy episode gather, because screens show
/// them with the next pulse anyway, and so does everything in a storm. A commit costs the same for one and for ten. Without clock or lock: the inbox has both.
/// </summary>
internal sealed class WaitingOperations(int operationsMax, TimeSpan commentsInterval)
{
    /// <summary>So many share their commit well enough.</summary>
    public const int CommentsEnough = 256;

    /// <summary>A batch of so many says that there is a storm.</summary>
    public const int StormMin = 16;

    /// <summary>In a storm so many need not wait for more, and nothing waits longer than <see cref="StormInterval"/> after the batch before.</summary>
    public const int StormEnough = 64;

    public static readonly TimeSpan StormInterval = TimeSpan.FromMilliseconds(5);

    private readonly Queue<WaitingOperation> _queue = [];
    private int _comments;
    private int _lastCount;
    private Beat _beat;

    private TimeSpan CommentsInterval => Beat.Interval(commentsInterval, _lastCount);

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
        bool onlyComments = _comments == _queue.Count;
        (TimeSpan interval, int enough) = onlyComments ? (CommentsInterval, CommentsEnough) : (StormInterval, StormEnough);
        bool gathers = _queue.Count < enough && (onlyComments || _lastCount >= StormMin);
        TimeSpan wait = gathers ? _beat.DueAt(interval) - now : TimeSpan.Zero;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Takes the next batch.</summary>
    public WaitingOperation[] Take(TimeSpan now)
    {
        _beat = _beat.Next(now, CommentsInterval);
        WaitingOperation[] batch = new WaitingOperation[Math.Min(_queue.Count, EpisodeBatch.OperationsMax)];
        for (int i = 0; i < batch.Length; i++) { batch[i] = Dequeue(); }
        _lastCount = batch.Length;
        return batch;
    }

    /// <summary>Takes the one that has waited longest, if it came before a timestamp.</summary>
    public bool TryTakeLate(long firstInTime, [MaybeNullWhen(false)] out WaitingOperation late)
    {
        bool isLate = _queue.TryPeek(out late) && late.Since < firstInTime;
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
