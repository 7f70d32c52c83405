using System.Globalization;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Microsoft.AspNetCore.Mvc;

namespace Interactions.Gateway.Operations;

/// <summary>How REST says a refusal: the status of the closed list, problem details with its number and name, and <c>Retry-After</c>.</summary>
internal static class RefusalProblem
{
    public static IResult Of(RefusalCode code, int retryAfterMs = 0, string? field = null, string? detail = null) =>
        new Result(Refusal.Of(code, retryAfterMs, field), Refusal.HttpStatusOf(code), detail);

    /// <summary>Gives what the framework answers by itself, such as 401, the number and name of the closed list too.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        ProblemDetails problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey("code") || CodeOf(problem.Status) is not { } code) { return; }
        int waitSeconds = int.TryParse(context.HttpContext.Response.Headers.RetryAfter, CultureInfo.InvariantCulture, out int given) ? given : 1;
        Refusal refusal = Refusal.Of(code, waitSeconds * 1000);
        problem.Title = refusal.Name;
        problem.Detail ??= refusal.Message;
        problem.Extensions["code"] = refusal.Code;
        problem.Extensions["name"] = refusal.Name;
        if (refusal.RetryAfterMs is { } waitMs) { problem.Extensions["retryAfterMs"] = waitMs; }
    }

    /// <summary>The refusal that a bare status means; 409 means two, and is never bare.</summary>
    private static RefusalCode? CodeOf(int? status) => status switch
    {
        StatusCodes.Status400BadRequest => RefusalCode.Invalid,
        StatusCodes.Status401Unauthorized => RefusalCode.Unauthenticated,
        StatusCodes.Status403Forbidden => RefusalCode.Forbidden,
        StatusCodes.Status404NotFound => RefusalCode.NotFound,
        StatusCodes.Status413PayloadTooLarge => RefusalCode.TooLarge,
        StatusCodes.Status429TooManyRequests => RefusalCode.TooFast,
        StatusCodes.Status503ServiceUnavailable => RefusalCode.Busy,
        _ => null,
    };

    /// <summary>Takes each call of an endpoint from a budget, before anything else is done.</summary>
    public static TBuilder WithBudget<TBuilder>(this TBuilder endpoint, BudgetKind kind)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(async (context, next) =>
    {
        IServiceProvider services = context.HttpContext.RequestServices;
        Visitor visitor = services.GetRequiredService<Visitors>().Of(context.HttpContext);
        bool taken = services.GetRequiredService<Budgets>().TryTake(visitor, kind, out TimeSpan wait);
        return taken ? await next(context) : Of(RefusalCode.TooFast, (int)Math.Ceiling(wait.TotalMilliseconds));
    });

    private sealed class Result(Refusal refusal, int status, string? detail) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            Dictionary<string, object?> more = new() { ["code"] = refusal.Code, ["name"] = refusal.Name };
            if (refusal.Field is { } field) { more["field"] = field; }
            if (refusal.RetryAfterMs is { } waitMs)
            {
                more["retryAfterMs"] = waitMs;
                httpContext.Response.Headers.RetryAfter = ((waitMs + 999) / 1000).ToString(CultureInfo.InvariantCulture);
            }
            return Results.Problem(detail ?? refusal.Message, statusCode: status, title: refusal.Name, extensions: more).ExecuteAsync(httpContext);
        }
    }
}
