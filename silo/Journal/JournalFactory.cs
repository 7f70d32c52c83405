using Interactions.Silo.Operations;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Storage;

namespace Interactions.Silo.Journal;

/// <summary>Opens journals over the configured storage. One per silo.</summary>
internal sealed class JournalFactory(
    [FromKeyedServices(JournalFactory.StorageName)] IGrainStorage storage,
    IServiceProvider services,
    IOptions<JournalOptions> options,
    TimeProvider time,
    SiloTelemetry telemetry,
    ILogger<JournalFactory> logger)
{
    /// <summary>The name under which the grain storage of the journals is registered.</summary>
    public const string StorageName = "journal";

    /// <summary>The journal of grain <paramref name="id"/>, which keeps <paramref name="subject"/>. Call <c>Recover</c> before using it.</summary>
    public Journal<TEntry, TResult, TSnapshot> Open<TEntry, TResult, TSnapshot>(GrainId id, IJournaled<TEntry, TResult, TSnapshot> subject)
    {
        var records = new RecordStore(storage, id, options.Value.WriteTimeout, time);
        var tools = new JournalTools<TEntry, TSnapshot>(
            services.GetRequiredService<Serializer<TEntry>>(),
            services.GetRequiredService<Serializer<TSnapshot>>(),
            options.Value,
            time,
            telemetry,
            logger);
        return new Journal<TEntry, TResult, TSnapshot>(records, subject, tools);
    }
}
