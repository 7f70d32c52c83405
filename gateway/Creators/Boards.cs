using Interactions.Creators;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Creators;

/// <summary>The boards that are open at this gateway: one subscription per creator, however many dashboards show it. Costs nothing when none is open.</summary>
internal sealed partial class Boards(
    IGrainFactory grains, IOptions<RoomsOptions> options, TimeProvider clock, GatewayTelemetry telemetry, ILogger<Boards> log) : BackgroundService
{
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenBoard> _boards = [];
    private readonly string _gatewayId = Guid.CreateVersion7().ToString("N");

    /// <summary>Shows a creator's board to a connection from now on; answers the current one.</summary>
    public Task<Board> Open(string creatorId, HubConnectionContext connection)
    {
        OpenBoard board;
        lock (_gate)
        {
            if (!_boards.TryGetValue(creatorId, out board!))
            {
                _boards[creatorId] = board = new OpenBoard(creatorId, grains, new Crowd(options.Value.SlowDeadline, clock, telemetry));
            }
            board.Crowd.Add(connection);
        }
        return board.Renew(_gatewayId);
    }

    public void Leave(HubConnectionContext connection)
    {
        lock (_gate)
        {
            foreach (OpenBoard board in _boards.Values) { board.Crowd.Remove(connection); }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer renewal = new(RenewalInterval, clock);
        try
        {
            while (await renewal.WaitForNextTickAsync(stoppingToken)) { await RenewAll(); }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; subscriptions run out by themselves.
        }
    }

    private async Task RenewAll()
    {
        ILookup<bool, OpenBoard> boards;
        lock (_gate)
        {
            boards = _boards.Values.ToLookup(board => board.Crowd.Count > 0);
            foreach (OpenBoard empty in boards[false]) { _boards.Remove(empty.CreatorId); }
        }
        await ForEach(boards[false], board => board.Close(_gatewayId));
        await ForEach(boards[true], RenewAndCatchUp);
    }

    private async Task RenewAndCatchUp(OpenBoard board)
    {
        Board current = await board.Renew(_gatewayId);
        await board.Crowd.SendToMissed(nameof(ICreatorClient.Board), () => current);
    }

    private async Task ForEach(IEnumerable<OpenBoard> boards, Func<OpenBoard, Task> act)
    {
        foreach (OpenBoard board in boards)
        {
            try
            {
                await act(board);
            }
            catch (Exception fault)
            {
                // The next round tries again; a subscription outlives three of them, and one that is not renewed runs out.
                RenewalFailed(fault);
            }
        }
    }

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "A board's subscription could not be renewed; the next attempt follows.")]
    private partial void RenewalFailed(Exception fault);
}

/// <summary>One creator's board at this gateway.</summary>
internal sealed class OpenBoard : ICreatorObserver
{
    private readonly ICreatorGrain _creator;
    private readonly IGrainFactory _grains;
    private readonly ICreatorObserver _observer;

    public OpenBoard(string creatorId, IGrainFactory grains, Crowd crowd)
    {
        (CreatorId, _grains, Crowd) = (creatorId, grains, crowd);
        _creator = grains.GetGrain<ICreatorGrain>(creatorId);
        _observer = grains.CreateObjectReference<ICreatorObserver>(this);
    }

    public string CreatorId { get; }

    public Crowd Crowd { get; }

    public Task<Board> Renew(string gatewayId) => _creator.Renew(new BoardLease(gatewayId, _observer));

    /// <summary>Ends the subscription first: a board that is sent to a forgotten observer is an error in the log.</summary>
    public async Task Close(string gatewayId)
    {
        await _creator.Renew(new BoardLease(gatewayId, null));
        _grains.DeleteObjectReference<ICreatorObserver>(_observer);
    }

    public Task OnBoard(Board board) => Crowd.Send(nameof(ICreatorClient.Board), board);
}
