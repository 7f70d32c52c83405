using System.Runtime.InteropServices;
using Interactions.Users;

namespace Interactions.Comments;

/// <summary>
/// Comments that stay packed until somebody looks at one. An episode that is recovered waits for this: each comment of the checkpoint is passed over
/// once, for where it stands in the orders, and none becomes an object.
/// </summary>
internal sealed class PackedComments
{
    /// <summary>What was opened; empty when the packer has it.</summary>
    private byte[] _opened;

    /// <summary>Of each comment, and where the last one ends.</summary>
    private readonly List<Place> _places;
    private readonly List<string> _names;

    /// <summary>Has a copy of what was opened and all that was added; null until something is.</summary>
    private CommentPacker? _packer;

    /// <summary>No comments yet.</summary>
    public PackedComments()
        : this([], [default], [])
    {
    }

    private PackedComments(byte[] opened, List<Place> places, List<string> names) => (_opened, _places, _names) = (opened, places, names);

    public int Count => _places.Count - 1;

    /// <summary>What they take packed, in bytes.</summary>
    public int Length => Bytes.Length;

    private ReadOnlySpan<byte> Bytes => _packer is null ? _opened : _packer.Bytes;

    /// <param name="packed">What <see cref="CommentPacker"/> made.</param>
    /// <param name="marks">Where each comment stands.</param>
    /// <exception cref="InvalidDataException">A newer version of the product wrote it.</exception>
    public static PackedComments Open(byte[] packed, out CommentMarks[] marks)
    {
        CommentBytes from = new(packed, 0);
        if (from.Byte() is var version && version != CommentPacker.Version)
        {
            throw new InvalidDataException($"Comments are packed in version {version}, this program reads {CommentPacker.Version}: start a newer one.");
        }
        marks = new CommentMarks[from.Number()];
        List<Place> places = new(marks.Length + 1);
        List<string> names = [];
        for (int i = 0; i < marks.Length; i++)
        {
            places.Add(new Place(from.At, names.Count));
            marks[i] = Pass(ref from, names);
        }
        places.Add(new Place(from.At, names.Count));
        return new PackedComments(packed, places, names);
    }

    /// <summary>Packs one more.</summary>
    public void Add(StoredComment comment)
    {
        if (_packer is null) { (_packer, _opened) = (new CommentPacker(_opened, _names), []); }
        _packer.Add(comment);
        _places.Add(new Place(_packer.Bytes.Length, _names.Count));
    }

    /// <summary>The comment as it was packed; a new object at each call.</summary>
    public StoredComment Read(int index)
    {
        CommentBytes from = new(Bytes, _places[index].At);
        int known = _places[index].Names;
        PackedParts parts = (PackedParts)from.Byte();
        string id = from.Text();
        string clientId = parts.HasFlag(PackedParts.OtherClientId) ? from.Text() : id;
        UserKey user = from.User();
        CommentDraft draft = new(
            Name(ref from, ref known), Name(ref from, ref known), from.Number(), from.Text(), (CommentMode)from.Byte(), from.Color(),
            parts.HasFlag(PackedParts.HeldBy) ? Name(ref from, ref known) : null,
            ReplyTo: parts.HasFlag(PackedParts.ReplyTo) ? from.Text() : null,
            WrittenAtMs: from.Long());
        StoredComment comment = new()
        {
            Id = id,
            ClientId = clientId,
            User = user,
            Draft = draft,
            WrittenAtMs = from.Long(),
            AcceptedOffset = from.Long(),
            ShownOffset = from.Long(),
            ByCreator = parts.HasFlag(PackedParts.ByCreator),
        };
        if (parts.HasFlag(PackedParts.Past))
        {
            comment.RetractedOffset = from.Long();
            comment.HeldAgainOffset = from.Long();
            comment.ThankedOffset = from.Long();
            comment.SettledReports = from.Number();
        }
        if (parts.HasFlag(PackedParts.Reporters)) { comment.Reporters = from.Users(); }
        if (parts.HasFlag(PackedParts.Likers)) { comment.Likers = from.Users(); }
        return comment;
    }

