using CsCheck;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Episodes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class RepeatedCommentsTests
{
    private const string Creator = "creator";

    private static readonly Gen<Comment[]> Said = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2_500], Gen.Int[0, 8], (text, atMs, author) =>
            (Text: $"text {text}", AtMs: atMs, Author: author == 0 ? Creator : $"viewer {author}"))
        .Array[0, 120]
        .Select(said => said.Select((one, i) => new Comment(i + 1, $"c{i}", one.Author, "", one.AtMs, one.Text, 0, CommentMode.Scroll, 0)).ToArray());

    [Fact]
    public void Shown_merged_and_omitted_are_all_that_came_in_every_tick_and_the_creators_are_shown() =>
        Gen.Select(Gen.Int[0, 30], Gen.Select(Said, Gen.Int[0, 700]).Array[1, 10]).Sample((perSecond, ticks) =>
        {
            FakeTimeProvider clock = new();
            RoomDisplay display = new(new DisplayOptions { CommentsPerSecondMax = perSecond }, Creator, 1, clock);
            foreach ((Comment[] said, int waitMs) in ticks)
            {
                clock.Advance(TimeSpan.FromMilliseconds(waitMs));
                EpisodePulse pulse = display.Choose(new EpisodePulse("e", "epoch", 0, said.Length, said, [], null));
                Assert.Equal(said.Length, pulse.Comments.Sum(RepeatedComments.Count) + pulse.Omitted);
                Assert.Equal(said.Where(comment => comment.Author == Creator), pulse.Comments.Where(comment => comment.Author == Creator));
                Assert.True(pulse.Omitted > 0 || perSecond == 0 || pulse.Comments.Length <= said.Length);
            }
        });

    [Fact]
    public void Equal_texts_of_one_second_become_one_with_a_count()
    {
        Comment One(int offset, string text, int atMs) => new(offset, $"c{offset}", "ann", "Ann", atMs, text, 0, CommentMode.Scroll, 0);
        Comment[] merged = RepeatedComments.Merge([One(1, "wow", 100), One(2, "no", 100), One(3, "wow", 900), One(4, "wow", 1_000)], _ => true);
        Assert.Equal([One(1, "wow", 100) with { Times = 2 }, One(2, "no", 100), One(4, "wow", 1_000)], merged);
    }

    [Fact]
    public void A_room_above_its_budget_shows_what_many_say_with_a_count()
    {
        FakeTimeProvider clock = new();
        RoomDisplay display = new(new DisplayOptions { CommentsPerSecondMax = 2 }, Creator, 1, clock);
        Comment[] said = [.. Enumerable.Range(1, 10).Select(i => new Comment(i, $"c{i}", "ann", "Ann", 0, "wow", 0, CommentMode.Scroll, 0))];
        EpisodePulse pulse = display.Choose(new EpisodePulse("e", "epoch", 0, 10, said, [], null));
        Assert.Equal([said[0] with { Times = 10 }], pulse.Comments);
        Assert.Equal(0, pulse.Omitted);
    }
}
