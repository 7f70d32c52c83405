using Interactions.Refusals;
using Microsoft.AspNetCore.Diagnostics;

namespace Interactions.Gateway.Operations;

/// <summary>
/// What a call to a grain can end in that passes by itself: it moves, recovers, or its storage is away. The outcome is unknown, repeating is harmless,
/// and clients hear <c>busy</c>.
/// </summary>
internal static class GrainFault
{
    public static bool IsPassing(Exception fault) => fault is BusyException or TimeoutException or OrleansException;

    /// <summary>With jitter, so that those who were refused together do not come back together.</summary>
    public static int RetryAfterMs() => 500 + Random.Shared.Next(1_000);
}

/// <summary>Says it in REST.</summary>
internal sealed class GrainFaultProblem : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!GrainFault.IsPassing(exception)) { return false; }
        await RefusalProblem.Of(RefusalCode.Busy, GrainFault.RetryAfterMs()).ExecuteAsync(httpContext);
        return true;
    }
}
