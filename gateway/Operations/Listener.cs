using Interactions.Gateway.Access;
using Interactions.Gateway.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Operations;

/// <summary>What the web server accepts before anything of ours runs.</summary>
internal sealed class Listener(IOptions<LimitsOptions> limits) : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>
{
    /// <summary>Health checks and pages must get through when the hubs are full.</summary>
    private const int ReservedConnections = 1_000;

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        // Hub connections are idle for long, and the broadcaster closes slow ones itself; the timer would cost a lock at each write.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.ConfigureEndpointDefaults(listen => listen.Use(HubHandover.Around));
        if (limits.Value.Enforced)
        {
            kestrel.Limits.MaxConcurrentConnections = limits.Value.Connections + ReservedConnections;
        }
    }

    /// <summary>
    /// What arrives is read where the thread pool noticed it, without a hop to another of its threads: a buffer goes back at once, and an idle viewer costs a
    /// quarter less memory. Unsafe it would be for code that blocks; nothing here does.
    /// </summary>
    public void Configure(SocketTransportOptions sockets) => sockets.UnsafePreferInlineScheduling = true;
}
