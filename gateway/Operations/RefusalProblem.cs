using System.Globalization;
using Interactions.Gateway.Access;
using Interactions.Refusals;

namespace Interactions.Gateway.Operations;

/// <summary>How REST says a refusal: the status of the closed list, problem details with its number and name, and <c>Retry-After</c>.</summary>
internal static class RefusalProblem
{
    public static IResult Of(RefusalCode code, int retryAfterMs = 0, string? field = null, string? detail = null) =>
        new Result(Refusal.Of(code, retryAfterMs, field), Refusal.HttpStatusOf(code), detail);

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
