using Interactions.Creators;
using Interactions.Episodes;
using Xunit;

namespace Interactions.Tests.Docs;

/// <summary>The types that the pages use for the hubs are those of the server.</summary>
public sealed class HubContractTests
{
    private const string File = "gateway/web/client/src/hub.gen.ts";

    /// <summary>Set to write the file anew instead of comparing it.</summary>
    private const string Update = "UPDATE_HUB_CONTRACT";

    [Fact]
    public void The_pages_types_are_those_of_the_hubs()
    {
        string contract = HubContract.Of(typeof(IViewerHub), typeof(IViewerClient), typeof(ICreatorHub), typeof(ICreatorClient));
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
        {
            System.IO.File.WriteAllText(Path.Combine(Repository.Root, File), contract);
        }
        Assert.True(contract == Repository.Read(File), $"{File} differs from the hubs: run this test with {Update}=1 and commit what it writes.");
    }

    [Fact]
    public void What_may_be_absent_is_told_from_what_is_always_there()
    {
        string contract = HubContract.Of(typeof(IViewerHub));
        Assert.Contains("  commentId: string;\n  atMs: number;\n  text: string;\n  mode?: string;\n  color?: number;", contract, StringComparison.Ordinal);
        Assert.Contains("export interface LikeAnswer {\n  ok: boolean;\n  refusal?: Refusal;\n  liked: boolean;\n  likes: number;", contract, StringComparison.Ordinal);
        Assert.Contains("export type EpisodeStage = 'draft' | 'open' | 'closed';", contract, StringComparison.Ordinal);
    }
}
