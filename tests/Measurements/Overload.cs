using System.Diagnostics;
using Interactions.Episodes;
using Interactions.Gateway.Episodes;
using Interactions.Refusals;
using Interactions.Silo.Journal;
using Interactions.Tests.Gateway;
using Interactions.Users;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Xunit;

namespace Interactions.Tests.Measurements;

/// <summary>
/// Prints what ten times the sustainable rate does to an episode whose storage needs a quarter of a second for a write, so that the storage is short
/// and not the machine: <c>… --explicit only --filter-class '*Overload' --show-live-output on</c>.
/// </summary>
public sealed class Overload(ITestOutputHelper output)
{
    /// <summary>A batch of 500 in each write of 250 ms.</summary>
    private const int SustainablePerSecond = 2_000;

    private static readonly TimeSpan WriteTime = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Figures(int Accepted, int Refused, int WithoutRetryAfter, double P50Ms, double P99Ms, double Seconds, long MemoryMaxMb)
    {
        public double Goodput => Accepted / Seconds;
    }

    [Fact(Explicit = true)]
    public async Task Ten_times_the_sustainable_rate()
    {
        await using RunningGateway gateway = await RunningGateway.Start(
            ["--Storage:Provider=Memory", "--Logging:LogLevel:Default=Warning"],
            builder => builder.Services.AddKeyedSingleton<IGrainStorage>(
                JournalFactory.StorageName, new SlowStorage(new Silo.Storage.MemoryGrainStorage(), WriteTime)));
        TestEpisode episode = await TestEpisode.Create(gateway);
        CatalogueEntry entry = (await gateway.Services.GetRequiredService<KnownEpisodes>().Find(new EpisodeId(episode.Id)))!;
        EpisodeInbox inbox = gateway.Services.GetRequiredService<Rooms>().Of(entry).Inbox;
        await Load(inbox, SustainablePerSecond / 2, TimeSpan.FromSeconds(5));

        Figures before = await Load(inbox, SustainablePerSecond * 8 / 10, TimeSpan.FromSeconds(20));
        Say("at 80 % of the sustainable rate", before);
        Figures over = await Load(inbox, SustainablePerSecond * 10, TimeSpan.FromSeconds(20));
        Say("at ten times", over);
        await Load(inbox, SustainablePerSecond * 8 / 10, TimeSpan.FromSeconds(60));
        Figures after = await Load(inbox, SustainablePerSecond * 8 / 10, TimeSpan.FromSeconds(20));
        Say("a minute later", after);
        Assert.Equal(0, over.WithoutRetryAfter);
        Assert.Equal(0, after.Refused);
        output.WriteLine($"goodput under overload: {over.Goodput / SustainablePerSecond:P0} of the sustainable rate");
    }

    private void Say(string when, Figures figures) => output.WriteLine(
        $"{when}: {figures.Goodput:N0}/s accepted, {figures.Refused:N0} refused, {figures.WithoutRetryAfter} of them without retry-after, "
        + $"p50 {figures.P50Ms:N0} ms, p99 {figures.P99Ms:N0} ms, heap at most {figures.MemoryMaxMb:N0} MB");

    /// <summary>Posts at a rate, whatever the answers are, for a while.</summary>
    private static async Task<Figures> Load(EpisodeInbox inbox, int perSecond, TimeSpan during)
    {
        List<(Task<EpisodeOutcome> Outcome, Task<double> Took)> posts = [];
        Stopwatch watch = Stopwatch.StartNew();
        long memory = 0;
        while (watch.Elapsed < during)
        {
            for (int due = (int)(watch.Elapsed.TotalSeconds * perSecond); posts.Count < due;)
            {
                UserKey user = new((ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64());
                long began = watch.ElapsedMilliseconds;
                Task<EpisodeOutcome> outcome = inbox.Post(EpisodeOperation.Like(user, true));
                posts.Add((outcome, outcome.ContinueWith(_ => (double)(watch.ElapsedMilliseconds - began), TaskScheduler.Default)));
            }
            memory = Math.Max(memory, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(Step, TimeProvider.System, Cancel);
        }
        int acceptedDuring = posts.Count(post => post.Outcome.IsCompletedSuccessfully && post.Outcome.Result.Refusal == RefusalCode.None);
        double seconds = watch.Elapsed.TotalSeconds;
        EpisodeOutcome[] outcomes = await Task.WhenAll(posts.Select(post => post.Outcome));
        double[] took = await Task.WhenAll(posts.Select(post => post.Took));
        double[] accepted = [.. took.Where((_, i) => outcomes[i].Refusal == RefusalCode.None).Order()];
        EpisodeOutcome[] refused = [.. outcomes.Where(outcome => outcome.Refusal != RefusalCode.None)];
        return new Figures(
            acceptedDuring, refused.Length, refused.Count(outcome => outcome.RetryAfterMs is not > 0), accepted[accepted.Length / 2],
            accepted[(int)(accepted.Length * 0.99)], seconds, memory >> 20);
    }

    private sealed class SlowStorage(IGrainStorage inner, TimeSpan writeTime) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            inner.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await Task.Delay(writeTime, TimeProvider.System);
            await inner.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
