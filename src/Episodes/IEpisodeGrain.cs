using Interactions.Comments;
using Orleans.Concurrency;

namespace Interactions.Episodes;

/// <summary>
/// An episode: everything that happens to it happens here, in one order. Its key is the <see cref="EpisodeId"/>.
/// Calls interleave, so that callers that arrive while a journal write is under way share the next one; reads never wait for storage.
/// </summary>
[Alias("interactions.episode"), GrainInterfaceType("episode")]
public interface IEpisodeGrain : IGrainWithStringKey
{
    /// <summary>Applies a gateway's batch; the answer means that it is in durable storage. Repeating a batch changes nothing.</summary>
    /// <exception cref="Refusals.BusyException">Too much waits, or storage is away: nothing is promised; wait and repeat.</exception>
    [AlwaysInterleave, Alias("apply")]
    Task<EpisodeOutcomes> Apply(EpisodeBatch batch);

    /// <summary>A snapshot, and what the asker missed: complete, or marked <c>reset</c>.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<EpisodeView> Get(EpisodeQuestion question);

    /// <summary>What the catalogue has to list of it; null until the episode is created.</summary>
    [AlwaysInterleave, Alias("get-entry")]
    Task<CatalogueEntry?> GetEntry();

    [AlwaysInterleave, Alias("get-tally")]
    Task<Tally> GetTally();

    /// <summary>Reads the whole journal again and answers the counters beside the recount. As slow as the journal is long: at most a minute.</summary>
    /// <exception cref="Refusals.BusyException">The storage is away, or this activation is behind its journal.</exception>
    [AlwaysInterleave, Alias("verify"), ResponseTimeout("00:01:00")]
    Task<EpisodeRecount> Verify();

    /// <summary>Renews a gateway's lease and its subscription to pulses.</summary>
    [AlwaysInterleave, Alias("renew")]
    Task<EpisodeLeaseAnswer> Renew(EpisodeLease lease);

    /// <summary>What happened after <paramref name="position"/>, as one pulse; from the latest comments on when that is too far back or of another epoch.</summary>
    [AlwaysInterleave, Alias("get-pulse")]
    Task<EpisodePulse> GetPulse(EpisodePosition position);

    [AlwaysInterleave, Alias("get-comments")]
    Task<CommentPage> GetComments(CommentQuery query);

    [AlwaysInterleave, Alias("get-track")]
    Task<TrackSegment> GetTrack(TrackQuery query);

    [AlwaysInterleave, Alias("get-review")]
    Task<CommentReview> GetReview();

    /// <summary>What moderators decided, newest first.</summary>
    [AlwaysInterleave, Alias("get-decisions")]
    Task<DecisionLog> GetDecisions();

    /// <summary>One comment in full, shown or not; null when there is none of that name. For moderators.</summary>
    [AlwaysInterleave, Alias("find-comment")]
    Task<QueuedComment?> FindComment(string commentId);

    /// <summary>The comment that the creator has pinned, or null.</summary>
    [AlwaysInterleave, Alias("get-pinned")]
    Task<Comment?> GetPinned();

    [AlwaysInterleave, Alias("get-retention")]
    Task<Retention> GetRetention();
}
