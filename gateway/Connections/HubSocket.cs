using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Interactions.Gateway.Connections;

/// <summary>
/// One WebSocket as SignalR sees a connection. It stands in for ASP.NET's own transport, which carries each message through two more pipes and two more
/// hops of the thread pool, and lets nobody write a frame that is shared with others.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to dispose of, and a tick may come after the end.")]
internal sealed class HubSocket : ConnectionContext, IDuplexPipe, IConnectionUserFeature, IHttpContextFeature, ITransferFormatFeature,
    IConnectionLifetimeNotificationFeature
{
    private readonly HttpContext _http;
    private readonly HubPatience _patience;
    private readonly FrameInput _input;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenRegistration _stopping;

    public HubSocket(HttpContext http, FrameSender sender, Stream stream, HubPatience patience, CancellationToken stopping)
    {
        (_http, _patience, Sender, User) = (http, patience, sender, http.User);
        _input = new FrameInput(stream, sender, patience.Clock);
        Output = new FrameOutput(sender, this);
        Transport = this;
        ConnectionClosed = http.RequestAborted;
        _stopping = stopping.UnsafeRegister(static socket => ((HubSocket)socket!).RequestClose(), this);
        AddFeatures();
    }

    public override string ConnectionId { get; set; } = ConnectionIds.Next();

    public override IFeatureCollection Features { get; } = new FeatureCollection(12);

    public override IDictionary<object, object?> Items { get => field ??= new ConnectionItems(); set; }

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    /// <summary>Writes frames that are shared with other connections.</summary>
    public FrameSender Sender { get; }

    public PipeReader Input => _input;

    public PipeWriter Output { get; }

    public ClaimsPrincipal? User { get; set; }

    public HttpContext? HttpContext { get => _http; set => throw new NotSupportedException("The request of a connection does not change."); }

    public TransferFormat SupportedFormats => TransferFormat.Text | TransferFormat.Binary;

    public TransferFormat ActiveFormat { get; set; } = TransferFormat.Text;

    public CancellationToken ConnectionClosedRequested { get => _closing.Token; set => throw new NotSupportedException(); }

    /// <summary>Asks SignalR to end it in good order.</summary>
    public void RequestClose() => _closing.Cancel();

    public override void Abort(ConnectionAbortedException abortReason) => _http.Abort();

    /// <summary>Says goodbye, and waits a little for the client's: a socket that is closed before may take with it what was sent last.</summary>
    public async Task SayGoodbye()
    {
        if (!_input.IsOver && !_http.RequestAborted.IsCancellationRequested)
        {
            using CancellationTokenSource patience = new(HubPatience.ForGoodbye, _patience.Clock);
            _ = Sender.Send(FrameHeader.Frame(Opcode.Close, CloseStatus.Normal));
            await _input.Finish(patience.Token);
        }
        Sender.Close();
        _stopping.Unregister();
    }

    private void AddFeatures()
    {
        Features.Set<IConnectionUserFeature>(this);
        Features.Set<IHttpContextFeature>(this);
        Features.Set<ITransferFormatFeature>(this);
        Features.Set<IConnectionLifetimeNotificationFeature>(this);
        Features.Set(Sender);
        // Kestrel ticks once a second for each connection; SignalR hangs its pings on that.
        IConnectionHeartbeatFeature? heartbeat = _http.Features.Get<IConnectionHeartbeatFeature>();
        Features.Set(heartbeat);
        heartbeat?.OnHeartbeat(static socket => ((HubSocket)socket).CloseIfSilent(), this);
    }

    /// <summary>SignalR's own patience begins with a client's first ping, so a client that never sends one would stay for ever.</summary>
    private void CloseIfSilent()
    {
        if (_input.IsOver || _http.RequestAborted.IsCancellationRequested || !_patience.IsOver(_input.HeardAt)) { return; }
        _patience.CountSilent();
        _http.Abort();
    }
}
