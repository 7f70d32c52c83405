using System.Net.Http.Headers;
using System.Net.Http.Json;
using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Interactions.Gateway.Operations;

namespace Interactions.Tests.Processes;

/// <summary>What all viewers of a run share, and the questions that are asked over REST.</summary>
internal sealed class ChaosStage(ClusterProcesses cluster, History history) : IDisposable
{
    public const string Creator = "chaos-creator";

    private const int EpisodeCount = 4;
    private static readonly TimeSpan AskPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public History History => history;

    public IReadOnlyList<string> Episodes { get; } = [.. Enumerable.Range(1, EpisodeCount).Select(number => $"chaos-{number}")];

    /// <summary>Longest pause of a viewer between two operations, in milliseconds.</summary>
    public int ThinkMsMax { get; init; } = 60;

    public string Address(string gateway) => cluster.AddressOf(gateway);

    public async Task CreateEpisodes()
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(Creator, Roles.Creator, Roles.Ops));
        foreach (string episode in Episodes)
        {
            await Ask(address => _http.PostAsJsonAsync($"{address}/api/episodes", new EpisodeRequest(episode, episode, 3_600_000)));
        }
    }

    public async Task<string> Token(string user, params string[] roles) =>
        (await (await Ask(address => _http.PostAsJsonAsync($"{address}/dev/token", new TokenRequest(user, roles)))).Content.ReadFromJsonAsync<TokenAnswer>())!.Token;

    public async Task<long> Viewers(string episode) => (await Tally(episode)).Viewers;

    public async Task<Tally> Tally(string episode) =>
        (await (await Ask(address => _http.GetAsync($"{address}/api/episodes/{episode}/tally"))).Content.ReadFromJsonAsync<Tally>())!;

    public async Task<long> Drift(string episode) =>
        (await (await Ask(address => _http.PostAsync($"{address}/api/ops/episodes/{episode}/verify", null))).Content.ReadFromJsonAsync<RecountAnswer>())!.Drift;

    public async Task<long> Followers() =>
        (await (await Ask(address => _http.GetAsync($"{address}/api/creators/{Creator}/board"))).Content.ReadFromJsonAsync<Board>())!.Followers;

    public async Task<Shown[]> Comments(string episode)
    {
        List<Shown> comments = [];
        for (long? after = 0; after is { } offset;)
        {
            HttpResponseMessage answer = await Ask(address => _http.GetAsync($"{address}/api/episodes/{episode}/comments?after={offset}&limit=500"));
            CommentPage page = (await answer.Content.ReadFromJsonAsync<CommentPage>())!;
            comments.AddRange(page.Comments.Select(comment => new Shown(comment.Offset, comment.Id)));
            after = page.Next;
        }
        return [.. comments];
    }

    /// <summary>Whether each silo takes part as the process that was started last, not as a predecessor whose death was not noticed yet.</summary>
    public async Task<bool> HasAllSilos()
    {
        ClusterSilo[] silos = await Silos();
        return ClusterProcesses.Silos.All(silo => silos.Any(known => cluster.IsLatest(silo, known)));
    }

    /// <summary>Those that take part.</summary>
    public async Task<ClusterSilo[]> Silos() =>
        (await (await Ask(address => _http.GetAsync($"{address}/api/ops/cluster"))).Content.ReadFromJsonAsync<ClusterOverview>())!.Silos;

    public async Task<bool> IsReady(string gateway)
    {
        try
        {
            return (await _http.GetAsync($"{Address(gateway)}/healthz/ready")).IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Asks one gateway after the other until one answers; all that is asked here may be repeated.</summary>
    private async Task<HttpResponseMessage> Ask(Func<string, Task<HttpResponseMessage>> ask)
    {
        long began = TimeProvider.System.GetTimestamp();
        for (int turn = 0; ; turn++)
        {
            string why;
            try
            {
                HttpResponseMessage answer = await ask(Address(ClusterProcesses.Gateways[turn % 2]));
                if (answer.IsSuccessStatusCode) { return answer; }
                why = await answer.Content.ReadAsStringAsync();
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                why = fault.Message;
            }
            if (TimeProvider.System.GetElapsedTime(began) > AskPatience) { throw new TimeoutException($"No gateway answers: {why}"); }
            await Task.Delay(AskAgain, TimeProvider.System);
        }
    }
}
