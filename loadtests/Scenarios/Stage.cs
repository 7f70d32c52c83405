using System.Collections.Concurrent;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Scenarios;

/// <summary>All that a scenario works with.</summary>
internal sealed class Stage(Uri target, ScenarioProfile profile, Exchange exchange, Statistics statistics, Action<string> say) : IAsyncDisposable
{
    /// <summary>A hub that is silent for so long does not answer any more.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);

    /// <summary>Small, as on a phone that is away: what is not read soon stays on the server.</summary>
    private const int SlowReceiveBuffer = 4 * 1024;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two questions to the gateway.</summary>
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(500);

    public Uri Target => target;

    public ScenarioProfile Profile => profile;

    public Exchange Exchange => exchange;

    public Statistics Statistics => statistics;

    public Rest Rest { get; } = new(target);

    /// <summary>Distinguishes the users and comments of this run from those of others.</summary>
    public string Run { get; } = Guid.CreateVersion7().ToString("N")[^12..];

    public List<Room> Rooms { get; } = [];

    public List<Viewer> Viewers { get; } = [];

    /// <summary>So far: oracles that nobody waits for any more may still add to them.</summary>
    public ConcurrentQueue<Finding> Findings { get; } = [];

    /// <summary>The file of the command line, for scenarios that read one.</summary>
    public FileInfo? File { get; init; }

    /// <summary>How long to wait for what follows later.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>When it comes, nobody takes a seat any more.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Comments that screens were told were left out.</summary>
    public long Omitted
    {
        get { lock (Viewers) { return Viewers.Sum(viewer => viewer.Omitted); } }
    }

    public void Say(string line) => say(line);

    public void Found(string promise, bool? holds, string detail) => Findings.Enqueue(new Finding(promise, holds, detail));

    /// <summary>A new episode.</summary>
    public async Task<Room> OpenRoom()
    {
        Stop.ThrowIfCancellationRequested();
        Room room = new(await Rest.CreateEpisode());
        Rooms.Add(room);
        return room;
    }

    /// <summary>Viewers who have joined: connected a few at a time, before the load begins.</summary>
    /// <param name="named">With a user and a token each; else anonymous.</param>
    public async Task<Viewer[]> Seat(IReadOnlyList<Room> rooms, int count, bool named, bool slow = false)
    {
        if (count == 0) { return []; }
        string kind = named ? "u" : slow ? "s" : "a";
        string users = $"{Run}-{Viewers.Count}{kind}";
        string?[] tokens = named ? await Rest.Tokens(users, count, Stop) : new string?[count];
        Viewer[] viewers = new Viewer[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Stop }, async (i, _) =>
        {
            viewers[i] = new Viewer(exchange, rooms[i % rooms.Count], $"{users}-{i}", tokens[i], statistics);
            await MustSit(viewers[i], slow);
        });
        lock (Viewers) { Viewers.AddRange(viewers); }
        return viewers;
    }

    /// <summary>Waits for something that is promised to happen soon.</summary>
    /// <returns>Whether it did.</returns>
    public Task<bool> Until(Func<bool> happened) => Until(() => Task.FromResult(happened()), LookInterval, Patience);

    /// <summary>The same of something that the gateway has to be asked for.</summary>
    public Task<bool> UntilTold(Func<Task<bool>> happened) => Until(happened, AskInterval, Patience);

    /// <summary>Waits for the answer of a hub, outside of the load: iterations go on where answers are heard.</summary>
    /// <exception cref="LoadException">None comes.</exception>
    public static async Task<T> Answer<T>(Task<T> answer)
    {
        try
        {
            T given = await answer.WaitAsync(AnswerWithin, TimeProvider.System);
            // Off the wire's thread, which completes answers: what follows may wait for others, or for that thread itself to end.
            await Task.Yield();
            return given;
        }
        catch (TimeoutException fault)
        {
            throw new LoadException($"The gateway did not answer within {AnswerWithin.TotalSeconds:N0} s.", fault);
        }
    }

    internal static async Task<bool> Until(Func<Task<bool>> happened, TimeSpan interval, TimeSpan patience)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!await happened())
        {
            if (TimeProvider.System.GetElapsedTime(began) > patience) { return false; }
            await Task.Delay(interval, TimeProvider.System);
        }
        return true;
    }

    /// <summary>Viewers with the full SignalR client, seated like the others.</summary>
    public async Task<ClientViewer[]> SeatClients(Room room, int count)
    {
        Stop.ThrowIfCancellationRequested();
        ClientViewer[] viewers =
        [
            .. Enumerable.Range(0, count).Select(i => new ClientViewer(exchange, room, $"{Run}-client-{i}", null, statistics, target)),
        ];
        lock (Viewers) { Viewers.AddRange(viewers); }
        foreach (ClientViewer viewer in viewers) { await MustSit(viewer, slow: false); }
        return viewers;
    }

    public async ValueTask DisposeAsync()
    {
        ClientViewer[] clients;
        lock (Viewers) { clients = [.. Viewers.OfType<ClientViewer>()]; }
        // Each may wait for seconds for a gateway that stands still.
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
        Rest.Dispose();
    }

    private async Task MustSit(Viewer viewer, bool slow)
    {
        Stop.ThrowIfCancellationRequested();
        Outcome outcome = await viewer.Connect(target, slow ? SlowReceiveBuffer : null);
        if (outcome.Ok) { outcome = await Answer(viewer.Join()); }
        if (outcome.Ok && slow) { exchange.Neglect(viewer); }
        if (!outcome.Ok) { throw new LoadException($"A viewer could not take a seat: {outcome.Reason}"); }
    }
}
