using System.Reflection;
using System.Text;
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
        StoredComment[] read = Unpack(CommentPacker.Pack(comments));
        Assert.Equivalent(comments, read, strict: true);
        Assert.Same(read[0].Draft.Author, read[1].Draft.Author);
        Assert.Empty(Unpack(CommentPacker.Pack([])));
    }

    /// <summary>A property that is added to a comment has to be packed: this fails until it is, and until it stands above.</summary>
    [Fact]
    public void Nothing_of_a_comment_is_forgotten()
    {
        StoredComment read = Unpack(CommentPacker.Pack([Eventful])).Single();
        AssertAllSet(read);
        AssertAllSet(read.Draft);
    }

    [Fact]
    public void What_was_packed_once_is_read_for_ever()
    {
        StoredComment[] comments = [Eventful, Plain];
        Assert.Equivalent(comments, Unpack(Convert.FromBase64String(PackedOnce)), strict: true);
        Assert.Equal(PackedOnce, Convert.ToBase64String(CommentPacker.Pack(comments)));
    }

    [Fact]
    public void A_newer_version_is_refused()
    {
        byte[] packed = CommentPacker.Pack([Plain]);
        packed[0]++;
        Assert.Throws<InvalidDataException>(() => PackedComments.Open(packed, out _));
    }

    [Fact]
    public void Where_a_comment_stands_is_known_without_unpacking_it()
    {
        StoredComment[] comments = [Eventful, Plain];
        PackedComments packed = PackedComments.Open(CommentPacker.Pack(comments), out CommentMarks[] marks);
        Assert.Equal(comments.Select(CommentMarks.Of), marks);
        Assert.Equal("c1~1"u8, packed.IdOf(0));
        Assert.Equal("c2"u8, packed.IdOf(1));
    }

    [Fact]
    public void What_did_not_change_is_packed_again_as_it_was()
    {
        byte[] once = CommentPacker.Pack([Eventful, Plain, Eventful]);
        StoredComments comments = new(PackedComments.Open(once, out _));
        Assert.Equal(once, comments.Pack());
        comments.Take(0);
        _ = comments[1];
        Assert.Equal(once, comments.Pack());
    }

    [Fact]
    public void What_was_changed_or_added_is_packed_as_it_is()
    {
        StoredComments comments = new(PackedComments.Open(CommentPacker.Pack([Plain, Eventful, Plain]), out _));
        comments.Take(1).SettledReports = 2;
        Assert.Equal(2, comments[1].SettledReports);
        StoredComment added = New("c3", "bob");
        comments.Add(added);
        StoredComment[] expected = [Plain, comments[1], Plain, added];
        StoredComment[] read = Unpack(comments.Pack());
        Assert.Equivalent(expected, read, strict: true);
        Assert.Equal(2, read[1].SettledReports);
        // Of two generations: names of the first checkpoint, names that the second one added.
        StoredComments next = new(PackedComments.Open(comments.Pack(), out _));
        next.Add(New("c4", "bob"));
        Assert.Equivalent((StoredComment[])[.. expected, New("c4", "bob")], Unpack(next.Pack()), strict: true);
    }

    [Theory]
    [InlineData(StoredComments.LooseMax)]
    [InlineData(StoredComments.LooseMax + 1)]
    [InlineData(StoredComments.LooseMax * 3)]
    public void Older_comments_lie_packed_and_are_what_they_were(int count)
    {
        StoredComment[] added = [.. Enumerable.Range(0, count).Select(i => New($"c{i}", $"author{i / 7}"))];
        StoredComments comments = new(PackedComments.Open(CommentPacker.Pack([Eventful, Plain]), out _));
        Array.ForEach(added, comments.Add);
        int loose = comments.Count - comments.Packed.Count;
        Assert.InRange(loose, StoredComments.LooseMax / 2, StoredComments.LooseMax);
        Assert.Equivalent((StoredComment[])[Eventful, Plain, .. added], Enumerable.Range(0, comments.Count).Select(i => comments[i]), strict: true);
        Assert.All(Enumerable.Range(0, count), i => Assert.True(comments.IsNamed(2 + i, added[i].Id, Encoding.UTF8.GetBytes(added[i].Id))));
        Assert.Equal(CommentPacker.Pack([Eventful, Plain, .. added]), comments.Pack());
        comments.Take(2).SettledReports = 3;
        comments.Take(comments.Count - 1).SettledReports = 4;
        StoredComment[] read = Unpack(comments.Pack());
        Assert.Equal((3, 4), (read[2].SettledReports, read[^1].SettledReports));
    }

    [Fact]
    public void Bytes_that_end_too_early_are_refused()
    {
        byte[] packed = CommentPacker.Pack([Plain, Eventful]);
        for (int length = 0; length < packed.Length; length++)
        {
            Exception fault = Assert.ThrowsAny<Exception>(() => PackedComments.Open(packed[..length], out _));
            Assert.True(fault is ArgumentOutOfRangeException or IndexOutOfRangeException, $"{length}: {fault}");
        }
    }

    private static StoredComment New(string id, string author) => new()
    {
        Id = id,
        User = Bob,
        ClientId = id,
        Draft = new CommentDraft(author, "Ann", 1, id, CommentMode.Scroll, 0),
        WrittenAtMs = 1,
        AcceptedOffset = 10,
    };

    private static StoredComment[] Unpack(byte[] packed)
    {
        PackedComments comments = PackedComments.Open(packed, out CommentMarks[] marks);
        Assert.Equal(marks.Length, comments.Count);
        return [.. Enumerable.Range(0, comments.Count).Select(comments.Read)];
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
