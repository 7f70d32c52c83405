using Interactions.Gateway.Access;
using Scalar.AspNetCore;

namespace Interactions.Gateway.Operations;

/// <summary>
/// How REST speaks: strict JSON, problem details for every failure, a document of itself at <c>/openapi/v1.json</c> and <c>/scalar</c>.
/// </summary>
internal static class ApiDocuments
{
    public static void AddApiDocuments(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http => JsonRules.Apply(http.SerializerOptions));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = RefusalProblem.Complete);
        services.AddExceptionHandler<GrainFaultProblem>();
        services.AddOpenApi("v1");
        // Development would answer a malformed request with a stack trace.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
    }

    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    public static void MapApiDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        routes.MapScalarApiReference("/scalar", reference => reference.WithTitle("Interactions").AddDocument("v1"));
    }
}
