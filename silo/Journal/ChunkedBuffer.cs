using System.Buffers;

namespace Interactions.Silo.Journal;

/// <summary>Gathers a serialized snapshot in chunks of bounded size, so that no array grows with the state.</summary>
internal sealed class ChunkedBuffer : IBufferWriter<byte>
{
    private readonly List<ReadOnlyMemory<byte>> _written = [];
    private byte[] _current = [];
    private int _used;

    public long Length { get; private set; }

    /// <summary>
    /// The chunks so far, at least one. A serializer may ask for more than a chunk at once, for a long string say, so pieces
    /// are cut here.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ToChunks() => [.. _written.Append(_current.AsMemory(0, _used)).SelectMany(Cut)];

    public void Advance(int count)
    {
        _used += count;
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_current.Length - _used < Math.Max(sizeHint, 1))
        {
            if (_used > 0)
            {
                _written.Add(_current.AsMemory(0, _used));
            }

            // Small snapshots are the rule: begin small and grow from chunk to chunk.
            var size = Length == 0 ? 4 * 1024 : JournalLimits.ChunkBytesMax;
            _current = new byte[Math.Max(sizeHint, size)];
            _used = 0;
        }

        return _current.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>The bytes of chunks as one sequence.</summary>
    public static ReadOnlySequence<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> chunks)
    {
        var first = new Link(chunks[0], 0);
        var last = first;
        foreach (var chunk in chunks.Skip(1))
        {
            last = last.Append(chunk);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> piece)
    {
        for (; piece.Length > JournalLimits.ChunkBytesMax; piece = piece[JournalLimits.ChunkBytesMax..])
        {
            yield return piece[..JournalLimits.ChunkBytesMax];
        }

        yield return piece;
    }

    private sealed class Link : ReadOnlySequenceSegment<byte>
    {
        public Link(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Link Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Link(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
