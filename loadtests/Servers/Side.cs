using Interactions.LoadTests.Comments;
using Interactions.LoadTests.Likes;

namespace Interactions.LoadTests.Servers;

/// <summary>One side of a comparison: the product or the baseline, started for it alone, and loaded the same way.</summary>
internal sealed class Side : IAsyncDisposable
{
    private readonly ServerProcess _server;
    private readonly DirectoryInfo? _data;

    private Side(ServerProcess server, DirectoryInfo? data) => (_server, _data) = (server, data);

    public bool IsProduct => _data is not null;

    public int Process => _server.Id;

    public static async Task<Side> Product(string gateway)
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("interactions-load-");
        return new Side(await Server.Product(gateway, data), data);
    }

    /// <param name="gatherMs">How long comments are gathered into an array; 0 sends each by itself.</param>
    public static async Task<Side> Baseline(int gatherMs = 0) => new(await Server.Baseline(gatherMs), null);

    public Task<RoomCalls> Calls(int rate, int rooms = 1) => IsProduct
        ? RoomCalls.Product(_server.Url, rate, rooms) : Task.FromResult(RoomCalls.Baseline(_server.Url, rate, rooms));

    /// <summary>Viewers who have joined.</summary>
    /// <param name="rate">The most comments a second that will be asked of it.</param>
    public async Task<Audience> Seat(int viewers, int rate, int rooms = 1) => Seat(await Calls(rate, rooms), viewers);

    public Audience Seat(RoomCalls calls, int viewers)
    {
        Audience audience = new(calls, viewers, Process);
        audience.Open();
        return audience;
    }

    public Task<LikesRun> Likes(int connections, TimeSpan warmUp, TimeSpan duration)
    {
        LikesPlan plan = new(_server.Url, connections, warmUp, duration, Process);
        return IsProduct ? LikesRun.Product(plan) : Task.FromResult(LikesRun.Baseline(plan));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _data?.Delete(recursive: true);
    }
}
