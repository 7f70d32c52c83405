using Interactions.Gateway.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
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
        services.AddOpenApi("v1", document => document.AddDocumentTransformer(LeaveOutNulls));
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

    /// <summary>What does not apply is absent and never null; the framework knows that of no property.</summary>
    private static Task LeaveOutNulls(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        foreach (OpenApiSchema schema in document.Components?.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            schema.Enum = schema.Enum?.Where(value => value is not null && !JsonNullSentinel.IsJsonNullSentinel(value)).ToList();
            foreach ((string name, IOpenApiSchema property) in schema.Properties?.ToArray() ?? [])
            {
                if (WithoutNull(property) is not { } real) { continue; }
                schema.Properties![name] = real;
                schema.Required?.Remove(name);
            }
        }
        return Task.CompletedTask;
    }

    /// <returns>Null when it may not be null anyway.</returns>
    private static IOpenApiSchema? WithoutNull(IOpenApiSchema property)
    {
        if (property.OneOf is [{ Type: JsonSchemaType.Null }, var real]) { return real; }
        if (property is not OpenApiSchema { Type: { } type } own || !type.HasFlag(JsonSchemaType.Null)) { return null; }
        own.Type = type & ~JsonSchemaType.Null;
        return own;
    }
}
