using Interactions.Gateway.Operations;

namespace Interactions.Gateway.Connections;

/// <summary>How long the connections of a hub are waited for.</summary>
/// <param name="SilenceMax">Longest time without a sign of life of a client; they are told to ping twice as often.</param>
internal sealed record HubPatience(TimeProvider Clock, TimeSpan SilenceMax, GatewayTelemetry Telemetry)
{
    /// <summary>How long a client may take to answer a goodbye.</summary>
    public static readonly TimeSpan ForGoodbye = TimeSpan.FromSeconds(5);

    /// <param name="heardAt">A timestamp of the clock.</param>
    public bool IsOver(long heardAt) => Clock.GetElapsedTime(heardAt) > SilenceMax;

    public void CountSilent() => Telemetry.ConnectionShed(ShedReason.Silent);
}
