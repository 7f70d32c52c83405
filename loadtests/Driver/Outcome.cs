namespace Interactions.LoadTests.Driver;

/// <summary>How a step ended.</summary>
/// <param name="Reason">Null when it went well; else a name from a short list, such as a refusal's.</param>
internal readonly record struct Outcome(string? Reason)
{
    public static readonly Outcome Done = new(null);

    public bool Ok => Reason is null;
}
