using Orleans.Concurrency;

namespace Interactions.Users;

/// <summary>A grain that tells users' records facts of theirs.</summary>
/// <param name="Source">Its kind: <c>episode</c> or <c>creator</c>.</param>
[GenerateSerializer, Immutable, Alias("interactions.teller.v1")]
public sealed record Teller([property: Id(0)] string Source, [property: Id(1)] string SourceId);

/// <summary>
/// The grains that may owe users something. A crash ends a teller with facts untold, and nobody might ask for it again for days; so whoever starts a
/// silo, or sees one die, touches all that are listed here. One grain, key <see cref="Key"/>.
/// </summary>
[Alias("interactions.teller-roster"), GrainInterfaceType("teller-roster")]
public interface ITellerRosterGrain : IGrainWithStringKey
{
    public const string Key = "teller-roster";

    /// <summary>Durable when it answers; a teller asks once an activation, before it first acknowledges anything.</summary>
    [AlwaysInterleave, Alias("enlist")]
    Task Enlist(Teller teller);

    /// <summary>The teller ends and owes nothing.</summary>
    [AlwaysInterleave, Alias("leave")]
    Task Leave(Teller teller);

    [AlwaysInterleave, Alias("list")]
    Task<Teller[]> List();
}
