using Interactions.Silo.Journal;
using Interactions.Silo.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using Orleans.Storage;

namespace Interactions.Tests.Journal;

/// <summary>One activation of a ledger grain. Several of one grain can live at once, as they do after a partition.</summary>
internal sealed class LedgerActivation
{
    private static readonly ServiceProvider Services = NewServices();

    public LedgerActivation(
        IGrainStorage storage, GrainId grain, JournalOptions? options = null, TimeProvider? time = null, ServiceProvider? services = null)
    {
        services ??= Services;
        var factory = new JournalFactory(
            storage,
            services,
            Options.Create(options ?? new JournalOptions()),
            // By a clock that stands still, a storage may take as long as the machine needs: only a test that moves the clock ends a journal's patience.
            time ?? new FakeTimeProvider(),
            services.GetRequiredService<SiloTelemetry>(),
            NullLogger<JournalFactory>.Instance);
        Journal = factory.Open(grain, Ledger);
    }

    public Ledger Ledger { get; } = new();

    public Journal<LedgerEntry, LedgerResult, LedgerSnapshot> Journal { get; }

    /// <summary>What a journal takes from its silo. A test that reads meters has its own, so that it counts nobody else's.</summary>
    public static ServiceProvider NewServices() =>
        new ServiceCollection().AddSerializer().AddMetrics().AddSingleton<SiloTelemetry>().BuildServiceProvider();

    public static async Task<LedgerActivation> Recovered(
        IGrainStorage storage, GrainId grain, JournalOptions? options = null, TimeProvider? time = null, ServiceProvider? services = null)
    {
        var activation = new LedgerActivation(storage, grain, options, time, services);
        await activation.Journal.Recover();
        return activation;
    }

    public Task<LedgerResult> Append(params string[] values) => Journal.Append(new LedgerEntry(values));
}
