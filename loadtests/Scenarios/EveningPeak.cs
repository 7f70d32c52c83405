using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>
/// The mix of an evening: few episodes have most viewers (Zipf), 91.6 % of the iterations interact, and likes outnumber bookmarks, comments, shares.
/// </summary>
internal class EveningPeak : IScenario
{
    private const double InteractShare = 0.916;
    private const double LikeShare = 0.60;
    private const double BookmarkShare = 0.80;
    private const double CommentShare = 0.95;

    private readonly Dictionary<string, int> _reports = [];
    private Viewer[] _users = [];
    private string _run = "";

    public virtual string Name => "evening-peak";

    public virtual string Sentence => "An evening: episodes of very unequal size; people like, keep, comment, share and watch in usual proportions.";

    public async Task Prepare(Stage stage)
    {
        _run = stage.Run;
        int episodes = stage.Profile.Figure("episodes", 20);
        for (int i = 0; i < episodes; i++) { await stage.OpenRoom(); }
        int[] seats = Zipf(stage.Profile.Figure("users", 500), episodes);
        for (int i = 0; i < episodes; i++) { _users = [.. _users, .. await stage.Seat([stage.Rooms[i]], seats[i], named: true)]; }
        // Neighbouring iterations meet different episodes.
        new Random(1).Shuffle(_users);
        await stage.Seat(stage.Rooms, stage.Profile.Figure("viewers", 0), named: false);
    }

    public Task Iterate(Turn turn)
    {
        Viewer user = _users[turn.Number % _users.Length];
        string id = $"{_run}-{turn.Number}";
        // The draw belongs to the number of the iteration, so that two runs do the same.
        Random draw = new((int)(turn.Number * 7_919 % int.MaxValue));
        draw.NextDouble();
        if (draw.NextDouble() >= InteractShare) { return turn.Step("watch", () => Watch(user)); }
        return draw.NextDouble() switch
        {
            < LikeShare => turn.Step("like", () => user.Like(!user.Liking.IsOn)),
            < BookmarkShare => turn.Step("bookmark", () => user.Bookmark(!user.Bookmarking.IsOn)),
            < CommentShare => turn.Step("comment", () => user.Comment(id, 1_000, turn.IntendedAt)),
            _ => turn.Step("share", () => Share(user, id)),
        };
    }

    public async Task Finish(Stage stage)
    {
        await Oracles.Counters(stage);
        await Oracles.Likes(stage);
        await Oracles.Bookmarks(stage);
        await Oracles.Shares(stage);
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, stage.Viewers);
        await Oracles.ViewersNow(stage);
    }

    /// <summary>How many of <paramref name="people"/> sit in each episode: the n-th has 1/n of the first one's, and none is empty.</summary>
    internal static int[] Zipf(int people, int episodes)
    {
        double sum = Enumerable.Range(1, episodes).Sum(rank => 1.0 / rank);
        int[] seats = [.. Enumerable.Range(1, episodes).Select(rank => Math.Max(1, (int)(people / (rank * sum))))];
        seats[0] += Math.Max(0, people - seats.Sum());
        return seats;
    }

    private static async Task<Outcome> Share(Viewer user, string id)
    {
        user.Room.Shares[id] = false;
        Outcome outcome = await user.Do("Share", $"\"shareId\":\"{id}\"");
        if (outcome.Ok) { user.Room.Shares[id] = true; }
        else if (outcome.Reason is not ("lost" or "busy" or "error")) { user.Room.Shares.TryRemove(id, out _); }
        return outcome;
    }

    private Task<Outcome> Watch(Viewer user)
    {
        int number;
        lock (_reports) { number = _reports[user.User] = _reports.GetValueOrDefault(user.User) + 1; }
        return user.Do("Watch", $"\"sessionId\":\"{_run}\",\"seq\":{number},\"ranges\":[[0,5]],\"ended\":false");
    }
}

/// <summary>The evening for hours.</summary>
internal sealed class Soak : EveningPeak
{
    public override string Name => "soak";

    public override string Sentence => "The evening for a long time: nothing grows, nothing slows, every sum is still exact at the end.";
}
