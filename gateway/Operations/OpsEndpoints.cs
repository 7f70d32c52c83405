using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;

namespace Interactions.Gateway.Operations;

/// <param name="Connections">Open hub connections of this gateway.</param>
/// <param name="Episodes">The episodes that most of its connections show, at most 10.</param>
/// <param name="Dashboard">Whether Orleans' own dashboard is there.</param>
public sealed record GatewayOverview(int Connections, bool Draining, HotEpisode[] Episodes, bool Dashboard);

/// <param name="Connections">Connections of this gateway that show it.</param>
public sealed record HotEpisode(string EpisodeId, int Connections);

/// <param name="Silos">Silos that take part in the cluster, as its membership says: one that died is listed until that was noticed.</param>
public sealed record ClusterOverview(ClusterSilo[] Silos);

/// <param name="Address">Where other silos reach it.</param>
/// <param name="SinceMs">When it started, Unix milliseconds.</param>
public sealed record ClusterSilo(string Address, long SinceMs);

/// <summary>REST of operators: how this gateway is, and sending its clients away. Aggregates only, never a row per connection.</summary>
internal static class OpsEndpoints
{
    private const int HotEpisodesMax = 10;

    public static void MapOps(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder ops = routes.MapGroup("/api/ops/gateway").WithTags("Operations").RequireAuthorization(Policies.Ops).WithBudget(BudgetKind.Read);
        ops.MapGet("/", (ConnectionGate gate, Drain drain, Rooms rooms, IConfiguration configuration) =>
            new GatewayOverview(gate.Connected, drain.HasBegun, rooms.Hottest(HotEpisodesMax), OrleansDashboard.IsOn(configuration)));
        routes.MapGet("/api/ops/cluster", GetCluster)
            .WithTags("Operations").RequireAuthorization(Policies.Ops).WithBudget(BudgetKind.Read);
        ops.MapPost("/drain", (Drain drain) =>
        {
            // It answers before the last client has gone; the overview says how many are left.
            _ = drain.Run();
            return Results.Accepted();
        });
    }

    private static async Task<ClusterOverview> GetCluster(IGrainFactory grains)
    {
        MembershipEntry[] silos = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true);
        return new ClusterOverview([.. silos.Select(silo => new ClusterSilo(
            silo.SiloAddress.Endpoint.ToString(), new DateTimeOffset(silo.StartTime, TimeSpan.Zero).ToUnixTimeMilliseconds()))]);
    }
}
