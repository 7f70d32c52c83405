using System.Net;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Interactions.Gateway.Operations;

/// <summary>Figures for Prometheus at <c>/metrics</c>, and for a collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";

    private static readonly string[] Meters =
    [
        GatewayTelemetry.MeterName,
        GatewayTelemetry.TransportMeterName,
        "Microsoft.Orleans",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Hosting",
        "System.Runtime",
    ];

    public static void AddMetrics(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<MetricsOptions>(MetricsOptions.Section);
        builder.Services.AddSingleton<GatewayTelemetry>();
        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddPrometheusExporter());
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.WithMetrics(metrics => metrics.AddOtlpExporter());
        }
    }

    public static void UseMetrics(this WebApplication app)
    {
        bool isPublic = app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Public;
        app.UseOpenTelemetryPrometheusScrapingEndpoint(http => http.Request.Path == Path && MayRead(http, isPublic));
    }

    /// <summary>A connection without an address (a Unix socket, a test server) is local.</summary>
    internal static bool MayRead(HttpContext http, bool isPublic) =>
        isPublic || http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address);
}
