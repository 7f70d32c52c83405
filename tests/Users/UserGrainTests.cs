using System.Text.Json;
using Interactions.Comments;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Tests.Episodes;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

[Collection(nameof(TestSilo))]
public sealed class UserGrainTests(TestSilo silo)
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task What_a_user_does_is_in_his_record_within_five_seconds()
    {
        string creator = Guid.NewGuid().ToString("N");
        IEpisodeGrain episode = await silo.NewEpisode(creator);
        string id = episode.GetPrimaryKeyString();
        UserKey ann = NewUser();
        await episode.Apply(new EpisodeBatch(
        [
            EpisodeOperation.Like(ann, true), EpisodeOperation.Bookmark(ann, true),
            EpisodeOperation.Comment(ann, new CommentId("c"), new("a", "A", 1_000, "hello", CommentMode.Scroll, 0, HeldBy: "list/word")),
            EpisodeOperation.Watch(ann, "s", 1, new([0, 12], false)),
        ]));
        await silo.Creator(creator).Apply(new Follow(ann, true));
        await silo.Within(Promise, async () => await silo.User(ann).Get() is
        {
            Likes.Length: 1, Bookmarks.Length: 1, Follows.Length: 1, Comments: [{ State: CommentStanding.Held }], History: [{ PositionMs: 12_000 }],
        } record && record.Likes[0].EpisodeId == id && record.Follows[0] == creator);

        await episode.Apply(new EpisodeBatch(
            [EpisodeOperation.Release(EpisodeStory.Creator, false, new CommentId("c")), EpisodeOperation.Like(ann, false)]));
        await silo.Within(Promise, async () =>
            await silo.User(ann).Get() is { Likes: [], Bookmarks.Length: 1, Comments: [{ State: CommentStanding.Shown, Text: "hello" }] });
    }

    [Fact]
    public async Task Facts_that_were_not_told_before_a_deactivation_are_told_after_it_and_nobody_hears_twice()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        UserKey[] users = [.. Enumerable.Range(0, 100).Select(_ => NewUser())];
        await episode.Apply(new EpisodeBatch([.. users.Select(user => EpisodeOperation.Like(user, true))]));
        await silo.Deactivate(episode);
        await episode.GetTally();
        await silo.Within(Promise, async () => (await Records(users)).All(record => record.Likes.Length == 1));

        string told = JsonSerializer.Serialize(await Records(users));
        await silo.Deactivate(episode);
        foreach (UserKey user in users[..50]) { await silo.Deactivate(silo.User(user)); }
        await episode.Apply(new EpisodeBatch([EpisodeOperation.Like(users[0], false), EpisodeOperation.Like(users[0], true)]));
        silo.Clock.Advance(Promise);
        await silo.Within(Promise, async () =>
            (await silo.User(users[0]).Get()).Likes is [{ } like] && !told.Contains($"{like.AtMs}", StringComparison.Ordinal));
        UserRecord[] again = await Records(users[1..]);
        Assert.Contains(JsonSerializer.Serialize(again)[1..^1], told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sanctions_and_settings_survive_a_deactivation()
    {
        IUserGrain user = silo.User(NewUser());
        await user.Sanction(new UserStanding(99, "spam"));
        await user.Configure(new UserSettings(new Dictionary<string, string> { ["density"] = "low" }));
        await silo.Deactivate(user);
        Assert.Equal(new UserStanding(99, "spam"), (await user.Get()).Standing);
        Assert.Equal("low", (await user.GetSettings()).Values["density"]);
    }

    private Task<UserRecord[]> Records(UserKey[] users) => Task.WhenAll(users.Select(user => silo.User(user).Get()));

    private static UserKey NewUser() => new(BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()), 5);
}
