using Interactions.Episodes;

namespace Interactions.Tests.Processes;

/// <summary>Judges a run: acknowledged means kept, nothing counts twice, each screen saw one order without a hole, counters equal their facts.</summary>
internal sealed class Checks(Evidence evidence)
{
    private readonly List<string> _lost = [];
    private readonly List<string> _doubled = [];
    private readonly List<string> _gaps = [];
    private readonly List<string> _others = [];

    public Findings Run()
    {
        foreach (EpisodeFacts facts in evidence.Facts)
        {
            ILookup<ActKind, Act> acts = evidence.Acts.Where(act => act.Target == facts.Episode).ToLookup(act => act.Kind);
            Sides(facts, "like", acts[ActKind.Like], mine => mine.Liked, facts.Tally.Likes);
            Sides(facts, "bookmark", acts[ActKind.Bookmark], mine => mine.Bookmarked, facts.Tally.Bookmarks);
            Count(facts.Episode, "shares", DistinctIds(acts[ActKind.Share]), facts.Tally.Shares);
            Count(facts.Episode, "plays", DistinctIds(acts[ActKind.Watch]), facts.Tally.Plays);
            Comments(facts, acts);
            if (facts.Drift != 0) { _others.Add($"{facts.Episode}: counters and recount differ by {facts.Drift}"); }
            Screens(facts, acts);
        }
        Follows();
        foreach (ViewerCount viewers in evidence.Viewers.Where(viewers => viewers.Counted != viewers.Told))
        {
            _others.Add($"{viewers.Episode}: {viewers.Told} viewers are told, {viewers.Counted} are there");
        }
        _others.AddRange(evidence.Unresolved.Select(act => $"never answered: {act}"));
        return new Findings(_lost, _doubled, _gaps, _others);
    }

    private static int DistinctIds(IEnumerable<Act> acts) => acts.Select(act => (act.User, act.Id)).Distinct().Count();

    private static Dictionary<string, bool> LastSides(IEnumerable<Act> acts) => acts.GroupBy(act => act.User).ToDictionary(own => own.Key, own => own.Last().On);

    /// <summary>The last acknowledged side of each user stands, and the counter is the number of those who are for it.</summary>
    private void Sides(EpisodeFacts facts, string what, IEnumerable<Act> acts, Func<Mine, bool> side, long counter)
    {
        foreach ((string user, bool on) in LastSides(acts))
        {
            if (side(facts.Mine[user]) != on) { _lost.Add($"{facts.Episode}: {user}'s {what} is {!on}, acknowledged was {on}"); }
        }
        Count(facts.Episode, $"{what}s", facts.Mine.Values.Count(side), counter);
    }

    private void Count(string of, string what, long distinct, long counted)
    {
        if (counted < distinct) { _lost.Add($"{of}: {counted} {what}, acknowledged were {distinct}"); }
        if (counted > distinct) { _doubled.Add($"{of}: {counted} {what}, acknowledged were {distinct}"); }
    }

    private void Follows()
    {
        foreach ((string creator, long followers) in evidence.Followers)
        {
            IEnumerable<Act> follows = evidence.Acts.Where(act => act.Kind == ActKind.Follow && act.Target == creator);
            Count(creator, "followers", LastSides(follows).Values.Count(on => on), followers);
        }
    }

    /// <summary>Every acknowledged comment is there once, at its place, unless it was retracted; and nothing else is.</summary>
    private void Comments(EpisodeFacts facts, ILookup<ActKind, Act> acts)
    {
        HashSet<string> retracted = [.. acts[ActKind.Retract].Select(act => act.Id)];
        ILookup<string, long> places = facts.Comments.ToLookup(comment => comment.Id, comment => comment.Offset);
        HashSet<string> written = [];
        foreach (Act act in acts[ActKind.Comment])
        {
            written.Add(act.Id);
            long[] found = [.. places[act.Id]];
            if (retracted.Contains(act.Id))
            {
                if (found.Length > 0) { _lost.Add($"{facts.Episode}: the retraction of {act.Id}"); }
            }
            else if (!found.Contains(act.Offset)) { _lost.Add($"{facts.Episode}: comment {act.Id} at {act.Offset}, found at [{string.Join(' ', found)}]"); }
        }
        foreach (IGrouping<string, long> place in places)
        {
            if (place.Count() > 1 || !written.Contains(place.Key)) { _doubled.Add($"{facts.Episode}: comment {place.Key} at {string.Join(' ', place)}"); }
        }
        Count(facts.Episode, "comments", facts.Comments.Length, facts.Tally.Comments);
    }

    private void Screens(EpisodeFacts facts, ILookup<ActKind, Act> acts)
    {
        // A comment that was retracted later may have been seen or not.
        HashSet<Shown> real = [.. facts.Comments, .. acts[ActKind.Comment].Select(act => new Shown(act.Offset, act.Id))];
        foreach (Stretch stretch in evidence.Stretches.Where(stretch => stretch.Episode == facts.Episode))
        {
            string who = $"{facts.Episode}: {stretch.User}'s screen ({stretch.From}, {stretch.To}]";
            for (int i = 1; i < stretch.Comments.Length; i++)
            {
                if (stretch.Comments[i].Offset <= stretch.Comments[i - 1].Offset) { _gaps.Add($"{who} saw {stretch.Comments[i]} after {stretch.Comments[i - 1]}"); }
            }
            HashSet<Shown> seen = [.. stretch.Comments];
            _gaps.AddRange(seen.Except(real).Select(comment => $"{who} saw {comment}, which is not there"));
            _gaps.AddRange(facts.Comments.Where(comment => comment.Offset > stretch.From && comment.Offset <= stretch.To && !seen.Contains(comment))
                .Select(comment => $"{who} missed {comment}"));
        }
    }
}
