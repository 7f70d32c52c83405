using Interactions.Episodes;

namespace Interactions.Tests.Processes;

/// <summary>What a client asks for.</summary>
internal enum ActKind
{
    Like,
    Bookmark,
    Share,
    Comment,
    Watch,
    Follow,
    Retract,
}

/// <summary>One operation that was acknowledged. A client repeats it with the same id until it is.</summary>
/// <param name="Target">The episode, or the creator of a follow.</param>
/// <param name="Id">The share, comment or session; the retracted comment; empty for likes, bookmarks and follows.</param>
/// <param name="On">The side of a like, bookmark or follow.</param>
/// <param name="Offset">A comment's place.</param>
/// <param name="Seq">The number of a like, bookmark or follow: earlier attempts that were given up may still arrive, and must not undo it.</param>
internal sealed record Act(ActKind Kind, string User, string Target, string Id = "", bool On = true, long Offset = 0, long Seq = 0);

/// <summary>A comment as a screen or the list showed it.</summary>
internal readonly record struct Shown(long Offset, string Id);

/// <summary>What one screen saw between two resets: it claims to be everything in (From, To].</summary>
internal sealed record Stretch(string User, string Episode, long From, long To, Shown[] Comments);

/// <summary>What is durable of an episode at the end.</summary>
/// <param name="Mine">Each user's own sides.</param>
internal sealed record EpisodeFacts(
    string Episode, Tally Tally, Shown[] Comments, IReadOnlyDictionary<string, Mine> Mine, long Drift);

/// <summary>How many screens showed an episode, by the harness's own count and by the product's.</summary>
internal sealed record ViewerCount(string Episode, long Counted, long Told);

/// <summary>All that a run leaves to be judged.</summary>
/// <param name="Acts">In the order of each user.</param>
/// <param name="Followers">Of each creator.</param>
/// <param name="Unresolved">Operations that never got an answer, although their clients repeated them.</param>
internal sealed record Evidence(
    Act[] Acts, EpisodeFacts[] Facts, IReadOnlyDictionary<string, long> Followers, Stretch[] Stretches, ViewerCount[] Viewers, string[] Unresolved);

/// <summary>What a promise's check has found; all empty when every promise held.</summary>
internal sealed record Findings(IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Gaps, IReadOnlyList<string> Others)
{
    public bool None => Lost.Count + Doubled.Count + Gaps.Count + Others.Count == 0;

    public IEnumerable<string> All => [.. Lost, .. Doubled, .. Gaps, .. Others];
}
