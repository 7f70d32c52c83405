using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Tests.Gateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Access;

/// <summary>A gateway whose sessions have a clock that only tests move: a token expires when a test says so, and no notice is too late.</summary>
public sealed class SessionGateway : IAsyncLifetime
{
    private RunningGateway? _gateway;

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public RunningGateway Gateway => _gateway!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.Start([], builder => builder.Services.AddSingleton(services =>
        new Sessions(services.GetRequiredService<Revocations>(), services.GetRequiredService<GatewayTelemetry>(), Clock)));

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) { await _gateway.DisposeAsync(); }
    }
}
