using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Interactions.Gateway.Operations;

/// <summary>Where this gateway listens, known once it has started.</summary>
internal sealed class Listening(IServer server, IHostApplicationLifetime lifetime)
{
    /// <summary>An address that this machine can open, such as <c>http://localhost:5080</c>.</summary>
    public async Task<string> Address(CancellationToken cancellation)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
        string address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        // A wildcard is where it listens, not where to find it.
        return address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
    }
}
