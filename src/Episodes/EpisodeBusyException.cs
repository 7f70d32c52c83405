namespace Interactions.Episodes;

/// <summary>A grain takes no more for now. Callers turn it into the refusal <c>busy</c>; the operation may be repeated with no harm.</summary>
[GenerateSerializer, Alias("interactions.episode-busy.v1")]
public sealed class EpisodeBusyException : Exception
{
    public EpisodeBusyException() : base("The episode has too much to do; wait and repeat.") { }

    public EpisodeBusyException(string message) : base(message) { }

    public EpisodeBusyException(string message, Exception inner) : base(message, inner) { }
}
