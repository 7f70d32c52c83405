using Interactions.Episodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>
/// What earlier versions wrote is read for ever: these bytes were written by the version before likes had a playback second. A record may get new
/// fields at its end; one that moves or changes its type fails here.
/// </summary>
public sealed class EarlierVersionTests
{
    private const string Checkpoint = """
        IOgg6EALVGl0bGVBD2NyZWF0b3LBAQHEAw8JFQUBAcEB4AEFIehg7v/AAAED4EFBBwAAAAAAAAABAAAAAAAAAAcAAAAAAAAAAgAAAAAAAABBIQcAAAAAAAAAAQAAAAAAAAAh
        AAMh6IAeB6VjPYj3a4GJUIRiW326OODgIQAHIUAFYzEh6AAPAQPgwTEh6EAHYW5uQQdBbm4BQpxBC2hlbGxvCRUDYf///wDBAQEBwQHgAaACtPLnxQEZARkBAcEBAQEBAQEB
        AQEhAQMh6AAPAQXg4OAgQAVjMiHoAA8BBeDBbSHoQAdib2JBB0JvYgFCnEEJaGVsZAkVA2H///8AQRNsaXN0L3dvcmQBAcEB4AEgA7Ty58UBHQEBAQHBAQEBAQEBAQEBwQHg
        IEAFYzMh6AAPAQXgwaEh6MB5wXsBhDICwUMJFQNh////AMEBAQHBAeABoAO08ufFASEBIQEBwQEBAQEBAQEBAcEB4OAh6CAAAyEg6IDE1NKfavwfg4HckrL1CEABjOAhIID/
        ////////HwEBAQHBAeABBQEDAQHg4OAhAAMhIOgADwED4CEAIAW08ufFAYQNHQED4ODgIQB9AQUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUA
        BQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUABQAFAAUAAeABAQH1AQUBAeAh4CEADyHoCBUD
        IegADwED4AEJAaAAtPLnxQEDwQHBAQkVAQEB4CDoCBUDIegADwEF4AENASABtPLnxQEDwQHBAQkVAQEB4CDoCBUFIegADwED4AERAaABtPLnxQEDwQHBAQkVAQEB4CDoCBUH
        IegADwED4AEZAaACtPLnxQEDwTHBQwkVAwFCnOAg6AgVByHoAA8BBeABHQEgA7Ty58UBA8FtwX8JFQUBQpzgIOgIFQch6AAPAQXgASEBoAO08ufFAQPBocFDCRUDAYQyAuAg
        6AgVCSHoAA8BA+ABLQEgBbTy58UBAcEBwQEJFQEBhOQO4OABASHgIQADIegg6AAPAQXgAQcBEAEAAEDg4OA=
        """;

    private const string Operations = """
        IAAXIegIFQMh6GDu/8AAAQPgAQHBAQEBwQHBASHoQAtUaXRsZUEPY3JlYXRvcsEBAcQDDwkVBQEBwQHgwQHBAeAg6AgVByHoAA8BA+ABA8EBAQHBAcEBwQHBAcEB4CDoCBUH
        IegADwEF4AEDwQEBEAEAAEDBAcEBwQHBAcEB4CDoCBUJIegADwED4AEDwQEBAcEBwQHBAcEBwQHgIOgIFQsh6AAPAQXgAQFBA3MBAcEBwQHBAcEBwQHgIOgIFQ0h6AAPAQPg
        AQFBBWMxAQEh6EAHYW5uQQdBbm4BQpxBC2hlbGxvCRUDYf///wDBAQEBwQHgwQHBAcEBwQHgIOgIFQ0h6AAPAQXgAQFBBWMyAQEh6EAHYm9iQQdCb2IBQpxBCWhlbGQJFQNh
        ////AEETbGlzdC93b3JkAQHBAeDBAcEBwQHBAeAg6AgVDSHoAA8BBeABAUEFYzMBASHowNXB1wGEMgLBrwkVA2H///8AwQEBAcEB4MEBwQHBAcEB4CDoCBURIegADwEF4AEB
        wfsBAcEBwQHBAcEBwQHgIOgIFSMh6AAPAQXgAQPBowEBwQHBAcEBwQHBAeAg6AgVFyHoAA8BA+ABAUEDdwEFwQEh6CAABQEBAPXgAQPgwQHBAcEB4OA=
        """;

    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void Its_checkpoint_and_its_operations_give_the_same_episode()
    {
        EpisodeState restored = new();
        restored.Restore(Read<EpisodeSnapshot>(Checkpoint));
        EpisodeState replayed = new();
        EpisodeOperation[] operations = Read<EpisodeOperation[]>(Operations);
        for (int i = 0; i < operations.Length; i++) { replayed.Apply(operations[i], i + 1, 1_700_000_000_000 + i); }
        foreach (EpisodeState state in (EpisodeState[])[restored, replayed])
        {
            Tally tally = new(
                Likes: 2, Bookmarks: 1, Shares: 1, Comments: 2, Viewers: 0, Peak: 0, Plays: 1, UniqueViewers: 1, WatchSeconds: 61,
                Completions: 1, EarlyExits: 0, Version: operations.Length, CommentLikes: 1);
            Assert.Equal(tally, state.TallyAt(operations.Length, viewers: 0));
            Assert.Equal("Title", state.Settings!.Title);
            Assert.Equal(["hello", "hello"], state.Comments.After(0).Select(comment => comment.Text));
            Assert.Equal(new Mine(true, true), state.MineOf(EpisodeStory.Users[0]));
            Assert.Equal(0, state.LikesBySecond.ToArray().Sum());
            state.Apply(EpisodeOperation.Like(EpisodeStory.Users[2], true, atMs: 61_400), operations.Length + 1, 1_700_000_001_000);
            Assert.Equal(1, state.LikesBySecond[^1]);
        }
    }

    private static T Read<T>(string base64) => Serializer.Deserialize<T>(Convert.FromBase64String(base64))!;
}
