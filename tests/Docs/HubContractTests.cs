using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interactions.Episodes;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Docs;

/// <summary>What is committed of the contract is what the server implements.</summary>
public sealed class HubContractTests(GatewayFixture fixture)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_clients_types_are_those_of_the_hubs() =>
        CommittedFile.IsUpToDate("gateway/web/client/src/hub.gen.ts", HubTypeScript.Of(HubShapes.All));

    [Fact]
    public void The_document_of_the_hubs_is_that_of_the_hubs() =>
        CommittedFile.IsUpToDate("docs/asyncapi.json", HubDocument.Of(HubShapes.All).ToJsonString(Readable) + "\n");

    /// <summary>The client's types of REST are made from it, see <c>rest.gen.test.ts</c>.</summary>
    [Fact]
    public async Task The_document_of_REST_is_that_of_the_gateway()
    {
        string served = await (await fixture.Gateway).Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        JsonObject document = JsonNode.Parse(served)!.AsObject();
        document.Remove("servers");
        CommittedFile.IsUpToDate("docs/openapi.json", document.ToJsonString(Readable) + "\n");
    }

    [Fact]
    public void Every_reference_of_the_hubs_document_leads_somewhere()
    {
        JsonObject document = HubDocument.Of(HubShapes.All);
        string[] references = [.. Descendants(document).OfType<JsonObject>().Select(node => (string?)node["$ref"]).OfType<string>().Distinct()];
        Assert.InRange(references.Length, 50, 1_000);
        Assert.All(references, reference => Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)document, (node, name) => node?[name])));
    }

    [Fact]
    public void What_may_be_absent_is_told_from_what_is_always_there()
    {
        string contract = HubTypeScript.Of(new HubShapes(typeof(IViewerHub)));
        Assert.Contains("  commentId: string;\n  atMs: number;\n  text: string;\n  mode?: string;\n  color?: number;", contract, StringComparison.Ordinal);
        Assert.Contains("export interface LikeAnswer {\n  ok: boolean;\n  refusal?: Refusal;\n  liked: boolean;\n  likes: number;", contract, StringComparison.Ordinal);
        Assert.Contains("export type EpisodeStage = 'draft' | 'open' | 'closed';", contract, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node) => node switch
    {
        JsonObject all => [all, .. all.Select(one => one.Value).OfType<JsonNode>().SelectMany(Descendants)],
        JsonArray all => all.OfType<JsonNode>().SelectMany(Descendants),
        _ => [],
    };
}
