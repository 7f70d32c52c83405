using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Refusals;

namespace Interactions.Gateway.Episodes;

/// <summary>Which episodes a visitor may read and which are his to manage, and the way to them for REST.</summary>
internal sealed class EpisodeAccess(KnownEpisodes known, Rooms rooms)
{
    /// <summary>A draft is known to its creator and to ops only, in REST and on the hub alike.</summary>
    public static bool MaySee(CatalogueEntry entry, Visitor visitor) =>
        entry.Settings.State != EpisodeStage.Draft || visitor.IsOps || entry.Settings.CreatorId == visitor.UserId;

    /// <summary>The episode, if it exists and this visitor may see it.</summary>
    public async ValueTask<CatalogueEntry?> Find(string id, Visitor visitor) =>
        EpisodeId.TryParse(id, out EpisodeId episodeId) && await known.Find(episodeId) is { } entry && MaySee(entry, visitor) ? entry : null;

    /// <summary>The episode, if this visitor manages it: its creator, a moderator, ops. Nobody learns whether another one's exists.</summary>
    public async ValueTask<CatalogueEntry?> FindOwn(string id, Visitor visitor) =>
        EpisodeId.TryParse(id, out EpisodeId episodeId) && await known.Find(episodeId) is { } entry
        && (visitor.IsModerator || visitor.IsOps || entry.Settings.CreatorId == visitor.UserId) ? entry : null;

    /// <summary>Sends an operation to the episode; durable when it answers.</summary>
    public Task<EpisodeOutcome> Post(CatalogueEntry entry, EpisodeOperation operation) => rooms.Of(entry).Inbox.Post(operation);

    /// <summary>Answers what is read from an episode, or that there is none.</summary>
    public async Task<IResult> Read<T>(string id, Visitor visitor, Func<CatalogueEntry, IEpisodeGrain, Task<T>> read)
    {
        if (!EpisodeId.TryParse(id, out _)) { return RefusalProblem.Of(RefusalCode.Invalid, field: "id"); }
        return await Find(id, visitor) is { } entry
            ? Results.Ok(await read(entry, rooms.Of(entry).Episode))
            : RefusalProblem.Of(RefusalCode.NotFound);
    }

    /// <summary>Answers what is read from an episode that the visitor manages, or that he may not.</summary>
    public async Task<IResult> ReadOwn<T>(string id, Visitor visitor, Func<CatalogueEntry, IEpisodeGrain, Task<T>> read) =>
        await FindOwn(id, visitor) is { } entry
            ? Results.Ok(await read(entry, rooms.Of(entry).Episode))
            : RefusalProblem.Of(RefusalCode.Forbidden);
}
