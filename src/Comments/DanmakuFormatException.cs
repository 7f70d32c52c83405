namespace Interactions.Comments;

/// <summary>The file is not a well-formed danmaku file. The message never quotes the file, since it goes to clients and logs.</summary>
/// <param name="line">The line of the fault, from 1.</param>
/// <param name="column">The column of the fault, from 1.</param>
public sealed class DanmakuFormatException(int line, int column)
    : FormatException($"The file is not well-formed danmaku XML at line {line}, column {column}.")
{
    /// <summary>The line of the fault, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column of the fault, from 1.</summary>
    public int Column { get; } = column;
}
