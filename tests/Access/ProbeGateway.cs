using Interactions.Tests.Access;
using Interactions.Tests.Gateway;
using Xunit;

[assembly: AssemblyFixture(typeof(ProbeGateway))]

namespace Interactions.Tests.Access;

/// <summary>One gateway with the probe hub, for all tests of access that change nothing of it.</summary>
public sealed class ProbeGateway : IAsyncDisposable
{
    public const string FriendlyOrigin = "https://good.example";

    private readonly Lazy<Task<RunningGateway>> _gateway = new(() =>
        RunningGateway.Start([$"--Access:AllowedOrigins:0={FriendlyOrigin}"], ProbeHub.Add, ProbeHub.Map));

    public Task<RunningGateway> Gateway => _gateway.Value;

    public async ValueTask DisposeAsync()
    {
        if (_gateway.IsValueCreated) { await (await _gateway.Value).DisposeAsync(); }
    }
}
