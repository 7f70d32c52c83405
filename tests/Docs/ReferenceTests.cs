using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Interactions.Tests.Docs;

/// <summary>What documents and comments refer to is there.</summary>
public sealed partial class ReferenceTests
{
    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        foreach (string document in Repository.Documents())
        {
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                string[] target = link.Groups[1].Value.Split('#');
                string path = target[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, target[0]);
                Assert.True(File.Exists(path), $"{document} links to {link.Groups[1]}, and there is no such file.");
                if (target.Length > 1)
                {
                    Assert.Contains(target[1], Headings().Matches(File.ReadAllText(path)).Select(heading => AnchorOf(heading.Groups[1].Value)));
                }
            }
        }
    }

    [Theory]
    [InlineData("Like", 6)]
    [InlineData("Comment", 4)]
    public void The_hops_of_a_path_are_marked_from_1_on_without_gap_or_repeat(string path, int hops)
    {
        Regex marker = new($@"// :: {path} (\d+):");
        IEnumerable<int> numbers = Repository.Sources().SelectMany(file => marker.Matches(File.ReadAllText(file)))
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, hops), numbers.Order());
    }

    private static string AnchorOf(string heading) =>
        NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!https?:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NotInAnchors();
}
