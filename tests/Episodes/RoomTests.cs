using System.Text;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Connections;
using Interactions.Gateway.Episodes;
using Interactions.Tests.Cluster;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Interactions.Tests.Episodes;

[Collection(nameof(TestSilo))]
public sealed class RoomTests(TestSilo silo)
{
    private const int Viewers = RoomShard.ViewersMax + 10;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_room_of_several_shards_is_one_audience_and_all_of_it_hears_a_pulse()
    {
        EpisodeId id = new(Guid.NewGuid().ToString("N"));
        RoomsOptions options = TestCalls.Patient;
        Room room = new(
            id, silo.Grains, () => new RoomDisplay(new DisplayOptions { CommentsPerSecondMax = 0 }, "creator", 1, TimeProvider.System), options,
            TestCalls.Of(options), TimeProvider.System, TestCalls.Telemetry, NullLogger.Instance);
        Screen[] screens = [.. Enumerable.Range(0, Viewers).Select(number => new Screen($"viewer-{number}"))];
        foreach (Screen screen in screens.Concat(screens)) { room.Enter(screen.Connection); }
        Assert.Equal((Viewers, (Viewers, 0)), (room.Count, room.Audience));

        await room.OnPulse(new EpisodePulse(
            id.Value, "epoch", 0, 1, [new Comment(1, "c1", "ann", "Ann", 0, "hi", 0)], [], null));
        string[] heard = await Task.WhenAll(screens.Select(screen => screen.Heard)).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.All(heard, frame => Assert.Contains("\"c1\"", frame, StringComparison.Ordinal));

        foreach (Screen screen in screens) { room.Leave(screen.Connection); }
        Assert.Equal((0, (0, 0)), (room.Count, room.Audience));
        room.Close(silo.Grains);
    }

    /// <summary>A viewer, and what comes to it.</summary>
    private sealed class Screen : MemoryStream
    {
        private static readonly ForgivingJsonHubProtocol Json = new(Options.Create(new JsonHubProtocolOptions()));
        private readonly TaskCompletionSource<string> _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Screen(string name)
        {
            DefaultConnectionContext connection = new(name);
            connection.Features.Set(new FrameSender(this, socket: null));
            Connection = new HubConnectionContext(connection, new HubConnectionContextOptions(), NullLoggerFactory.Instance) { Protocol = Json };
        }

        public HubConnectionContext Connection { get; }

        /// <summary>The first frame that comes to it.</summary>
        public Task<string> Heard => _heard.Task;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _heard.TrySetResult(Encoding.UTF8.GetString(buffer.Span));
            return default;
        }
    }
}
