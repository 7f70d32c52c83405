using CsCheck;
using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

public sealed class CatalogueStateTests
{
    [Fact]
    public void Pages_of_any_size_list_every_episode_once_in_order() => Gen.Select(
        Gen.Int[0, 99].Array[0, 40], Gen.Int[1, 7]).Sample((numbers, limit) =>
    {
        CatalogueState state = new();
        foreach (int number in numbers) { state.Put(Entry($"e{number}")); }
        CatalogueState restored = new();
        restored.Restore(state.TakeSnapshot());
        string[] expected = [.. numbers.Select(number => $"e{number}").Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(expected, All(state, limit));
        Assert.Equal(expected, All(restored, limit));
    });

    [Fact]
    public void A_page_after_an_id_that_is_not_there_goes_on_behind_its_place()
    {
        CatalogueState state = new();
        foreach (string id in (string[])["a", "c", "e"]) { state.Put(Entry(id)); }
        Assert.Equal(["c", "e"], state.List("b", 10).Entries.Select(entry => entry.EpisodeId));
        Assert.Equal("c", state.List("b", 1).Next);
        Assert.Empty(state.List("z", 10).Entries);
        Assert.Null(state.List("z", 10).Next);
    }

    [Fact]
    public void Putting_an_episode_again_replaces_its_settings()
    {
        CatalogueState state = new();
        state.Put(Entry("a"));
        state.Put(Entry("a") with { Settings = EpisodeStory.Settings with { State = EpisodeStage.Closed } });
        Assert.Equal(EpisodeStage.Closed, state.Find("a")?.Settings.State);
        Assert.Single(state.List(null, 10).Entries);
        Assert.True(state.HasCreator("creator"));
        Assert.False(state.HasCreator("nobody"));
    }

    [Fact]
    public void Settings_that_were_overtaken_on_their_way_say_nothing_new()
    {
        CatalogueState state = new();
        state.Put(Entry("a"));
        state.Put(Entry("a") with { Settings = EpisodeStory.Settings with { Title = "third" }, Version = 3 });
        state.Put(Entry("a") with { Settings = EpisodeStory.Settings with { Title = "second" }, Version = 2 });
        state.Put(Entry("a"));
        Assert.Equal(("third", 3), (state.Find("a")?.Settings.Title, state.Find("a")?.Version));
    }

    private static CatalogueEntry Entry(string id) => new(id, EpisodeStory.Settings);

    private static List<string> All(CatalogueState state, int limit)
    {
        List<string> ids = [];
        for (string? after = null; ;)
        {
            CataloguePage page = state.List(after, limit);
            Assert.InRange(page.Entries.Length, 0, limit);
            ids.AddRange(page.Entries.Select(entry => entry.EpisodeId));
            if (page.Next is null) { return ids; }
            after = page.Next;
        }
    }
}
