using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Interactions.Gateway.Access;
using Interactions.Gateway.Episodes;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>An episode for one test alone, with a creator for it alone.</summary>
internal sealed class TestEpisode(RunningGateway gateway, string id, string creatorId)
{
    public static readonly JsonSerializerOptions Json = JsonOptions();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string Id => id;

    public string CreatorId => creatorId;

    /// <summary>Makes it over REST, as creators do.</summary>
    /// <param name="more">Further properties of the request: state, slowModeMs.</param>
    public static async Task<TestEpisode> Create(RunningGateway gateway, object? more = null, int durationMs = 90_000)
    {
        TestEpisode episode = new(gateway, NewId("e"), NewId("creator"));
        Dictionary<string, object?> request = new() { ["episodeId"] = episode.Id, ["title"] = "Title", ["durationMs"] = durationMs };
        foreach (var property in more?.GetType().GetProperties() ?? []) { request[property.Name] = property.GetValue(more); }
        using HttpClient http = gateway.HttpAs(episode.CreatorId, Roles.Creator);
        using HttpResponseMessage answer = await http.PostAsJsonAsync("/api/episodes", request, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return episode;
    }

    public static string NewId(string kind) => $"{kind}-{Guid.NewGuid():N}";

    /// <summary>Reads something of the episode over REST, such as <c>tally</c>.</summary>
    public async Task<T> Get<T>(string what)
    {
        using HttpResponseMessage answer = await gateway.Http.GetAsync($"/api/episodes/{id}/{what}".TrimEnd('/'), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<T>(Json, Cancel))!;
    }

    public async Task Configure(object settings)
    {
        using HttpClient http = gateway.HttpAs(creatorId, Roles.Creator);
        using HttpResponseMessage answer = await http.PutAsJsonAsync($"/api/episodes/{id}/settings", settings, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(id, (await answer.Content.ReadFromJsonAsync<EpisodeItem>(Json, Cancel))?.EpisodeId);
    }

    private static JsonSerializerOptions JsonOptions()
    {
        JsonSerializerOptions json = new(JsonSerializerDefaults.Web);
        JsonRules.Apply(json);
        return json;
    }
}
