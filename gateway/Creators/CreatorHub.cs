using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Creators;

/// <summary>What creators and moderators call. A creator sees only what he owns; whether another creator or episode exists, nobody learns here.</summary>
internal sealed class CreatorHub(
    Boards boards, Rooms rooms, EpisodeAccess access, Budgets budgets, HubConnections<CreatorHub> connections, GatewayTelemetry telemetry)
    : Hub<ICreatorClient>, ICreatorHub
{
    private const int DeskEpisodesMax = 20;

    public async Task<BoardAnswer> Open(OpenRequest request)
    {
        Visitor visitor = Visitor.Of(Context);
        if (!CreatorId.TryParse(request?.CreatorId, out CreatorId id)) { return Refused(RefusalCode.Invalid, 0, "creatorId"); }
        if (!budgets.TryTake(visitor, BudgetKind.Board, out TimeSpan wait)) { return Refused(RefusalCode.TooFast, (int)Math.Ceiling(wait.TotalMilliseconds)); }
        if (!visitor.IsOps && !(visitor.IsCreator && visitor.UserId == id.Value)) { return Refused(RefusalCode.Forbidden); }
        try
        {
            Board board = await boards.Open(id.Value, connections[Context.ConnectionId]);
            telemetry.Answered(BudgetKind.Board, RefusalCode.None);
            return new BoardAnswer(true, null, board);
        }
        catch (Exception fault) when (GrainFault.IsPassing(fault))
        {
            return Refused(RefusalCode.Busy, GrainFault.RetryAfterMs());
        }
    }

    public async Task<Answer> OpenDesk(DeskRequest request)
    {
        Visitor visitor = Visitor.Of(Context);
        HeardEpisodes heard = HeardEpisodes.Of(Context);
        if (request?.EpisodeIds is not { Length: > 0 and <= DeskEpisodesMax } ids || ids.Contains(null)
            || heard.CountWith(ids.Select(id => new EpisodeId(id))) > DeskEpisodesMax)
        {
            return NoDesk(RefusalCode.Invalid, 0, "episodeIds");
        }
        if (!budgets.TryTake(visitor, BudgetKind.Board, out TimeSpan wait)) { return NoDesk(RefusalCode.TooFast, (int)Math.Ceiling(wait.TotalMilliseconds)); }
        try
        {
            foreach (string id in ids)
            {
                if (await access.FindOwn(id, visitor) is not { } entry) { return NoDesk(RefusalCode.Forbidden); }
                Room room = rooms.Attend(entry, connections[Context.ConnectionId]);
                heard.Add(new EpisodeId(id), room);
                await rooms.Lease(room);
            }
            telemetry.Answered(BudgetKind.Board, RefusalCode.None);
            return new Answer(true);
        }
        catch (Exception fault) when (GrainFault.IsPassing(fault))
        {
            return NoDesk(RefusalCode.Busy, GrainFault.RetryAfterMs());
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        HeardEpisodes.Of(Context).LeaveAll(connections[Context.ConnectionId]);
        boards.Leave(connections[Context.ConnectionId]);
        return base.OnDisconnectedAsync(exception);
    }

    private BoardAnswer Refused(RefusalCode code, int retryAfterMs = 0, string? field = null) => new(false, Answered(code, retryAfterMs, field));

    private Answer NoDesk(RefusalCode code, int retryAfterMs = 0, string? field = null) => new(false, Answered(code, retryAfterMs, field));

    private Refusal Answered(RefusalCode code, int retryAfterMs, string? field)
    {
        telemetry.Answered(BudgetKind.Board, code);
        return Refusal.Of(code, retryAfterMs, field);
    }
}
