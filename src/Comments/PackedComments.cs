using Interactions.Users;

namespace Interactions.Comments;

/// <summary>
/// Comments as a checkpoint keeps them: their fields one after the other, names once. An episode that is recovered waits for this, so it is several
/// times as fast as a serializer that looks at each object, and half as long.
/// </summary>
public static class PackedComments
{
    /// <summary>The first byte. A version that adds something gets another one, and reads this one too.</summary>
    private const byte Version = 1;

    [Flags]
    private enum Has : byte
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

    public static byte[] Pack(IReadOnlyCollection<StoredComment> comments)
    {
        using MemoryStream bytes = new(comments.Count * 96);
        using BinaryWriter to = new(bytes);
        to.Write(Version);
        to.Write7BitEncodedInt(comments.Count);
        Dictionary<string, int> names = [];
        foreach (StoredComment comment in comments) { Write(to, comment, names); }
        to.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">A newer version of the product wrote it.</exception>
    public static StoredComment[] Unpack(byte[] packed)
    {
        using BinaryReader from = new(new MemoryStream(packed));
        if (from.ReadByte() is var version && version != Version)
        {
            throw new InvalidDataException($"Comments are packed in version {version}, this program reads {Version}: start a newer one.");
        }
        StoredComment[] comments = new StoredComment[from.Read7BitEncodedInt()];
        List<string> names = [];
        for (int i = 0; i < comments.Length; i++) { comments[i] = Read(from, names); }
        return comments;
    }

    private static void Write(BinaryWriter to, StoredComment comment, Dictionary<string, int> names)
    {
        CommentDraft draft = comment.Draft;
        Has has = HasOf(comment);
        to.Write((byte)has);
        to.Write(comment.Id);
        if (has.HasFlag(Has.OtherClientId)) { to.Write(comment.ClientId); }
        Write(to, comment.User);
        WriteName(to, draft.Author, names);
        WriteName(to, draft.Name, names);
        to.Write7BitEncodedInt(draft.AtMs);
        to.Write(draft.Text);
        to.Write((byte)draft.Mode);
        to.Write(draft.Color);
        if (has.HasFlag(Has.HeldBy)) { WriteName(to, draft.HeldBy!, names); }
        if (has.HasFlag(Has.ReplyTo)) { to.Write(draft.ReplyTo!); }
        to.Write7BitEncodedInt64(draft.WrittenAtMs);
        to.Write7BitEncodedInt64(comment.WrittenAtMs);
        to.Write7BitEncodedInt64(comment.AcceptedOffset);
        to.Write7BitEncodedInt64(comment.ShownOffset);
        if (has.HasFlag(Has.Past))
        {
            to.Write7BitEncodedInt64(comment.RetractedOffset);
            to.Write7BitEncodedInt64(comment.HeldAgainOffset);
            to.Write7BitEncodedInt64(comment.ThankedOffset);
            to.Write7BitEncodedInt(comment.SettledReports);
        }
        if (has.HasFlag(Has.Reporters)) { Write(to, comment.Reporters!); }
        if (has.HasFlag(Has.Likers)) { Write(to, comment.Likers!); }
    }

    private static StoredComment Read(BinaryReader from, List<string> names)
    {
        Has has = (Has)from.ReadByte();
        string id = from.ReadString();
        string clientId = has.HasFlag(Has.OtherClientId) ? from.ReadString() : id;
        UserKey user = ReadUser(from);
        CommentDraft draft = new(
            ReadName(from, names), ReadName(from, names), from.Read7BitEncodedInt(), from.ReadString(), (CommentMode)from.ReadByte(), from.ReadInt32(),
            has.HasFlag(Has.HeldBy) ? ReadName(from, names) : null,
            ReplyTo: has.HasFlag(Has.ReplyTo) ? from.ReadString() : null,
            WrittenAtMs: from.Read7BitEncodedInt64());
        StoredComment comment = new()
        {
            Id = id,
            ClientId = clientId,
            User = user,
            Draft = draft,
            WrittenAtMs = from.Read7BitEncodedInt64(),
            AcceptedOffset = from.Read7BitEncodedInt64(),
            ShownOffset = from.Read7BitEncodedInt64(),
            ByCreator = has.HasFlag(Has.ByCreator),
        };
        if (has.HasFlag(Has.Past))
        {
            comment.RetractedOffset = from.Read7BitEncodedInt64();
            comment.HeldAgainOffset = from.Read7BitEncodedInt64();
            comment.ThankedOffset = from.Read7BitEncodedInt64();
            comment.SettledReports = from.Read7BitEncodedInt();
        }
        if (has.HasFlag(Has.Reporters)) { comment.Reporters = ReadUsers(from); }
        if (has.HasFlag(Has.Likers)) { comment.Likers = ReadUsers(from); }
        return comment;
    }

    private static Has HasOf(StoredComment comment) =>
        (comment.ClientId != comment.Id ? Has.OtherClientId : 0)
        | (comment.Draft.HeldBy is not null ? Has.HeldBy : 0)
        | (comment.Draft.ReplyTo is not null ? Has.ReplyTo : 0)
        | (comment.ByCreator ? Has.ByCreator : 0)
        | (comment.Reporters is not null ? Has.Reporters : 0)
        | (comment.Likers is not null ? Has.Likers : 0)
        | ((comment.RetractedOffset | comment.HeldAgainOffset | comment.ThankedOffset) != 0 || comment.SettledReports != 0 ? Has.Past : 0);

    private static void WriteName(BinaryWriter to, string name, Dictionary<string, int> names)
    {
        bool isNew = names.TryAdd(name, names.Count);
        to.Write7BitEncodedInt(names[name]);
        if (isNew) { to.Write(name); }
    }

    private static string ReadName(BinaryReader from, List<string> names)
    {
        int number = from.Read7BitEncodedInt();
        if (number == names.Count) { names.Add(from.ReadString()); }
        return names[number];
    }

    private static void Write(BinaryWriter to, UserKey user)
    {
        to.Write(user.High);
        to.Write(user.Low);
    }

    private static UserKey ReadUser(BinaryReader from) => new(from.ReadUInt64(), from.ReadUInt64());

    private static void Write(BinaryWriter to, HashSet<UserKey> users)
    {
        to.Write7BitEncodedInt(users.Count);
        foreach (UserKey user in users) { Write(to, user); }
    }

    private static HashSet<UserKey> ReadUsers(BinaryReader from)
    {
        int count = from.Read7BitEncodedInt();
        HashSet<UserKey> users = new(count);
        for (int i = 0; i < count; i++) { users.Add(ReadUser(from)); }
        return users;
    }
}
