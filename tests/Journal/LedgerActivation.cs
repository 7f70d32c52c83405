using Interactions.Silo.Journal;
using Interactions.Silo.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Storage;

namespace Interactions.Tests.Journal;

/// <summary>One activation of a ledger grain. Several of one grain can live at once, as they do after a partition.</summary>
internal sealed class LedgerActivation
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer().AddMetrics().AddSingleton<SiloTelemetry>().BuildServiceProvider();

    public LedgerActivation(IGrainStorage storage, GrainId grain, JournalOptions? options = null, TimeProvider? time = null)
    {
        var factory = new JournalFactory(
            storage,
            Services,
            Options.Create(options ?? new JournalOptions()),
            time ?? TimeProvider.System,
            Services.GetRequiredService<SiloTelemetry>(),
            NullLogger<JournalFactory>.Instance);
        Journal = factory.Open(grain, Ledger);
    }

    public Ledger Ledger { get; } = new();

    public Journal<LedgerEntry, LedgerResult, LedgerSnapshot> Journal { get; }

    public static async Task<LedgerActivation> Recovered(
        IGrainStorage storage, GrainId grain, JournalOptions? options = null, TimeProvider? time = null)
    {
        var activation = new LedgerActivation(storage, grain, options, time);
        await activation.Journal.Recover();
        return activation;
    }

    public Task<LedgerResult> Append(params string[] values) => Journal.Append(new LedgerEntry(values));
}
