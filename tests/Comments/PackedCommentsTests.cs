using System.Reflection;
using Interactions.Comments;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class PackedCommentsTests
{
    private static readonly UserKey Ann = new(ulong.MaxValue, 2);
    private static readonly UserKey Bob = new(3, 4);

    /// <summary>Each property is something else than its default.</summary>
    private static readonly StoredComment Eventful = new()
    {
        Id = "c1~1",
        User = Ann,
        ClientId = "c1",
        Draft = new CommentDraft("ann", "Ann", 2_147_483_647, "弹幕 👩‍👩‍👧 \0", CommentMode.Top, -1, "list/word", 1_700_000_000_000, "c0"),
        WrittenAtMs = 1_780_000_000_000,
        AcceptedOffset = 5,
        ShownOffset = 6,
        RetractedOffset = 9,
        Reporters = [Ann, Bob],
        SettledReports = 1,
        HeldAgainOffset = 7,
        ByCreator = true,
        ThankedOffset = long.MaxValue,
        Likers = [Bob],
    };

    private const string PackedOnce =
        "AQJ/BGMxfjECYzH//////////wIAAAAAAAAAAANhbm4BA0Fubv////8HG+W8ueW5lSDwn5Gp4oCN8J+RqeKAjfCfkacgAAX/////AglsaXN0L3dvcmQCYzCA0JX/vDGAkJ"
        + "KC5zMFBgkH//////////9/AQL//////////wIAAAAAAAAAAwAAAAAAAAAEAAAAAAAAAAEDAAAAAAAAAAQAAAAAAAAAAAJjMgAAAAAAAAAAAAAAAAAAAAAAAQAAAf///wAA"
        + "AAEA";

    private static readonly StoredComment Plain = new()
    {
        Id = "c2",
        User = UserKey.None,
        ClientId = "c2",
        Draft = new CommentDraft("ann", "Ann", 0, "", CommentMode.Scroll, 0xFFFFFF),
        WrittenAtMs = 0,
        AcceptedOffset = 1,
    };

    [Fact]
    public void Comments_come_back_as_they_were()
    {
        StoredComment[] comments = [Eventful, Plain, Eventful];
        StoredComment[] read = PackedComments.Unpack(PackedComments.Pack(comments));
        Assert.Equivalent(comments, read, strict: true);
        Assert.Same(read[0].Draft.Author, read[1].Draft.Author);
        Assert.Empty(PackedComments.Unpack(PackedComments.Pack([])));
    }

    /// <summary>A property that is added to a comment has to be packed: this fails until it is, and until it stands above.</summary>
    [Fact]
    public void Nothing_of_a_comment_is_forgotten()
    {
        StoredComment read = PackedComments.Unpack(PackedComments.Pack([Eventful])).Single();
        AssertAllSet(read);
        AssertAllSet(read.Draft);
    }

    [Fact]
    public void What_was_packed_once_is_read_for_ever()
    {
        StoredComment[] comments = [Eventful, Plain];
        Assert.Equivalent(comments, PackedComments.Unpack(Convert.FromBase64String(PackedOnce)), strict: true);
        Assert.Equal(PackedOnce, Convert.ToBase64String(PackedComments.Pack(comments)));
    }

    [Fact]
    public void A_newer_version_is_refused()
    {
        byte[] packed = PackedComments.Pack([Plain]);
        packed[0]++;
        Assert.Throws<InvalidDataException>(() => PackedComments.Unpack(packed));
    }

    private static void AssertAllSet(object thing)
    {
        foreach (PropertyInfo property in thing.GetType().GetProperties().Where(property => property.CanWrite))
        {
            object? unset = property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;
            Assert.False(Equals(unset, property.GetValue(thing)), property.Name);
        }
    }
}
