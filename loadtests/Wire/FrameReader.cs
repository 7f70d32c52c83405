using System.Buffers.Binary;

namespace Interactions.LoadTests.Wire;

/// <summary>
/// Takes RFC 6455 frames apart and puts their payload together again: what SignalR calls a record may lie in several frames, and a frame may carry
/// several records. Server frames are not masked.
/// </summary>
internal sealed class FrameReader
{
    private const int CloseOpcode = 8;
    private const int HeaderMin = 2;
    private const int HeaderMax = 10;

    private readonly byte[] _header = new byte[HeaderMax];
    private byte[] _payload = new byte[4 * 1024];
    private int _headerCount;
    private int _payloadEnd;

    // What is left of the frame under way, and whether it is data.
    private long _left;
    private bool _isData;

    /// <summary>The server said goodbye.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The payload that came so far and that nobody has used.</summary>
    public ReadOnlySpan<byte> Payload => _payload.AsSpan(0, _payloadEnd);

    /// <summary>These bytes came from the socket.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_left == 0 && !TakeHeader(ref bytes)) { return; }
            TakePayload(ref bytes);
        }
    }

    /// <summary>The first <paramref name="count"/> bytes of the payload were used.</summary>
    public void Use(int count)
    {
        _payload.AsSpan(count, _payloadEnd - count).CopyTo(_payload);
        _payloadEnd -= count;
    }

    /// <returns>False when the header is not whole yet.</returns>
    private bool TakeHeader(ref ReadOnlySpan<byte> bytes)
    {
        while (_headerCount < HeaderLength())
        {
            if (bytes.IsEmpty) { return false; }
            _header[_headerCount++] = bytes[0];
            bytes = bytes[1..];
        }
        _left = (_header[1] & 0x7f) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(HeaderMin)),
            127 => BinaryPrimitives.ReadInt64BigEndian(_header.AsSpan(HeaderMin)),
            int length => length,
        };
        int opcode = _header[0] & 0x0f;
        _isData = opcode < CloseOpcode;
        IsClosed |= opcode == CloseOpcode;
        _headerCount = 0;
        return true;
    }

    /// <returns>As far as the bytes that are there tell.</returns>
    private int HeaderLength() => _headerCount < HeaderMin ? HeaderMin : (_header[1] & 0x7f) switch { 126 => 4, 127 => HeaderMax, _ => HeaderMin };

    private void TakePayload(ref ReadOnlySpan<byte> bytes)
    {
        int count = (int)Math.Min(_left, bytes.Length);
        if (_isData)
        {
            if (_payload.Length - _payloadEnd < count) { Array.Resize(ref _payload, Math.Max(_payload.Length * 2, _payloadEnd + count)); }
            bytes[..count].CopyTo(_payload.AsSpan(_payloadEnd));
            _payloadEnd += count;
        }
        bytes = bytes[count..];
        _left -= count;
    }
}
