using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Interactions.Gateway.Access;
using Interactions.Refusals;

namespace Interactions.Gateway.Operations;

/// <summary>
/// The gateway's own figures. Methods say what happened; labels come from the closed lists of their parameter types and never from an id or a text.
/// </summary>
public sealed class GatewayTelemetry
{
    public const string MeterName = "Interactions";

    /// <summary>The meter of ASP.NET's own transport, which ours stands in for: dashboards that were made for SignalR read this gateway too.</summary>
    public const string TransportMeterName = "Microsoft.AspNetCore.Http.Connections";

    private static readonly KeyValuePair<string, object?> WebSockets = new("signalr.transport", "web_sockets");

    private readonly Counter<long> _operations;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _skipped;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _turnedAway;
    private readonly Counter<long> _wordLists;
    private readonly UpDownCounter<long> _connected;
    private readonly UpDownCounter<long> _waiting;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _lasted;
    private readonly Histogram<double> _fannedOut;

    public GatewayTelemetry(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create(MeterName);
        _operations = meter.CreateCounter<long>("interactions.operations", "{operation}", "Operations answered, by kind and refusal.");
        _frames = meter.CreateCounter<long>("interactions.pulse.frames", "{frame}", "Frames with pulses written to connections.");
        _fannedOut = meter.CreateHistogram("interactions.fanout.duration", "s", "From a pulse's arrival until it was written to all of its room's connections.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] });
        _dropped = meter.CreateCounter<long>("interactions.pulse.dropped", "{pulse}", "Pulses that a room could not carry in time.");
        _repeated = meter.CreateCounter<long>("interactions.calls.repeated", "{call}", "Calls to grains made again because their outcome was unknown.");
        _skipped = meter.CreateCounter<long>("interactions.pulse.skipped", "{frame}", "Frames that were left out, by reason.");
        _shed = meter.CreateCounter<long>("interactions.connections.shed", "{connection}", "Connections that the gateway closed, by reason.");
        _turnedAway = meter.CreateCounter<long>("interactions.connections.refused", "{connection}", "Connections that were not let in, by cap.");
        _wordLists = meter.CreateCounter<long>("interactions.words.reloads", "{reload}", "Changed word lists that were read, by outcome.");
        _connected = meter.CreateUpDownCounter<long>("interactions.connections.open", "{connection}", "Hub connections.");
        _waiting = meter.CreateUpDownCounter<long>("interactions.inbox.waiting", "{operation}", "Operations that wait for their episode.");
        Meter transport = meters.Create(TransportMeterName);
        _active = transport.CreateUpDownCounter<long>("signalr.server.active_connections", "{connection}", "Hub connections.");
        _lasted = transport.CreateHistogram("signalr.server.connection.duration", "s", "How long hub connections lasted.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.1, 1, 10, 30, 60, 120, 300, 600, 1800, 3600] });
    }

    /// <summary>An operation was answered; <see cref="RefusalCode.None"/> when it was accepted.</summary>
    public void Answered(BudgetKind kind, RefusalCode refusal)
    {
        if (!_operations.Enabled) { return; }
        _operations.Add(1, new TagList { { "kind", NameOf(kind) }, { "refusal", Refusal.NameOf(refusal) } });
    }

    /// <summary>One push was written to <paramref name="frames"/> connections.</summary>
    public void PulseSent(long frames) => _frames.Add(frames);

    /// <summary>A pulse, or the oldest of some that were gathered, is with everybody so long after it came.</summary>
    public void FannedOut(TimeSpan after) => _fannedOut.Record(after.TotalSeconds);

    /// <summary>A pulse was dropped before it was written; viewers see the gap and ask.</summary>
    public void PulseDropped() => _dropped.Add(1);

    /// <summary>A call to a grain is made again: the outcome was unknown.</summary>
    public void CallRepeated() => _repeated.Add(1);

    public void FrameSkipped(SkipReason reason, long frames = 1) => _skipped.Add(frames, new KeyValuePair<string, object?>("reason", NameOf(reason)));

    public void ConnectionShed(ShedReason reason) => _shed.Add(1, new KeyValuePair<string, object?>("reason", NameOf(reason)));

    internal void ConnectionRefused(ConnectionCap cap) => _turnedAway.Add(1, new KeyValuePair<string, object?>("cap", NameOf(cap)));

    /// <summary>The files of word lists had changed.</summary>
    public void WordListsRead(WordListOutcome outcome) => _wordLists.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(outcome)));

    /// <summary>A hub connection began.</summary>
    public void Connected()
    {
        _connected.Add(1);
        _active.Add(1, WebSockets);
    }

    /// <summary>A hub connection ended.</summary>
    public void Disconnected(TimeSpan lasted)
    {
        _connected.Add(-1);
        _active.Add(-1, WebSockets);
        _lasted.Record(lasted.TotalSeconds, WebSockets);
    }

    /// <summary>Operations entered an inbox (positive) or were answered (negative).</summary>
    public void InboxWaiting(long change) => _waiting.Add(change);

    private static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    /// <summary>Label texts are made once, not at each count.</summary>
    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}

/// <summary>Why a frame was not written to a connection.</summary>
public enum SkipReason
{
    /// <summary>It has not taken the frame before.</summary>
    Behind,

    /// <summary>It is being closed.</summary>
    Closing,
}

/// <summary>Why the gateway closed a connection.</summary>
public enum ShedReason
{
    /// <summary>It sent more messages or bytes than a connection may.</summary>
    FrameBudget,

    /// <summary>It did not take what was sent to it.</summary>
    Slow,

    /// <summary>It gave no sign of life.</summary>
    Silent,

    /// <summary>Its token expired.</summary>
    TokenExpired,

    /// <summary>Its token was revoked.</summary>
    TokenRevoked,

    /// <summary>Its token lost a role.</summary>
    RoleRemoved,

    /// <summary>Its overlay was revoked.</summary>
    OverlayRevoked,
}

/// <summary>What became of word lists that had changed.</summary>
public enum WordListOutcome
{
    /// <summary>They are in force.</summary>
    Loaded,

    /// <summary>They cannot be used; those before them stay in force.</summary>
    Refused,
}
