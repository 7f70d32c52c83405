using Interactions.Comments;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>Grains wait for each other, so the graph of who calls whom must have no cycle. It is written here; nothing else may happen.</summary>
[Collection(nameof(TestSilo))]
public sealed class CallGraphTests(TestSilo silo)
{
    private static readonly string[] Allowed =
    [
        "episode -> creator", "episode -> user", "creator -> user",
        "episode -> teller-roster", "creator -> teller-roster",
    ];

    [Fact]
    public async Task Grains_call_each_other_only_along_the_written_graph()
    {
        UserKey ann = new(77, 1);
        string creator = Guid.NewGuid().ToString("N");
        IEpisodeGrain episode = await silo.NewEpisode(creator);
        await silo.Grains.GetGrain<ICatalogueGrain>(ICatalogueGrain.Key)
            .Put(new CatalogueEntry(episode.GetPrimaryKeyString(), EpisodeStory.Settings));
        await PulseLog.Of(silo, episode);
        await episode.Apply(new EpisodeBatch(
            [EpisodeOperation.Like(ann, true), EpisodeOperation.Comment(ann, new CommentId("c"), new("a", "A", 0, "hi", CommentMode.Top, 0))]));
        await silo.Creator(creator).Apply(new Follow(ann, true));
        await silo.Within(TestSilo.Unlimited, async () => await silo.User(ann).Get() is { Likes.Length: 1, Follows.Length: 1 });
        await silo.Within(TestSilo.Unlimited, async () => (await silo.Creator(creator).GetBoard()).Totals.Likes == 1);

        Assert.Equal(Allowed.Order(), silo.Edges.Where(IsBetweenGrains).Order());
    }

    /// <summary>A client is called by nobody, so it closes no cycle.</summary>
    private static bool IsBetweenGrains(string edge) => !edge.Contains("sys.", StringComparison.Ordinal);
}