    /// <summary>Its id in UTF-8.</summary>
    public ReadOnlySpan<byte> IdOf(int index) => new CommentBytes(Bytes, _places[index].At + 1).Utf8();

    public ReadOnlySpan<byte> BytesOf(int index) => Bytes[_places[index].At.._places[index + 1].At];

    /// <summary>How many names comments before it have.</summary>
    public int NamesBefore(int index) => _places[index].Names;

    /// <summary>The names that no comment before it has.</summary>
    public ReadOnlySpan<string> NamesOf(int index) => CollectionsMarshal.AsSpan(_names)[_places[index].Names.._places[index + 1].Names];

    private static CommentMarks Pass(ref CommentBytes from, List<string> names)
    {
        PackedParts parts = (PackedParts)from.Byte();
        _ = from.Utf8();
        if (parts.HasFlag(PackedParts.OtherClientId)) { _ = from.Utf8(); }
        from.PassUser();
        PassName(ref from, names);
        PassName(ref from, names);
        int atMs = from.Number();
        _ = from.Utf8();
        _ = from.Byte();
        _ = from.Color();
        if (parts.HasFlag(PackedParts.HeldBy)) { PassName(ref from, names); }
        if (parts.HasFlag(PackedParts.ReplyTo)) { _ = from.Utf8(); }
        (_, _, _, long shown) = (from.Long(), from.Long(), from.Long(), from.Long());
        CommentMarks marks = new(atMs, shown, IsRenamed: parts.HasFlag(PackedParts.OtherClientId));
        if (parts.HasFlag(PackedParts.Past))
        {
            marks = marks with { Retracted = from.Long(), HeldAgain = from.Long(), Thanked = from.Long(), OpenReports = -from.Number() };
        }
        if (parts.HasFlag(PackedParts.Reporters)) { marks = marks with { OpenReports = marks.OpenReports + from.CountUsers() }; }
        return parts.HasFlag(PackedParts.Likers) ? marks with { Likes = from.CountUsers() } : marks;
    }

    private static void PassName(ref CommentBytes from, List<string> names)
    {
        if (from.Number() == names.Count) { names.Add(from.Text()); }
    }

    /// <param name="known">How many names are known where the field stands: the next one is written out.</param>
    private string Name(ref CommentBytes from, ref int known)
    {
        int number = from.Number();
        if (number == known)
        {
            known++;
            _ = from.Utf8();
        }
        return _names[number];
    }

    /// <param name="At">The first byte of a comment.</param>
    /// <param name="Names">How many names comments before it have.</param>
    private readonly record struct Place(int At, int Names);
}

/// <summary>Where a comment stands in the orders of its episode.</summary>
/// <param name="AtMs">Its playback time.</param>
/// <param name="Shown">The offset at which it appeared, 0 while it is held.</param>
/// <param name="Retracted">The offset at which it was retracted, 0 if it was not.</param>
/// <param name="HeldAgain">The offset at which a release was taken back, 0 if it was not.</param>
/// <param name="Thanked">The offset at which the creator thanked for it, 0 if he did not.</param>
/// <param name="OpenReports">How many have reported it since a moderator decided.</param>
/// <param name="Likes">How many like it.</param>
/// <param name="IsRenamed">Its id is not the one that its client made.</param>
internal readonly record struct CommentMarks(
    int AtMs, long Shown, long Retracted = 0, long HeldAgain = 0, long Thanked = 0, int OpenReports = 0, int Likes = 0, bool IsRenamed = false)
{
    public bool IsShown => Shown > 0 && Retracted == 0;

    public bool IsHeld => Shown == 0 && Retracted == 0;

    public static CommentMarks Of(StoredComment comment) => new(
        comment.Draft.AtMs, comment.ShownOffset, comment.RetractedOffset, comment.HeldAgainOffset, comment.ThankedOffset, comment.OpenReports,
        comment.LikeCount, comment.Id != comment.ClientId);
}
