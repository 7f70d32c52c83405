using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Interactions.Gateway.Connections;

/// <summary>
/// One WebSocket as SignalR sees a connection. It stands in for ASP.NET's own transport, which carries each message through two more pipes and two more
/// hops of the thread pool, and lets nobody write a frame that is shared with others.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to dispose of, and a tick may come after the end.")]
internal sealed class HubSocket : ConnectionContext, IDuplexPipe, IConnectionUserFeature, ITransferFormatFeature, IConnectionLifetimeNotificationFeature
{
    /// <summary>Hubs know the visitor. The request's principal with its token is kilobytes that nobody would ask for.</summary>
    private static readonly ClaimsPrincipal Nobody = new();

    private readonly object _carrier;
    private readonly HubPatience _patience;
    private readonly FrameInput _input;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenRegistration _stopping;
    private volatile bool _isGreeted;

    /// <param name="features">What the request said; the connection adds what it is itself.</param>
    public HubSocket(HubLine line, HubFeatures features, HubPatience patience, CancellationToken stopping)
    {
        (_carrier, _patience) = (line.Carrier, patience);
        Sender = new FrameSender(line.Stream, line.Socket);
        _input = new FrameInput(line.Input, Sender, patience.Clock);
        Output = new FrameOutput(Sender, this);
        Transport = this;
        ConnectionClosed = line.Closed;
        _stopping = stopping.UnsafeRegister(static socket => ((HubSocket)socket!).RequestClose(), this);
        Features = features;
        features.Connection = this;
        features.Set(line.Heartbeat);
        line.Heartbeat?.OnHeartbeat(static socket => ((HubSocket)socket).CloseIfSilent(), this);
    }

    public override string ConnectionId { get; set; } = ConnectionIds.Next();

    public override IFeatureCollection Features { get; }

    public override IDictionary<object, object?> Items { get => field ??= new ConnectionItems(); set; }

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    /// <summary>Writes frames that are shared with other connections.</summary>
    public FrameSender Sender { get; }

    public PipeReader Input => _input;

    public PipeWriter Output { get; }

    public ClaimsPrincipal? User { get; set; } = Nobody;

    public TransferFormat SupportedFormats => TransferFormat.Text | TransferFormat.Binary;

    public TransferFormat ActiveFormat { get; set; } = TransferFormat.Text;

    public CancellationToken ConnectionClosedRequested { get => _closing.Token; set => throw new NotSupportedException(); }

    /// <summary>Whether the hub knows the connection, so that it can be told something. Before that no method can be called either.</summary>
    public bool IsGreeted => _isGreeted;

    public void Greet() => _isGreeted = true;

    /// <summary>Asks SignalR to end it in good order.</summary>
    public void RequestClose() => _closing.Cancel();

    public override void Abort(ConnectionAbortedException abortReason) => HubLine.Abort(_carrier);

    /// <summary>Says goodbye, and waits a little for the client's: a socket that is closed before may take with it what was sent last.</summary>
    public async Task SayGoodbye()
    {
        if (!_input.IsOver && !ConnectionClosed.IsCancellationRequested)
        {
            using CancellationTokenSource patience = new(HubPatience.ForGoodbye, _patience.Clock);
            _ = Sender.Send(FrameHeader.Frame(Opcode.Close, CloseStatus.Normal));
            await _input.Finish(patience.Token);
        }
        Sender.Close();
        _stopping.Unregister();
    }

    /// <summary>SignalR's own patience begins with a client's first ping, so a client that never sends one would stay for ever.</summary>
    private void CloseIfSilent()
    {
        if (_input.IsOver || ConnectionClosed.IsCancellationRequested || !_patience.IsOver(_input.HeardAt)) { return; }
        _patience.CountSilent();
        HubLine.Abort(_carrier);
    }
}
