using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Tests.Journal;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Episodes;

[Collection(nameof(TestSilo))]
public sealed class EpisodeGrainTests(TestSilo silo)
{
    private static readonly CommentDraft Hello = new("ann", "Ann", 5_000, "hello", CommentMode.Scroll, 0xFFFFFF);

    [Fact]
    public async Task Batches_of_several_gateways_that_wait_for_one_write_share_the_next()
    {
        const int Batches = 200;
        IEpisodeGrain episode = await silo.NewEpisode();
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int before = Calls(episode, StorageCall.Write, "s/");
        silo.Storage.Gate = open.Task;
        Task arrived = silo.Begun(episode, Batches);
        Task<EpisodeOutcomes>[] batches = [.. Enumerable.Range(0, Batches)
            .Select(i => episode.Apply(new EpisodeBatch([Like(i, true), Like(i + 1_000, true)])))];
        await arrived;
        silo.Storage.Gate = Task.CompletedTask;
        open.SetResult();
        EpisodeOutcomes[] outcomes = await Task.WhenAll(batches);

        Assert.All(outcomes.SelectMany(batch => batch.Outcomes), outcome => Assert.True(outcome.Changed));
        Assert.Equal(2 * Batches, (await episode.GetTally()).Likes);
        // The first batch is written alone while the others arrive.
        Assert.Equal(2, Calls(episode, StorageCall.Write, "s/") - before);
    }

    [Fact]
    public async Task A_batch_that_comes_again_changes_nothing_and_answers_the_same()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        EpisodeBatch batch = new([Like(1, true), Like(2, true), EpisodeOperation.Share(User(1), "s"), Comment(User(1), "c")]);
        EpisodeOutcomes first = await episode.Apply(batch);
        Tally tally = await episode.GetTally();
        EpisodeOutcomes[] again = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => episode.Apply(batch)));

        EpisodeOutcome[] unchanged = [.. first.Outcomes.Select(outcome => outcome with { Changed = false })];
        // The counts in the answers are those of the end, and the first like was answered before the second.
        unchanged[0] = unchanged[0] with { Count = 2 };
        Assert.All(again, outcomes => Assert.Equal(unchanged, outcomes.Outcomes));
        Assert.True(tally.SameCounters(await episode.GetTally()));
    }

    [Fact]
    public async Task A_new_activation_knows_all_that_was_acknowledged()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        for (int i = 0; i < 20; i++) { await episode.Apply(new EpisodeBatch([Like(i, true), Comment(User(i), "c")])); }
        EpisodeView before = await episode.Get(new EpisodeQuestion(User(3), null));
        await silo.Deactivate(episode);
        EpisodeView after = await episode.Get(new EpisodeQuestion(User(3), null));
        Assert.Equivalent(before, after, strict: true);
        Assert.True(after.Mine.Liked);
        Assert.Equal(20, after.Comments.Length);
    }

    [Fact]
    public async Task Who_comes_back_hears_exactly_what_came_after_his_position()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        await Comment(episode, "a");
        EpisodeView first = await episode.Get(new EpisodeQuestion(null, null));
        Assert.True(first.Reset);
        await Comment(episode, "b");
        await Comment(episode, "c");
        await episode.Apply(new EpisodeBatch([EpisodeOperation.Retract(EpisodeStory.Creator, false, new CommentId("a"))]));

        EpisodeView second = await episode.Get(new EpisodeQuestion(null, new EpisodePosition(first.Epoch, first.Offset)));
        Assert.False(second.Reset);
        Assert.Equal(["b", "c"], second.Comments.Select(comment => comment.Id));
        Assert.Equal(["a"], second.Retracted);
        Assert.Empty((await episode.Get(new EpisodeQuestion(null, new EpisodePosition(second.Epoch, second.Offset)))).Comments);
    }

    [Theory]
    [InlineData("x", 1)]
    [InlineData(null, 1)]
    [InlineData("=", -1)]
    [InlineData("=", 1_000)]
    [InlineData("=", long.MaxValue)]
    public async Task Row_57_a_position_that_never_was_here_is_a_reset(string? epoch, long offset)
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        await Comment(episode, "a");
        string? asked = epoch == "=" ? (await episode.Get(new EpisodeQuestion(null, null))).Epoch : epoch;
        EpisodeView view = await episode.Get(new EpisodeQuestion(null, new EpisodePosition(asked, offset)));
        Assert.True(view.Reset);
        Assert.Equal(["a"], view.Comments.Select(comment => comment.Id));
    }

    [Fact]
    public async Task Who_missed_more_than_an_answer_carries_starts_afresh_with_the_latest()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        EpisodeView first = await episode.Get(new EpisodeQuestion(null, null));
        await episode.Apply(new EpisodeBatch([.. Enumerable.Range(0, 301).Select(i => EpisodeOperation.Import(new CommentId($"r{i}"), Hello))]));
        EpisodeView view = await episode.Get(new EpisodeQuestion(null, new EpisodePosition(first.Epoch, first.Offset)));
        Assert.True(view.Reset);
        Assert.Equal(Enumerable.Range(1, 300).Select(i => $"r{i}"), view.Comments.Select(comment => comment.Id));
    }

    [Fact]
    public async Task Row_58_a_storm_of_returning_viewers_reads_the_storage_once_and_each_gets_a_bounded_answer()
    {
        IEpisodeGrain episode = await silo.NewEpisode();
        for (int file = 0; file < 4; file++)
        {
            int first = file * 500;
            await episode.Apply(new EpisodeBatch([.. Enumerable.Range(first, 500).Select(i => EpisodeOperation.Import(new CommentId($"r{i}"), Hello))]));
        }
        string epoch = (await episode.Get(new EpisodeQuestion(null, null))).Epoch;
        await silo.Deactivate(episode);
        int before = Calls(episode, StorageCall.Read);
        EpisodeView[] views = await Task.WhenAll(
            Enumerable.Range(0, 5_000).Select(_ => episode.Get(new EpisodeQuestion(null, new EpisodePosition(epoch, 0)))));
        Assert.All(views, view => Assert.Equal((true, EpisodeQuestion.CommentsMax), (view.Reset, view.Comments.Length)));
        // A recovery reads ahead, so it reads a few records that are not there.
        Assert.InRange(Calls(episode, StorageCall.Read) - before, 1, 200);
    }

    /// <summary>The episode's own calls only: other grains may still write what earlier tests did.</summary>
    private int Calls(IEpisodeGrain episode, StorageCall call, string name = "")
    {
        GrainId grain = episode.GetGrainId();
        lock (silo.Storage.Calls)
        {
            return silo.Storage.Calls.Count(made => made.Call == call && made.Grain == grain && made.Name.StartsWith(name, StringComparison.Ordinal));
        }
    }

    private static async Task Comment(IEpisodeGrain episode, string id) =>
        Assert.Equal(RefusalCode.None, (await episode.Apply(new EpisodeBatch([Comment(User(1), id)]))).Outcomes[0].Refusal);

    private static EpisodeOperation Comment(UserKey user, string id) => EpisodeOperation.Comment(user, new CommentId(id), Hello);

    private static UserKey User(int number) => new(1, (ulong)number);

    private static EpisodeOperation Like(int user, bool on) => EpisodeOperation.Like(User(user), on);
}
