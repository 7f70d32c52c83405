using System.Collections.Concurrent;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Silo.Episodes;
using Interactions.Silo.Journal;
using Interactions.Silo.Storage;
using Interactions.Silo.Users;
using Interactions.Tests.Journal;
using Interactions.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;
using Xunit;

namespace Interactions.Tests.Episodes;

/// <summary>
/// A silo with the real grains, a clock that moves only when a test moves it, and a storage that fails when a test says so. Its tests run one after
/// the other, because they share the clock.
/// </summary>
public sealed class TestSilo : IAsyncLifetime
{
    /// <summary>Time for what ends by itself: a silo that stalls lets the clock run ahead of it, so time must not end before the work does.</summary>
    public static readonly TimeSpan Unlimited = TimeSpan.FromDays(1);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly InProcessTestCluster _cluster;
    private readonly ConcurrentDictionary<string, bool> _edges = new();
    private readonly ConcurrentDictionary<GrainId, Countdown> _begun = new();

    public TestSilo()
    {
        InProcessTestClusterBuilder builder = new(1);
        // A slow machine may take its time: what a test waits for is the answer, and a hanging run is ended by ./test.
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = Patience));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Patience);
            silo.AddJournal(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Provider", "Memory")]).Build());
            silo.Services.AddGrainStorage(JournalFactory.StorageName, (_, _) => Storage);
            silo.Services.AddOptions<EpisodeOptions>();
            silo.Services.AddSingleton(Hot);
            silo.Services.AddSingleton<TellerWaker>();
            silo.Services.AddSingleton<IValidateOptions<EpisodeOptions>, EpisodeOptionsValidator>();
            silo.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.AddIncomingGrainCallFilter(call =>
            {
                // A grain's timers call the grain itself: neither an edge nor a call that a test waits for.
                if (call.SourceId == call.TargetId) { return call.Invoke(); }
                _edges.TryAdd($"{call.SourceId?.Type} -> {call.TargetId.Type}", true);
                Task work = call.Invoke();
                _begun.GetValueOrDefault(call.TargetId)?.Signal();
                return work;
            });
        });
        _cluster = builder.Build();
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(EpisodeStory.StartMs));

    /// <summary>Which kinds of grains called which.</summary>
    public ICollection<string> Edges => _edges.Keys;

    /// <summary>What the episodes say of themselves; nobody audits them unless a test does.</summary>
    internal HotEpisodes Hot { get; } = new();

    /// <summary>Does nothing until a test starts it.</summary>
    internal TellerWaker Waker => _cluster.GetSiloServiceProvider().GetRequiredService<TellerWaker>();

    internal FaultyStorage Storage { get; } = new(new MemoryGrainStorage());

    public IGrainFactory Grains => _cluster.Client;

    public IUserGrain User(UserKey user) => Grains.GetGrain<IUserGrain>(user.ToString());

    public ICreatorGrain Creator(string id) => Grains.GetGrain<ICreatorGrain>(id);

    /// <summary>An episode for one test alone, and a creator as well unless it names one.</summary>
    public async Task<IEpisodeGrain> NewEpisode(string? creator = null)
    {
        IEpisodeGrain episode = Grains.GetGrain<IEpisodeGrain>(Guid.NewGuid().ToString("N"));
        EpisodeSettings settings = EpisodeStory.Settings with { CreatorId = creator ?? Guid.NewGuid().ToString("N") };
        await episode.Apply(new EpisodeBatch([EpisodeOperation.Create(EpisodeStory.Creator, settings)]));
        return episode;
    }

    /// <summary>Completes when so many calls from now have reached the grain, and each of them is done or waits for something.</summary>
    public Task Begun(IAddressable grain, int calls) => (_begun[grain.GetGrainId()] = new Countdown(calls)).Done;

    /// <summary>Ends the activation; the next call makes a new one, which recovers.</summary>
    public Task Deactivate(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>Lets time pass until the work is done, because it waits for time as much as for threads.</summary>
    /// <param name="work">What waits.</param>
    /// <param name="atMost">Time that passes at most.</param>
    /// <param name="keepUp">Done after each step: a call to the grain that is waited for, so that time does not outrun it.</param>
    public async Task Drive(Task work, TimeSpan atMost, Func<Task>? keepUp = null)
    {
        long began = TimeProvider.System.GetTimestamp();
        for (TimeSpan passed = TimeSpan.Zero; !work.IsCompleted && passed < atMost; passed += TimeSpan.FromMilliseconds(100))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience) { break; }
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            if (keepUp is not null) { await keepUp(); }
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }
        await work.WaitAsync(Patience, TimeProvider.System);
    }

    /// <summary>
    /// Lets at most so much time pass until something is so. Time passes after each answer, so an answer of the grain whose timers are waited for keeps
    /// time from outrunning it.
    /// </summary>
    public async Task Within(TimeSpan atMost, Func<Task<bool>> isSo)
    {
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        DateTimeOffset end = Clock.GetUtcNow() + atMost;
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"It is not so after {atMost}.");
            if (Clock.GetUtcNow() < end) { Clock.Advance(TimeSpan.FromMilliseconds(250)); }
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    private sealed class Countdown(int calls)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = calls;

        public Task Done => _done.Task;

        public void Signal()
        {
            if (Interlocked.Decrement(ref _left) == 0) { _done.SetResult(); }
        }
    }

    /// <summary>Grains that wait for the storage to come back wait for time to pass.</summary>
    public async ValueTask DisposeAsync() => await Drive(_cluster.DisposeAsync().AsTask(), Unlimited);
}

[CollectionDefinition(nameof(TestSilo))]
public sealed class OneTestSilo : ICollectionFixture<TestSilo>;
