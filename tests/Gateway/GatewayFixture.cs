using Interactions.Tests.Gateway;
using Xunit;

[assembly: AssemblyFixture(typeof(GatewayFixture))]

namespace Interactions.Tests.Gateway;

/// <summary>
/// One gateway for all tests that need nothing special of it: take it as a constructor parameter and use your own ids. It starts with the first test
/// that asks. Tests that stop it or set options start their own <see cref="RunningGateway"/>.
/// </summary>
public sealed class GatewayFixture : IAsyncDisposable
{
    private readonly Lazy<Task<RunningGateway>> _gateway = new(() => RunningGateway.Start());

    public Task<RunningGateway> Gateway => _gateway.Value;

    public async ValueTask DisposeAsync()
    {
        if (_gateway.IsValueCreated) { await (await _gateway.Value).DisposeAsync(); }
    }
}
