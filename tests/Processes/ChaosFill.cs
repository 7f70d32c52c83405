using System.Globalization;
using Interactions.Gateway.Access;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interactions.Tests.Processes;

/// <summary>Writes facts as fast as the cluster takes them, so that a short run meets journals as large as a long one's.</summary>
internal sealed class ChaosFill(ChaosStage stage)
{
    /// <summary>Many, because a connection's calls run one after the other, and few users, because tokens cost.</summary>
    private const int Connections = 128;

    private int _left;

    public async Task Run(int facts)
    {
        _left = facts;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(Write));
    }

    private async Task Write(int number)
    {
        string user = string.Create(CultureInfo.InvariantCulture, $"f{number}");
        string gateway = ClusterProcesses.Gateways[number % 2];
        await using HubConnection hub = GatewayProcess.Hub(stage.Address(gateway), await stage.Token(user, Roles.Viewer));
        await hub.StartAsync();
        for (int i = 0; Interlocked.Decrement(ref _left) >= 0; i++)
        {
            ActKind kind = (i % 5) switch { 0 or 1 or 2 => ActKind.Comment, 3 => ActKind.Share, _ => ActKind.Watch };
            Act act = new(kind, user, stage.Episodes[i % stage.Episodes.Count], string.Create(CultureInfo.InvariantCulture, $"{user}-{i}"));
            double began = stage.History.Now;
            (Refusals.Refusal? refusal, long offset) = await ChaosActs.Send(hub, act, CancellationToken.None);
            if (refusal is not null) { throw new InvalidOperationException($"Nothing is broken yet, but {act} was refused: {refusal.Name}"); }
            stage.History.Acknowledge(act with { Offset = offset }, began, gateway);
        }
    }
}
