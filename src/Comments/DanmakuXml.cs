using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace Interactions.Comments;

/// <summary>
/// Reads and writes danmaku files: an <c>i</c> element with one <c>d</c> element per comment. Both stream; neither closes the stream.
/// </summary>
public static class DanmakuXml
{
    private const string Root = "i";
    private const string Element = "d";
    private const string Attributes = "p";

    /// <summary>Reads a file to its end without looking at its comments: what passes here is read by <see cref="Read"/> without a fault.</summary>
    /// <param name="stream">The file, from its present position.</param>
    /// <param name="cancellation">Stops in the middle.</param>
    /// <exception cref="DanmakuFormatException">The file is not well-formed, has another root, or exceeds the size limit.</exception>
    public static async Task Check(Stream stream, CancellationToken cancellation = default)
    {
        using XmlReader reader = XmlReader.Create(stream, ReadSettings());
        while (await Advance(reader, cancellation)) { RequireRoot(reader); }
    }

    /// <summary>
    /// Reads a file. The enumeration throws at the fault, so whoever must take nothing from a broken file asks <see cref="Check"/> before.
    /// Document types are refused and nothing outside the file is ever opened.
    /// </summary>
    /// <param name="stream">The file, from its present position.</param>
    /// <param name="durationMs">The length of the episode; comments after it are skipped. Null takes all times.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="DanmakuFormatException">The file is not well-formed, has another root, or exceeds the size limit.</exception>
    public static async IAsyncEnumerable<DanmakuLine> Read(
        Stream stream, long? durationMs = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using XmlReader reader = XmlReader.Create(stream, ReadSettings());
        while (await Advance(reader, cancellation))
        {
            RequireRoot(reader);
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == 1 && reader.Name == Element)
            {
                yield return await ReadComment(reader, durationMs ?? CommentLimits.CommentAtMsMax, cancellation);
            }
        }
    }

    /// <summary>Writes a file that <see cref="Read"/> reads back the same.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="comments">The comments, in the order of the file.</param>
    /// <param name="cancellation">Stops in the middle.</param>
    /// <exception cref="ArgumentException">A comment is outside what the format can carry.</exception>
    public static async Task Write(Stream stream, IAsyncEnumerable<DanmakuComment> comments, CancellationToken cancellation = default)
    {
        await using XmlWriter writer = XmlWriter.Create(stream, new() { Async = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
        await writer.WriteStartDocumentAsync();
        await writer.WriteStartElementAsync(null, Root, null);
        await foreach (DanmakuComment comment in comments.WithCancellation(cancellation))
        {
            await writer.WriteRawAsync("\n");
            await writer.WriteStartElementAsync(null, Element, null);
            await writer.WriteAttributeStringAsync(null, Attributes, null, DanmakuAttributes.Format(comment));
            await writer.WriteStringAsync(comment.Text);
            await writer.WriteEndElementAsync();
        }
        await writer.WriteRawAsync("\n");
        await writer.WriteEndElementAsync();
        await writer.WriteEndDocumentAsync();
    }

    private static XmlReaderSettings ReadSettings() => new()
    {
        Async = true,
        CloseInput = false,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = true,
        MaxCharactersInDocument = CommentLimits.DanmakuFileCharsMax,
        MaxCharactersFromEntities = 1_024,
    };

    private static void RequireRoot(XmlReader reader)
    {
        if (reader.NodeType != XmlNodeType.Element || reader.Depth > 0 || reader.Name == Root)
        {
            return;
        }
        (int line, int column) = Place(reader);
        throw new DanmakuFormatException(line, column);
    }

    private static async ValueTask<DanmakuLine> ReadComment(XmlReader reader, long durationMs, CancellationToken cancellation)
    {
        DanmakuSkip skip = DanmakuAttributes.Parse(reader.GetAttribute(Attributes), out DanmakuAttributes attributes);
        (string raw, bool markup) = await ReadContent(reader, cancellation);
        if (skip == DanmakuSkip.None)
        {
            skip = attributes.AtMs > durationMs ? DanmakuSkip.BadPosition : markup ? DanmakuSkip.Markup : DanmakuSkip.None;
        }
        if (skip != DanmakuSkip.None)
        {
            return new(null, skip);
        }
        CommentTextProblem problem = CommentText.Check(raw, out string text);
        return problem == CommentTextProblem.None
            ? new(new(attributes.RowId, attributes.AtMs, attributes.Mode, attributes.Color, attributes.WrittenAtMs, attributes.Author, text), default)
            : new(null, SkipOf(problem));
    }

    /// <summary>Reads up to the end of the element. Sections and references split a text into several nodes.</summary>
    private static async ValueTask<(string Text, bool Markup)> ReadContent(XmlReader reader, CancellationToken cancellation)
    {
        string text = "";
        bool markup = false;
        if (reader.IsEmptyElement)
        {
            return (text, markup);
        }
        while (await Advance(reader, cancellation) && reader.Depth > 1)
        {
            markup |= reader.NodeType == XmlNodeType.Element;
            bool readable = reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;
            // Once the text is too long for a comment, more of it changes nothing: it is not even put together.
            if (readable && text.Length <= CommentLimits.CommentRawCharsMax)
            {
                text += await Value(reader);
            }
        }
        return (text, markup);
    }

    private static DanmakuSkip SkipOf(CommentTextProblem problem) => problem switch
    {
        CommentTextProblem.None => DanmakuSkip.None,
        CommentTextProblem.Empty => DanmakuSkip.TextEmpty,
        CommentTextProblem.TooLong => DanmakuSkip.TextTooLong,
        CommentTextProblem.TooManyBytes => DanmakuSkip.TextTooManyBytes,
        CommentTextProblem.TooManyMarks => DanmakuSkip.TextTooManyMarks,
        CommentTextProblem.ForbiddenCharacter => DanmakuSkip.TextForbiddenCharacter,
        _ => DanmakuSkip.TextBrokenEncoding,
    };

    private static async ValueTask<bool> Advance(XmlReader reader, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        (int Line, int Column) before = Place(reader);
        try
        {
            return await reader.ReadAsync();
        }
        catch (XmlException fault)
        {
            throw Fault(fault, before);
        }
    }

    // A long text is read from the stream only when its value is asked for, so the fault can be in there as well.
    private static async ValueTask<string> Value(XmlReader reader)
    {
        (int Line, int Column) before = Place(reader);
        try
        {
            return await reader.GetValueAsync();
        }
        catch (XmlException fault)
        {
            throw Fault(fault, before);
        }
    }

    // Some faults, such as a refused document type, do not know their place: it is after the last node that was read.
    private static DanmakuFormatException Fault(XmlException fault, (int Line, int Column) before) =>
        fault.LineNumber > 0 ? new(fault.LineNumber, fault.LinePosition) : new(before.Line, before.Column);

    private static (int Line, int Column) Place(XmlReader reader) =>
        reader is IXmlLineInfo place ? (Math.Max(1, place.LineNumber), Math.Max(1, place.LinePosition)) : (1, 1);
}
