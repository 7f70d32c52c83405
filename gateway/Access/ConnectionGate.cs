using System.Collections.Concurrent;
using System.Globalization;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Operations;
using Interactions.Users;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Access;

/// <summary>
/// Counts hub connections in all, per address and per user, and turns away the newest above a cap. A key without connections is forgotten.
/// </summary>
internal sealed class ConnectionGate(IOptions<LimitsOptions> options, GatewayTelemetry telemetry)
{
    private readonly LimitsOptions _limits = options.Value;
    private readonly ConcurrentDictionary<AddressPrefix, int> _byAddress = new();
    private readonly ConcurrentDictionary<UserKey, int> _byUser = new();
    private readonly Lock _lock = new();
    private int _connected;
    private TaskCompletionSource? _empty;

    public int Connected => Volatile.Read(ref _connected);

    /// <summary>A seat that must be disposed of when the connection is gone; null when a cap is reached.</summary>
    public IDisposable? Enter(AddressPrefix address, UserKey user)
    {
        ConnectionCap? reached =
            Interlocked.Increment(ref _connected) > Cap(_limits.Connections) ? ConnectionCap.Process
            : Add(_byAddress, address, 1) > Cap(_limits.ConnectionsPerAddress) ? ConnectionCap.Address
            : user != UserKey.None && Add(_byUser, user, 1) > Cap(_limits.ConnectionsPerUser) ? ConnectionCap.User
            : null;
        if (reached is not { } cap) { return new Seat(this, address, user); }
        telemetry.ConnectionRefused(cap);
        if (cap == ConnectionCap.User) { Add(_byUser, user, -1); }
        if (cap != ConnectionCap.Process) { Add(_byAddress, address, -1); }
        CountOut();
        return null;
    }

    /// <summary>Completes when nobody is connected.</summary>
    public Task WhenEmpty(CancellationToken cancel)
    {
        lock (_lock)
        {
            if (Connected == 0) { return Task.CompletedTask; }
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task.WaitAsync(cancel);
        }
    }

    private int Cap(int limit) => _limits.Enforced ? limit : int.MaxValue;

    private void CountOut()
    {
        if (Interlocked.Decrement(ref _connected) > 0) { return; }
        lock (_lock)
        {
            _empty?.TrySetResult();
            _empty = null;
        }
    }

    private static int Add<TKey>(ConcurrentDictionary<TKey, int> counts, TKey key, int change)
        where TKey : notnull
    {
        int count = counts.AddOrUpdate(key, change, (_, before) => before + change);
        // Removes the key only if it is still zero: somebody may have come meanwhile.
        if (count == 0) { counts.TryRemove(new KeyValuePair<TKey, int>(key, 0)); }
        return count;
    }

    /// <summary>What is kept of each connection, for as long as it lasts.</summary>
    private sealed class Seat(ConnectionGate gate, AddressPrefix address, UserKey user) : IDisposable
    {
        public void Dispose()
        {
            if (user != UserKey.None) { Add(gate._byUser, user, -1); }
            Add(gate._byAddress, address, -1);
            gate.CountOut();
        }
    }
}

/// <summary>Which cap turned a connection away: the closed list of a metric's label.</summary>
internal enum ConnectionCap
{
    Process,
    Address,
    User,
}

internal static class ConnectionGateMiddleware
{
    /// <summary>Browsers and load balancers may come back after this many seconds.</summary>
    private const int RetryAfterSeconds = 5;

    public static IApplicationBuilder UseConnectionGate(this WebApplication app)
    {
        ConnectionGate gate = app.Services.GetRequiredService<ConnectionGate>();
        Visitors visitors = app.Services.GetRequiredService<Visitors>();
        return app.UseWhen(http => http.Request.Path.StartsWithSegments(TokenRules.HubPaths), hubs => hubs.Use(async (http, next) =>
        {
            Visitor visitor = visitors.Of(http);
            if (gate.Enter(visitor.Address, visitor.Key) is not { } seat)
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return;
            }

            try { await next(http); }
            finally { HubHandover.AtEnd(http, seat); }
        }));
    }
}
