using System.Xml;
using System.Xml.Linq;
using System.Globalization;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>A real danmaku file, each comment at its own playback time, or at a multiple of that speed.</summary>
internal sealed class Replay : IScenario
{
    private const double BucketSeconds = 0.5;

    private (double At, string Text)[] _comments = [];
    private Viewer[] _authors = [];
    private string _run = "";

    public string Name => "replay";

    public string Sentence => "A danmaku file (--file) comes at its own times, times the profile's speed: real bursts, real texts.";

    /// <summary>The load that follows from the file: how many comments in each half second.</summary>
    public static Phase[] Phases(FileInfo? file, double speed) => [.. Read(file)
        .GroupBy(comment => (long)(comment.At / speed / BucketSeconds)).ToDictionary(bucket => bucket.Key, bucket => bucket.Count()) is var buckets
        ? Enumerable.Range(0, (int)buckets.Keys.Max() + 1)
            .Select(i => buckets.GetValueOrDefault(i) is var count && count > 0
                ? new Phase(LoadShape.Inject, BucketSeconds, count / BucketSeconds) : new Phase(LoadShape.Pause, BucketSeconds))
        : []];

    public async Task Prepare(Stage stage)
    {
        (_run, _comments) = (stage.Run, Read(stage.File));
        Room room = await stage.OpenRoom();
        await stage.Seat([room], stage.Profile.Figure("viewers", 500), named: false);
        _authors = await stage.Seat([room], stage.Profile.Figure("authors", 50), named: true);
    }

    public Task Iterate(Turn turn)
    {
        (double at, string text) = _comments[turn.Number % _comments.Length];
        Viewer author = _authors[turn.Number % _authors.Length];
        return turn.Step("comment", () => author.Comment($"{_run}-{turn.Number}", (int)Math.Min(at * 1_000, 180_000), turn.IntendedAt, text));
    }

    public async Task Finish(Stage stage)
    {
        await Oracles.Comments(stage);
        await Oracles.Screens(stage, stage.Viewers);
    }

    /// <summary>In the order of playback. Texts are cut to leave room for the timestamp that measures freshness.</summary>
    private static (double At, string Text)[] Read(FileInfo? file)
    {
        if (file is null || !file.Exists) { throw new LoadException($"replay needs a danmaku file: --file {file?.FullName ?? "comments.xml"}"); }
        try
        {
            using XmlReader reader = XmlReader.Create(file.FullName, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var comments = XDocument.Load(reader).Descendants("d")
                .Select(row => (At: double.Parse(((string)row.Attribute("p")!).Split(',')[0], CultureInfo.InvariantCulture), Text: Cut(row.Value)))
                .OrderBy(comment => comment.At).ToArray();
            return comments.Length > 0 ? comments : throw new LoadException($"'{file.FullName}' has no comments.");
        }
        catch (Exception fault) when (fault is XmlException or FormatException or IOException)
        {
            throw new LoadException($"'{file.FullName}' is no danmaku file: {fault.Message}", fault);
        }
    }

    private static string Cut(string text)
    {
        StringInfo characters = new(text.Trim());
        return characters.LengthInTextElements > 70 ? characters.SubstringByTextElements(0, 70) : characters.String;
    }
}
