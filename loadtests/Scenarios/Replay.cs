using System.Globalization;
using Interactions.Comments;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>A real danmaku file, each comment at its own playback time, or at a multiple of that speed.</summary>
internal sealed class Replay : IScenario
{
    private const double BucketSeconds = 0.5;

    private DanmakuComment[] _comments = [];
    private Dictionary<DanmakuSkip, int> _skips = [];
    private int _written;
    private Viewer[] _authors = [];
    private string _run = "";

    /// <summary>It needs a file, and its load comes from there.</summary>
    public const string CommandName = "replay";

    public string Name => CommandName;

    public string Sentence => "A danmaku file (--file) comes at its own times, times the profile's speed: real bursts, real texts.";

    /// <summary>The load that follows from the file: how many comments in each half second.</summary>
    public static async Task<Phase[]> Phases(FileInfo? file, double speed, CancellationToken stop)
    {
        double bucketMs = speed * BucketSeconds * 1_000;
        Dictionary<int, int> buckets = (await Read(file, stop)).Comments.CountBy(comment => (int)(comment.AtMs / bucketMs)).ToDictionary();
        return [.. Enumerable.Range(0, buckets.Keys.Max() + 1).Select(i => buckets.TryGetValue(i, out int count)
            ? new Phase(LoadShape.Inject, BucketSeconds, count / BucketSeconds)
            : new Phase(LoadShape.Pause, BucketSeconds))];
    }

    public async Task Prepare(Stage stage)
    {
        (_run, (_comments, _skips)) = (stage.Run, await Read(stage.File, CancellationToken.None));
        Room room = await stage.OpenRoom();
        await stage.Seat([room], stage.Profile.Figure("viewers", 500), named: false);
        _authors = await stage.Seat([room], stage.Profile.Figure("authors", 50), named: true);
    }

    public Task Iterate(Turn turn)
    {
        DanmakuComment comment = _comments[turn.Number % _comments.Length];
        Viewer author = _authors[turn.Number % _authors.Length];
        string id = $"{_run}-{turn.Number}";
        Interlocked.Increment(ref _written);
        return turn.Step("comment", () => author.Comment(id, Math.Min(comment.AtMs, 180_000), turn.IntendedAt, Cut(comment.Text)));
    }

    public async Task Finish(Stage stage)
    {
        string skips = string.Concat(_skips.Select(skip => $"; left out: {skip.Value:N0} x {skip.Key}"));
        stage.Found("Every comment of the file was written", _written >= _comments.Length || stage.Stop.IsCancellationRequested,
            $"{_written:N0} of {_comments.Length:N0}{skips}");
        await Oracles.Counters(stage);
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, stage.Viewers);
    }

    /// <summary>The comments, in the order of playback, and how many lines are none, by the reason.</summary>
    private static async Task<(DanmakuComment[] Comments, Dictionary<DanmakuSkip, int> Skips)> Read(FileInfo? file, CancellationToken stop)
    {
        if (file is null || !file.Exists) { throw new LoadException($"replay needs a danmaku file: --file {file?.FullName ?? "comments.xml"}"); }
        try
        {
            await using FileStream stream = file.OpenRead();
            List<DanmakuLine> lines = [];
            await foreach (DanmakuLine line in DanmakuXml.Read(stream, cancellation: stop)) { lines.Add(line); }
            DanmakuComment[] comments = [.. lines.Select(line => line.Comment).OfType<DanmakuComment>().OrderBy(comment => comment.AtMs)];
            if (comments.Length == 0) { throw new LoadException($"'{file.FullName}' has no comments."); }
            return (comments, lines.Where(line => line.Comment is null).CountBy(line => line.Skip).ToDictionary());
        }
        catch (Exception fault) when (fault is DanmakuFormatException or IOException)
        {
            throw new LoadException($"'{file.FullName}' is no danmaku file: {fault.Message}", fault);
        }
    }

    /// <summary>Leaves room for the timestamp that measures freshness.</summary>
    private static string Cut(string text)
    {
        StringInfo characters = new(text.Trim());
        return characters.LengthInTextElements > 70 ? characters.SubstringByTextElements(0, 70) : characters.String;
    }
}
