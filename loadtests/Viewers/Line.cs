using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Viewers;

/// <summary>What a hub answered.</summary>
/// <param name="Reason">
/// Null when it accepted; else the refusal's name, <c>lost</c> with the connection, or <see cref="NotTaken"/>.
/// </param>
/// <param name="Record">The whole record, to look for more in it.</param>
/// <param name="Call">Which call of its line it answers, in the order in which they were sent and the gateway does them; 0 when that is not known.</param>
internal readonly record struct Reply(string? Reason, byte[] Record, long Call = 0)
{
    /// <summary>It was never sent: so much waits on its connection already that the server must have stopped to read.</summary>
    public const string NotTaken = "notTaken";

    public bool Ok => Reason is null;

    /// <summary>Whether the server may have done it all the same.</summary>
    public bool IsUncertain => Reason is "lost" or "busy" or "error";

    public Outcome Outcome => new(Reason);

    public static Reply Of(ReadOnlySpan<byte> record) => new(ReasonOf(record), record.ToArray());

    private static string? ReasonOf(ReadOnlySpan<byte> record)
    {
        if (record.IndexOf("\"result\":{\"ok\":true"u8) >= 0) { return null; }
        ReadOnlySpan<byte> mark = "\"name\":\""u8;
        int at = record.IndexOf(mark);
        if (at < 0) { return "error"; }
        ReadOnlySpan<byte> name = record[(at + mark.Length)..];
        return string.Intern(Encoding.ASCII.GetString(name[..name.IndexOf((byte)'"')]));
    }
}

/// <summary>One hub connection: calls with their answers, and pushes.</summary>
internal abstract class Line(Exchange exchange) : IRecordSink
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, TaskCompletionSource<Reply>> _waiting = [];
    private Link? _link;
    private long _calls;

    public virtual bool IsOpen => _link is not null;

    public nint? Handle => _link?.Handle;

    /// <summary>Its place among the connections of a run, while it is open.</summary>
    public int Number => _link?.Number ?? -1;

    /// <summary>It is never read.</summary>
    public bool IsNeglected { get; set; }

    /// <summary>Opens it; a refusal is an outcome.</summary>
    protected async Task<Outcome> Connect(Uri hub, string? token, int? receiveBuffer = null)
    {
        try
        {
            await exchange.Connect(hub, token, this, receiveBuffer);
            return Outcome.Done;
        }
        catch (LoadException failure)
        {
            return new Outcome(failure.Message);
        }
    }

    /// <summary>Calls a hub method with one record. Never waits for the socket.</summary>
    public virtual Task<Reply> Call(string method, string argument)
    {
        TaskCompletionSource<Reply> answer = new();
        lock (_gate)
        {
            if (_link is not { } link) { return Task.FromResult(new Reply("lost", [])); }
            long call = ++_calls;
            _waiting.Add(call, answer);
            try
            {
                bool isTaken = Post(link, Encoding.UTF8.GetBytes(
                    $"{{\"type\":1,\"invocationId\":\"{call}\",\"target\":\"{method}\",\"arguments\":[{argument}]}}\u001e"));
                if (!isTaken)
                {
                    _waiting.Remove(call);
                    return Task.FromResult(new Reply(Reply.NotTaken, [], call));
                }
            }
            catch (Exception fault) when (fault is LoadException or ObjectDisposedException or SocketException)
            {
                // The reader will notice, too, and close it; this call is answered now.
                _waiting.Remove(call);
                return Task.FromResult(new Reply("lost", [], call));
            }
        }
        return answer.Task;
    }

    public void OnRecord(Link link, ReadOnlySpan<byte> record)
    {
        if (record.StartsWith("{\"type\":1"u8)) { OnPush(record); }
        else if (record.StartsWith("{\"type\":3"u8)) { OnAnswer(record); }
    }

    internal void Attach(Link link) => _link = link;

    /// <summary>Closes the connection, if there is one. Nobody sends meanwhile, so what is sent and watched is never another one's socket.</summary>
    /// <returns>Its number.</returns>
    internal int? Close()
    {
        lock (_gate)
        {
            int? number = _link?.Number;
            _link?.Dispose();
            _link = null;
            return number;
        }
    }

    internal void Read() => _link?.Read(this);

    /// <summary>Sends what waits, as far as the socket takes it.</summary>
    internal void Flush()
    {
        lock (_gate)
        {
            if (_link is not { IsBehind: true } link) { return; }
            link.Flush();
            if (!link.IsBehind) { exchange.Watch(link, IsNeglected); }
        }
    }

    /// <returns>False when the connection is gone.</returns>
    internal bool Ping()
    {
        lock (_gate)
        {
            try
            {
                // What waits is a sign of life too, as soon as the server takes it.
                if (_link is { IsBehind: false } link) { Post(link, "{\"type\":6}\u001e"u8); }
                return true;
            }
            catch (Exception fault) when (fault is LoadException or ObjectDisposedException or SocketException)
            {
                return false;
            }
        }
    }

    /// <summary>The connection is gone: whoever waits hears it.</summary>
    internal void Lose()
    {
        KeyValuePair<long, TaskCompletionSource<Reply>>[] waiting;
        lock (_gate)
        {
            waiting = [.. _waiting];
            _waiting.Clear();
        }
        foreach ((long call, TaskCompletionSource<Reply> answer) in waiting) { answer.TrySetResult(new Reply("lost", [], call)); }
    }

    protected abstract void OnPush(ReadOnlySpan<byte> record);

    private bool Post(Link link, ReadOnlySpan<byte> payload)
    {
        bool wasBehind = link.IsBehind;
        bool isTaken = link.Post(payload);
        if (link.IsBehind && !wasBehind) { exchange.Watch(link, IsNeglected); }
        return isTaken;
    }

    private void OnAnswer(ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> mark = "\"invocationId\":\""u8;
        int at = record.IndexOf(mark);
        if (at < 0 || !Utf8Parser.TryParse(record[(at + mark.Length)..], out long call, out int _)) { return; }
        TaskCompletionSource<Reply>? answer;
        lock (_gate)
        {
            if (!_waiting.Remove(call, out answer)) { return; }
        }
        answer.TrySetResult(Reply.Of(record) with { Call = call });
    }
}
