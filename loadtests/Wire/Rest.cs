using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Interactions.Episodes;

namespace Interactions.LoadTests.Wire;

/// <summary>The gateway's REST, as far as a run needs it: tokens, an episode of its own, the counters at the end.</summary>
internal sealed class Rest(Uri url) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private const int TokensAtOnce = 8;

    /// <summary>Of a refusal; other servers answer with pages.</summary>
    private const int BodyMax = 200;

    /// <summary>A gateway that is busy for longer cannot be worked with.</summary>
    private static readonly TimeSpan BusyMax = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = AnswersWithin };

    /// <summary>Tokens of users of this run.</summary>
    public async Task<string[]> Tokens(string prefix, int count, CancellationToken stop = default)
    {
        string[] tokens = new string[count];
        ParallelOptions few = new() { MaxDegreeOfParallelism = TokensAtOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, count, few, async (i, _) => tokens[i] = await Token($"{prefix}-{i}", "viewer"));
        return tokens;
    }

    /// <summary>A new episode of a new creator, whose user id is the episode's; from now on this client speaks as him.</summary>
    public async Task<string> CreateEpisode()
    {
        string id = "load-" + Guid.CreateVersion7().ToString("N");
        await SpeakAs(id);
        using HttpResponseMessage answer = await Send(
            () => _http.PostAsJsonAsync("/api/episodes", new { episodeId = id, title = "Load test", durationMs = 180_000 }));
        await Expect(answer, "create an episode");
        return id;
    }

    public async Task<Tally> TallyOf(string episodeId)
    {
        using HttpResponseMessage answer = await Send(() => _http.GetAsync(new Uri($"/api/episodes/{episodeId}/tally", UriKind.Relative)));
        await Expect(answer, "read the tally");
        return await Read<Tally>(answer);
    }

    /// <summary>All comments that the server keeps and shows: their names by offset.</summary>
    public async Task<SortedDictionary<long, string>> CommentsOf(string episodeId)
    {
        SortedDictionary<long, string> all = [];
        for (long? after = 0; after is not null;)
        {
            Page page = await Get<Page>($"/api/episodes/{episodeId}/comments?limit=500&after={after}");
            foreach (Named comment in page.Comments) { all[comment.Offset] = comment.Id; }
            after = page.Next;
        }
        return all;
    }

    /// <summary>From now on this client speaks as that creator.</summary>
    public async Task SpeakAs(string creatorId) =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token(creatorId, "creator"));

    public async Task<T> Get<T>(string path)
    {
        using HttpResponseMessage answer = await Send(() => _http.GetAsync(new Uri(path, UriKind.Relative)));
        await Expect(answer, $"answer GET {path}");
        return await Read<T>(answer);
    }

    /// <summary>The server's own figures; null when it does not show them to this machine.</summary>
    public async Task<string?> Metrics()
    {
        using HttpResponseMessage answer = await Send(() => _http.GetAsync(new Uri("/metrics", UriKind.Relative)));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
    }

    public void Dispose() => _http.Dispose();

    public async Task<string> Token(string userId, string role)
    {
        using HttpResponseMessage answer = await Send(() => _http.PostAsJsonAsync("/dev/token", new { userId, roles = new[] { role } }));
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            throw new LoadException($"{url} issues no tokens at /dev/token. Start the gateway with --environment Development.");
        }
        await Expect(answer, "get a token");
        return (await Read<TokenAnswer>(answer)).Token;
    }

    /// <summary>Does as the refusal <c>busy</c> says: waits, and repeats. Nothing here is measured.</summary>
    private async Task<HttpResponseMessage> Send(Func<Task<HttpResponseMessage>> request)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            HttpResponseMessage answer = await Once(request);
            bool isBusy = answer.StatusCode == HttpStatusCode.ServiceUnavailable && TimeProvider.System.GetElapsedTime(began) < BusyMax;
            if (!isBusy || answer.Headers.RetryAfter?.Delta is not { } wait) { return answer; }
            answer.Dispose();
            await Task.Delay(wait, TimeProvider.System);
        }
    }

    private async Task<HttpResponseMessage> Once(Func<Task<HttpResponseMessage>> request)
    {
        try
        {
            return await request();
        }
        catch (TaskCanceledException fault)
        {
            throw new LoadException($"{url} did not answer within {AnswersWithin.TotalSeconds:N0} s. Does the gateway stand still?", fault);
        }
        catch (HttpRequestException fault)
        {
            throw new LoadException($"{url} does not answer: {fault.Message}. Is the gateway running there?", fault);
        }
    }

    private async Task Expect(HttpResponseMessage answer, string what)
    {
        if (answer.IsSuccessStatusCode) { return; }
        string body = string.Join(' ', (await answer.Content.ReadAsStringAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        throw new LoadException($"{url} refused to {what}: {(int)answer.StatusCode} {(body.Length > BodyMax ? body[..BodyMax] + "…" : body)}"
            + (answer.StatusCode == HttpStatusCode.Unauthorized ? " It refused the token: was it made by another server?" : ""));
    }

    private async Task<T> Read<T>(HttpResponseMessage answer)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(Json) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            string? path = answer.RequestMessage?.RequestUri?.AbsolutePath;
            throw new LoadException($"{url} does not answer like a gateway: {path} was no JSON of ours. Is it another server?", fault);
        }
    }

    private sealed record TokenAnswer(string Token);

    private sealed record Page(Named[] Comments, long? Next);

    private sealed record Named(long Offset, string Id);
}
