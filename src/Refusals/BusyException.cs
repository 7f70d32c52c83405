namespace Interactions.Refusals;

/// <summary>
/// A grain takes no more for now, or has lost its storage: nothing is promised, the outcome may be unknown. Callers repeat with a pause and at last
/// answer the refusal <c>busy</c>; every operation may be repeated with no harm.
/// </summary>
[GenerateSerializer, Alias("interactions.busy.v1")]
public sealed class BusyException : Exception
{
    public BusyException() : base("Too much to do, or no storage: wait and repeat.") { }

    public BusyException(string message) : base(message) { }

    public BusyException(string message, Exception inner) : base(message, inner) { }
}
