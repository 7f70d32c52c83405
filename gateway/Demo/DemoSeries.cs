using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Comments;
using Interactions.Gateway.Episodes;
using Interactions.Refusals;

namespace Interactions.Gateway.Demo;

/// <summary>The demo's series: three episodes of one creator, with the comments of <c>sample.xml</c>. Making it again changes nothing.</summary>
internal sealed class DemoSeries(UserKeys keys, EpisodeAccess access, KnownEpisodes known, DanmakuImport import)
{
    public const string Creator = "demo-creator";

    /// <summary>As long as the clip.</summary>
    private const int DurationMs = 60_000;

    /// <summary>The comments that the series starts with.</summary>
    public static readonly string SampleFile = Path.Combine(AppContext.BaseDirectory, "Demo", "sample.xml");

    public static readonly IReadOnlyList<string> Episodes = ["demo-1", "demo-2", "demo-3"];

    private static readonly string[] Titles = ["雨夜来电 · 1 The call", "雨夜来电 · 2 The letter", "雨夜来电 · 3 The door"];

    public async Task Make(CancellationToken cancellation)
    {
        for (int i = 0; i < Episodes.Count; i++)
        {
            CatalogueEntry entry = new(Episodes[i], new EpisodeSettings(Titles[i], Creator, "demo", DurationMs));
            EpisodeOutcome outcome = await access.Post(entry, EpisodeOperation.Create(keys.Of(Creator), entry.Settings));
            if (outcome.Refusal != RefusalCode.None) { throw new InvalidOperationException($"The demo's episode {entry.EpisodeId} was refused: {outcome.Refusal}."); }
            if (outcome.Changed || await known.Find(new EpisodeId(entry.EpisodeId)) is null) { await known.Put(entry); }
            await using FileStream sample = File.OpenRead(SampleFile);
            await import.Run(entry, sample, cancellation);
        }
    }
}
