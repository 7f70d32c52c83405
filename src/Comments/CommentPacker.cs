using System.Diagnostics.CodeAnalysis;
using Interactions.Users;

namespace Interactions.Comments;

/// <summary>What of a packed comment is there besides what each one has.</summary>
[Flags]
internal enum PackedParts : byte
{
    OtherClientId = 1,
    HeldBy = 2,
    ReplyTo = 4,
    ByCreator = 8,
    Reporters = 16,
    Likers = 32,

    /// <summary>Anything that most comments never get: a retraction, a release taken back, thanks, settled reports.</summary>
    Past = 64,
}

/// <summary>
/// Writes comments as a checkpoint keeps them: their fields one after the other, names once. Those that lie packed already and did not change are copied.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A stream in memory holds nothing to dispose of.")]
internal sealed class CommentPacker
{
    /// <summary>The first byte. A version that adds something gets another one, and <see cref="PackedComments"/> reads this one too.</summary>
    internal const byte Version = 1;

    /// <summary>About what a comment takes, as a first guess at how much will be written.</summary>
    internal const int BytesUsual = 128;

    private readonly MemoryStream _bytes;
    private readonly BinaryWriter _to;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _names;

    /// <param name="count">How many comments will be added.</param>
    /// <param name="bytes">About how many bytes they need.</param>
    public CommentPacker(int count, int bytes)
    {
        (_bytes, _names) = (new MemoryStream(bytes), []);
        _to = new BinaryWriter(_bytes);
        _to.Write(Version);
        _to.Write7BitEncodedInt(count);
    }

    /// <summary>Goes on after what is packed already.</summary>
    /// <param name="packed">Copied.</param>
    /// <param name="names">Those in it, in order; new ones are added.</param>
    public CommentPacker(ReadOnlySpan<byte> packed, List<string> names)
    {
        (_bytes, _names) = (new MemoryStream(packed.Length * 2), names);
        _to = new BinaryWriter(_bytes);
        _bytes.Write(packed);
        foreach (string name in names) { _numbers.Add(name, _numbers.Count); }
    }

    /// <summary>What is packed so far; another array when it has grown.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    /// <summary>Packs comments that never were.</summary>
    public static byte[] Pack(StoredComment[] comments)
    {
        CommentPacker packer = new(comments.Length, comments.Length * BytesUsual);
        foreach (StoredComment comment in comments) { packer.Add(comment); }
        return packer.ToArray();
    }

    public void Add(StoredComment comment)
    {
        CommentDraft draft = comment.Draft;
        PackedParts parts = PartsOf(comment);
        _to.Write((byte)parts);
        _to.Write(comment.Id);
        if (parts.HasFlag(PackedParts.OtherClientId)) { _to.Write(comment.ClientId); }
        Add(comment.User);
        AddName(draft.Author);
        AddName(draft.Name);
        _to.Write7BitEncodedInt(draft.AtMs);
        _to.Write(draft.Text);
        _to.Write((byte)draft.Mode);
        _to.Write(draft.Color);
        if (parts.HasFlag(PackedParts.HeldBy)) { AddName(draft.HeldBy!); }
        if (parts.HasFlag(PackedParts.ReplyTo)) { _to.Write(draft.ReplyTo!); }
        _to.Write7BitEncodedInt64(draft.WrittenAtMs);
        _to.Write7BitEncodedInt64(comment.WrittenAtMs);
        _to.Write7BitEncodedInt64(comment.AcceptedOffset);
        _to.Write7BitEncodedInt64(comment.ShownOffset);
        if (parts.HasFlag(PackedParts.Past))
        {
            _to.Write7BitEncodedInt64(comment.RetractedOffset);
            _to.Write7BitEncodedInt64(comment.HeldAgainOffset);
            _to.Write7BitEncodedInt64(comment.ThankedOffset);
            _to.Write7BitEncodedInt(comment.SettledReports);
        }
        if (parts.HasFlag(PackedParts.Reporters)) { Add(comment.Reporters!); }
        if (parts.HasFlag(PackedParts.Likers)) { Add(comment.Likers!); }
    }

    /// <summary>Adds one that did not change since it was packed. Its bytes mean the same here when all names before it are the same.</summary>
    public void Add(PackedComments packed, int index)
    {
        if (packed.NamesBefore(index) != _names.Count)
        {
            Add(packed.Read(index));
            return;
        }
        _to.Write(packed.BytesOf(index));
        foreach (string name in packed.NamesOf(index)) { Number(name); }
    }

    public byte[] ToArray() => _bytes.ToArray();

    private static PackedParts PartsOf(StoredComment comment) =>
        (comment.ClientId != comment.Id ? PackedParts.OtherClientId : 0)
        | (comment.Draft.HeldBy is not null ? PackedParts.HeldBy : 0)
        | (comment.Draft.ReplyTo is not null ? PackedParts.ReplyTo : 0)
        | (comment.ByCreator ? PackedParts.ByCreator : 0)
        | (comment.Reporters is not null ? PackedParts.Reporters : 0)
        | (comment.Likers is not null ? PackedParts.Likers : 0)
        | ((comment.RetractedOffset | comment.HeldAgainOffset | comment.ThankedOffset) != 0 || comment.SettledReports != 0 ? PackedParts.Past : 0);

    private void AddName(string name)
    {
        if (_numbers.TryGetValue(name, out int number))
        {
            _to.Write7BitEncodedInt(number);
            return;
        }
        _to.Write7BitEncodedInt(_names.Count);
        _to.Write(name);
        Number(name);
    }

    private void Number(string name)
    {
        _numbers.Add(name, _names.Count);
        _names.Add(name);
    }

    private void Add(UserKey user)
    {
        _to.Write(user.High);
        _to.Write(user.Low);
    }

    private void Add(HashSet<UserKey> users)
    {
        _to.Write7BitEncodedInt(users.Count);
        foreach (UserKey user in users) { Add(user); }
    }
}
