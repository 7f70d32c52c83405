using System.Diagnostics;
using System.Globalization;
using Interactions.Episodes;
using Interactions.Refusals;
using Interactions.Silo.Operations;
using Interactions.Users;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Interactions.Tests.Measurements;

/// <summary>
/// Prints how many durable likes one episode's grain takes, in a real silo with SQLite: journal, projections and reports included. Run on one core:
/// <c>taskset -c 0 … --explicit only --filter-class '*EpisodeSpeed' --show-live-output on</c>; <c>EPISODE_SPEED_SECONDS</c> says how long.
/// </summary>
public sealed class EpisodeSpeed(ITestOutputHelper output) : IDisposable
{
    /// <summary>Gateways whose batches are under way at the same time.</summary>
    private const int Gateways = 4;

    private const int Users = 4_000;

    /// <summary>As long as the servers of the other measurements get: on one core the runtime takes more than five seconds to compile hot code well.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("episode-speed-");
    private long _likes;
    private long _busy;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Explicit = true)]
    public async Task One_episode_takes_batches_of_durable_likes()
    {
        TimeSpan measured = TimeSpan.FromSeconds(double.Parse(
            Environment.GetEnvironmentVariable("EPISODE_SPEED_SECONDS") ?? "10", CultureInfo.InvariantCulture));
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Storage:Path", _folder.FullName)]);
        builder.UseOrleans(silo => silo.AddInteractionsSilo(builder.Configuration));
        using IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        IEpisodeGrain episode = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IEpisodeGrain>("measured");
        await episode.Apply(new EpisodeBatch([EpisodeOperation.Create(User(-1), new EpisodeSettings("Measured", "creator-1", null, 180_000))]));

        await LikeFor(episode, WarmUp);
        (long before, long busy) = (_likes, _busy);
        (Stopwatch watch, TimeSpan cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await LikeFor(episode, measured);
        (double seconds, double used) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        output.WriteLine($"{(_likes - before) / seconds:N0} durable likes/s, batches of {EpisodeBatch.OperationsMax} from {Gateways} callers");
        output.WriteLine($"{used * 1e6 / (_likes - before):N2} us of CPU a like; {_busy - busy:N0} batches were refused as busy and repeated");
        // Everybody's last wish was to like, or everybody's was to take it back.
        Tally tally = await episode.GetTally();
        Assert.True(tally.Likes % (Users / Gateways) == 0, $"{tally.Likes} likes");
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private Task LikeFor(IEpisodeGrain episode, TimeSpan duration)
    {
        long began = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, Gateways).Select(gateway => Task.Run(async () =>
        {
            EpisodeBatch[] batches = [.. Enumerable.Range(0, 2 * Users / Gateways / EpisodeBatch.OperationsMax).Select(n => Batch(gateway, n))];
            for (int i = 0; Stopwatch.GetElapsedTime(began) < duration || i % batches.Length != 0; i++)
            {
                await Apply(episode, batches[i % batches.Length]);
            }
        })));
    }

    private async Task Apply(IEpisodeGrain episode, EpisodeBatch batch)
    {
        while (true)
        {
            try
            {
                await episode.Apply(batch);
                Interlocked.Add(ref _likes, batch.Operations.Length);
                return;
            }
            catch (BusyException)
            {
                Interlocked.Increment(ref _busy);
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    /// <summary>First all users of a gateway like, batch by batch, and then all of them take it back.</summary>
    private static EpisodeBatch Batch(int gateway, int number)
    {
        int users = Users / Gateways, first = number * EpisodeBatch.OperationsMax;
        return new EpisodeBatch([.. Enumerable.Range(first, EpisodeBatch.OperationsMax)
            .Select(n => EpisodeOperation.Like(User((gateway * users) + (n % users)), on: n < users))]);
    }

    /// <summary>Spread like the keyed hashes that real keys are.</summary>
    private static UserKey User(int number) => new((ulong)(number + 2) * 0x9E3779B97F4A7C15, (ulong)(number + 2) * 0xC2B2AE3D27D4EB4F);
}
