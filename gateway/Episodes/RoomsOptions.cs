using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Episodes;

/// <summary>How a gateway gathers operations and carries pulses. Section <c>Rooms</c>.</summary>
internal sealed class RoomsOptions : ICheckedOptions
{
    public const string Section = "Rooms";

    /// <summary>Operations of one episode that may wait at this gateway; above it the answer is <c>busy</c>. Default 10,000: a second of a storm.</summary>
    public int InboxOperationsMax { get; set; } = 10_000;

    /// <summary>
    /// How long an operation waits for its turn and is repeated while its episode moves or its storage is away, before the answer is <c>busy</c>.
    /// The last call may take its time-out more. Default 5 s.
    /// </summary>
    public TimeSpan ApplyPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Shortest time between two batches of comments to one episode, unless something else goes along or 256 of them wait: so long an author waits longer
    /// for his answer while others write too. Default 50 ms, a fifth less with a comment a millisecond: every second takes a busy episode's next pulse
    /// along. 0 = sends at once.
    /// </summary>
    public TimeSpan CommentsInterval { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a connection may leave a frame untaken before it is closed. Default 8 s: longer than a train's tunnel is not live any more.</summary>
    public TimeSpan SlowDeadline { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>Pulses of one episode that may wait to be written; older ones are dropped, and viewers fetch what they missed. Default 64.</summary>
    public int PulsesWaitingMax { get; set; } = 64;

    /// <summary>
    /// Longest time in which a busy room gathers: it rests one and a half times as long as its last sweep over its viewers took, so that writing takes two
    /// fifths of the time (a third as long when that carried three comments or fewer, or a hundred or more), and never longer than this in all.
    /// Default 250 ms; 0 = never rests. Small and quiet rooms push at once.
    /// </summary>
    public TimeSpan WindowMax { get; set; } = TimeSpan.FromMilliseconds(250);

    public void Check(OptionChecks checks)
    {
        checks.Range(nameof(InboxOperationsMax), InboxOperationsMax, 1, 1_000_000);
        checks.Range(nameof(ApplyPatience), ApplyPatience, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        checks.Range(nameof(CommentsInterval), CommentsInterval, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        checks.Range(nameof(SlowDeadline), SlowDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        checks.Range(nameof(PulsesWaitingMax), PulsesWaitingMax, 1, 10_000);
        checks.Range(nameof(WindowMax), WindowMax, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
