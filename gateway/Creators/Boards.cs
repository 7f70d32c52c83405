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
        OpenBoard[] open;
        lock (_gate)
        {
            foreach ((string creatorId, OpenBoard board) in _boards)
            {
                if (board.Crowd.Count > 0) { continue; }
                _boards.Remove(creatorId);
                board.Close();
            }
            open = [.. _boards.Values];
        }
        foreach (OpenBoard board in open)
        {
            try
            {
                await board.Renew(_gatewayId);
            }
            catch (Exception fault)
            {
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
        (_grains, Crowd) = (grains, crowd);
        _creator = grains.GetGrain<ICreatorGrain>(creatorId);
        _observer = grains.CreateObjectReference<ICreatorObserver>(this);
    }

    public Crowd Crowd { get; }

    public Task<Board> Renew(string gatewayId) => _creator.Renew(new BoardLease(gatewayId, _observer));

    /// <summary>The subscription runs out by itself.</summary>
    public void Close() => _grains.DeleteObjectReference<ICreatorObserver>(_observer);

    public Task OnBoard(Board board)
    {
        Crowd.Send(nameof(ICreatorClient.Board), board);
        return Task.CompletedTask;
    }
}
