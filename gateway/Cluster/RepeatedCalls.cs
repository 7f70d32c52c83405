using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Cluster;

/// <summary>
/// Calls that are made again while their grain moves, recovers or its storage is away: their outcome is unknown, and repeating them is harmless.
/// </summary>
internal sealed class RepeatedCalls(IClusterLink link, IOptions<RoomsOptions> options, TimeProvider clock, GatewayTelemetry telemetry)
{
    /// <summary>The first pause before a call is repeated. It doubles, with jitter, up to a time in which nobody notices that a grain has moved.</summary>
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(320);

    /// <summary>Calls until there is an answer, at most for the patience and one call more.</summary>
    /// <param name="since">The timestamp from which the patience counts, for those who have waited already; now when null.</param>
    /// <param name="patience"><see cref="RoomsOptions.ApplyPatience"/> when null.</param>
    /// <exception cref="Exception">The last call's, when the patience has ended.</exception>
    public async Task<T> Run<T>(Func<Task<T>> call, long? since = null, TimeSpan? patience = null)
    {
        (long began, TimeSpan limit) = (since ?? clock.GetTimestamp(), patience ?? options.Value.ApplyPatience);
        for (TimeSpan pause = PauseMin; ; pause = pause < PauseMax ? pause * 2 : PauseMax)
        {
            try
            {
                return await Once(call);
            }
            catch (Exception) when (clock.GetElapsedTime(began) + pause <= limit)
            {
                telemetry.CallRepeated();
            }
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), clock);
        }
    }

    /// <summary>
    /// Orleans lets a call to a silo that has died wait for its time-out. When any silo is lost all calls are made again at once: those that were under
    /// way to another one are settled by their ids.
    /// </summary>
    private async Task<T> Once<T>(Func<Task<T>> call)
    {
        CancellationToken siloLost = link.SiloLost;
        Task<T> answer = call();
        try
        {
            return await answer.WaitAsync(siloLost);
        }
        catch (OperationCanceledException) when (siloLost.IsCancellationRequested)
        {
            answer.Ignore();
            throw new TimeoutException("A silo was lost while this call was under way; whether it was done is unknown.");
        }
    }
}
