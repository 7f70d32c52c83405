using System.Buffers.Binary;

namespace Interactions.LoadTests.Wire;

/// <summary>
/// Takes RFC 6455 frames apart and puts their payload together again: what SignalR calls a record may lie in several frames, and a frame may carry
/// several records. Server frames are not masked.
/// </summary>
internal sealed class FrameReader
{
    private const int CloseOpcode = 8;

    private byte[] _bytes = new byte[4 * 1024];
    private int _begin;
    private int _end;
    private byte[] _payload = new byte[4 * 1024];
    private int _payloadEnd;

    // What is left of the frame under way, and whether it is data.
    private long _left;
    private bool _isData;

    /// <summary>The server said goodbye.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Where the next bytes from the socket go.</summary>
    public Span<byte> Free
    {
        get
        {
            if (_begin == _end) { _begin = _end = 0; }
            if (_end == _bytes.Length) { MakeRoom(); }
            return _bytes.AsSpan(_end);
        }
    }

    /// <summary>That many bytes came.</summary>
    public void Take(int count)
    {
        _end += count;
        while (TakeHeader() && TakePayload()) { }
    }

    /// <summary>The payload that came so far and that nobody has used.</summary>
    public ReadOnlySpan<byte> Payload => _payload.AsSpan(0, _payloadEnd);

    /// <summary>The first <paramref name="count"/> bytes of the payload were used.</summary>
    public void Use(int count)
    {
        _payload.AsSpan(count, _payloadEnd - count).CopyTo(_payload);
        _payloadEnd -= count;
    }

    /// <returns>False when the header is not whole yet.</returns>
    private bool TakeHeader()
    {
        if (_left > 0) { return true; }
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(_begin, _end - _begin);
        if (bytes.Length < 2) { return false; }
        int kind = bytes[1] & 0x7f;
        int length = kind switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < length) { return false; }
        _left = kind switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            _ => kind,
        };
        int opcode = bytes[0] & 0x0f;
        _isData = opcode < CloseOpcode;
        IsClosed |= opcode == CloseOpcode;
        _begin += length;
        return true;
    }

    /// <returns>Whether there may be another frame.</returns>
    private bool TakePayload()
    {
        int count = (int)Math.Min(_left, _end - _begin);
        if (_isData)
        {
            if (_payload.Length - _payloadEnd < count) { Array.Resize(ref _payload, Math.Max(_payload.Length * 2, _payloadEnd + count)); }
            _bytes.AsSpan(_begin, count).CopyTo(_payload.AsSpan(_payloadEnd));
            _payloadEnd += count;
        }
        _begin += count;
        _left -= count;
        return _left == 0 && _begin < _end;
    }

    private void MakeRoom()
    {
        if (_begin == 0) { Array.Resize(ref _bytes, _bytes.Length * 2); }
        else { _bytes.AsSpan(_begin, _end - _begin).CopyTo(_bytes); }
        (_begin, _end) = (0, _end - _begin);
    }
}
