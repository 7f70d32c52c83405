namespace Interactions.LoadTests.Scenarios;

/// <summary>What an oracle found.</summary>
/// <param name="Holds">Null when it could not be checked: nothing is proven then.</param>
/// <param name="Detail">The sums that were compared; for a broken promise also whose it was.</param>
internal sealed record Finding(string Promise, bool? Holds, string Detail);
