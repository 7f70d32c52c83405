using Interactions.Creators;
using Interactions.Gateway.Access;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR;

namespace Interactions.Gateway.Creators;

/// <summary>What creators call. A creator sees only what he owns; whether another creator exists, nobody learns here.</summary>
internal sealed class CreatorHub(Boards boards, Budgets budgets, HubConnections<CreatorHub> connections, GatewayTelemetry telemetry)
    : Hub<ICreatorClient>, ICreatorHub
{
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

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        boards.Leave(connections[Context.ConnectionId]);
        return base.OnDisconnectedAsync(exception);
    }

    private BoardAnswer Refused(RefusalCode code, int retryAfterMs = 0, string? field = null)
    {
        telemetry.Answered(BudgetKind.Board, code);
        return new BoardAnswer(false, Refusal.Of(code, retryAfterMs, field));
    }
}
