using Interactions.Tests.Gateway;
using Xunit;

[assembly: AssemblyFixture(typeof(UnlimitedGateway))]

namespace Interactions.Tests.Gateway;

/// <summary>One gateway without budgets, for tests that do a lot at once.</summary>
public sealed class UnlimitedGateway : IAsyncDisposable
{
    private readonly Lazy<Task<RunningGateway>> _gateway = new(() =>
        RunningGateway.Start("--Limits:Enforced=false", "--Display:CommentsPerSecondMax=0"));

    public Task<RunningGateway> Gateway => _gateway.Value;

    public async ValueTask DisposeAsync()
    {
        if (_gateway.IsValueCreated) { await (await _gateway.Value).DisposeAsync(); }
    }
}
