using CsCheck;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Silo.Episodes;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>What journals and grain calls carry comes back as it was.</summary>
public sealed class EpisodeWireTests
{
    [Fact]
    public void An_entry_of_the_journal_comes_back_the_same() => EpisodeStory.Any.Sample(story =>
    {
        EpisodeEntry entry = new(EpisodeStory.StartMs, [.. story.Select(happening => happening.Operation)]);
        EpisodeEntry back = EpisodeLife.ThroughBytes(entry);
        Assert.Equal(entry.AtMs, back.AtMs);
        // Watch reports hold an array, so they compare by content here.
        Assert.Equal(entry.Operations.Select(op => op with { Seen = null }), back.Operations.Select(op => op with { Seen = null }));
        Assert.Equal(entry.Operations.SelectMany(op => op.Seen?.Ranges ?? []), back.Operations.SelectMany(op => op.Seen?.Ranges ?? []));
    });

    [Fact]
    public void A_checkpoint_keeps_the_instant_so_that_a_clock_that_was_set_back_does_not_take_the_episode_back()
    {
        EpisodeLedger ledger = new();
        ledger.Apply(new EpisodeEntry(EpisodeStory.StartMs, [EpisodeOperation.Create(EpisodeStory.Creator, EpisodeStory.Settings)]), 1);
        EpisodeLedger recovered = new();
        recovered.Restore(EpisodeLife.ThroughBytes(ledger.TakeSnapshot()));
        Assert.Equal(EpisodeStory.StartMs, recovered.LastAtMs);
    }

    [Fact]
    public void A_busy_refusal_comes_back_as_itself()
    {
        BusyException back = EpisodeLife.ThroughBytes(new BusyException("wait"));
        Assert.Equal("wait", back.Message);
    }

    [Fact]
    public void The_largest_batch_fits_into_one_entry_of_the_journal()
    {
        CommentDraft longest = new(
            new string('a', 64), new string('名', 32), 0, new string('字', 341),
            CommentMode.Reverse, 0xFFFFFF, new string('字', 90), long.MaxValue);
        EpisodeOperation comment = EpisodeOperation.Comment(new(ulong.MaxValue, ulong.MaxValue), new CommentId(new string('i', 64)), longest);
        EpisodeOperation[] operations = [.. Enumerable.Repeat(comment, EpisodeBatch.OperationsMax)
            .Select((op, i) => op with { Id = $"{i:D64}", Draft = longest with { Text = $"{i:D4}" + longest.Text[..339] } })];
        int bytes = EpisodeLife.BytesOf(new EpisodeEntry(long.MaxValue, operations));
        Assert.InRange(bytes, 500_000, Interactions.Silo.Journal.JournalLimits.EntryBytesMax);
    }
}
