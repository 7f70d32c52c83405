using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Interactions.Tests.House;

/// <summary>What the house rules say of the text of the sources.</summary>
public sealed partial class SourceTests
{
    private const int FileLinesMax = 300;
    private const int MethodLinesMax = 70;

    private static readonly string[] ForbiddenNames =
        ["Common", "Shared", "Core", "Utils", "Util", "Helpers", "Models", "Interfaces", "Services", "Dtos", "Extensions.cs", "GlobalUsings.cs"];

    [Fact]
    public void The_hops_of_each_path_are_numbered_one_to_n_without_gap_or_repeat()
    {
        var paths = SourceTree.Files(".cs").Where(IsProduct).SelectMany(SourceTree.Lines)
            .Select(line => Hop().Match(line)).Where(match => match.Success)
            .ToLookup(match => match.Groups["path"].Value, match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
        Assert.Superset(new HashSet<string> { "Like", "Comment" }, paths.Select(path => path.Key).ToHashSet());
        Assert.All(paths, path => Assert.Equal(Enumerable.Range(1, path.Count()), path.Order()));
    }

    /// <summary>Generated ones are read by compilers.</summary>
    [Fact]
    public void No_file_is_longer_than_three_hundred_lines() =>
        Assert.DoesNotContain(
            SourceTree.Files(".cs", ".ts", ".svelte", ".mjs", ".css", ".sh", ".sql").Where(file => !file.EndsWith(".gen.ts", StringComparison.Ordinal)),
            file => SourceTree.Lines(file).Length > FileLinesMax);

    [Fact]
    public void No_method_is_longer_than_seventy_lines()
    {
        (string File, int Line, int Length)[] members = [.. SourceTree.Files(".cs").SelectMany(Members)];
        Assert.InRange(members.Length, 500, int.MaxValue);
        Assert.DoesNotContain(members, member => member.Length > MethodLinesMax);
        // Most are short: control flow in the parent, pure leaves.
        Assert.InRange(members.Count(member => member.Length <= 20), members.Length * 0.85, members.Length);
    }

    [Fact]
    public void Folders_and_files_are_named_after_what_they_hold() =>
        Assert.DoesNotContain(SourceTree.Files(""), file => file.Split(Path.DirectorySeparatorChar).Intersect(ForbiddenNames).Any());

    [Theory]
    [InlineData(@"\basync void\b")]
    [InlineData(@"\bClients\.(All|Group)\b")]
    [InlineData(@"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b")]
    [InlineData(@"\bThread\.Sleep\b")]
    [InlineData(@"#pragma warning disable")]
    [InlineData(@"\bRegex\b")]
    [InlineData(@"\bTODO\b|\bFIXME\b|\bHACK\b")]
    public void No_product_source_contains(string pattern)
    {
        Regex forbidden = new(pattern, RegexOptions.NonBacktracking);
        Assert.DoesNotContain(SourceTree.Files(".cs").Where(IsProduct), file => SourceTree.Lines(file).Any(line => forbidden.IsMatch(line)));
    }

    /// <summary>
    /// Bodies of members and local functions. The formatter is a gate of its own, so a body begins with a line that is nothing but a brace and
    /// ends with the next brace of the same indentation.
    /// </summary>
    private static IEnumerable<(string File, int Line, int Length)> Members(string file)
    {
        string[] lines = SourceTree.Lines(file);
        for (int open = 1; open < lines.Length; open++)
        {
            if (lines[open].Trim() != "{" || !IsMemberHead(lines, open)) { continue; }
            string close = lines[open].Replace('{', '}');
            int end = Array.FindIndex(lines, open, line => line.StartsWith(close, StringComparison.Ordinal));
            if (end > open) { yield return (file, open, end - open + 2); }
        }
    }

    /// <summary>A member's head ends with its parameters. Heads of statements begin with a keyword, those of types contain one.</summary>
    private static bool IsMemberHead(string[] lines, int open)
    {
        if (!lines[open - 1].TrimEnd().EndsWith(')') || Statement().IsMatch(lines[open - 1])) { return false; }
        IEnumerable<string> head = lines[..open].Reverse().TakeWhile(line =>
            line.Trim() is not ("" or "{") && !line.TrimEnd().EndsWith(';') && !line.Contains("///", StringComparison.Ordinal));
        return !head.Any(TypeHead().IsMatch);
    }

    private static bool IsProduct(string file) => file.Split(Path.DirectorySeparatorChar)[0] is "src" or "silo" or "gateway";

    [GeneratedRegex(@"// :: (?<path>[A-Z]\w*) (?<number>[0-9]+):", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Hop();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum) +\w", RegexOptions.NonBacktracking)]
    private static partial Regex TypeHead();

    [GeneratedRegex(@"^\s*(if|else|for|foreach|while|switch|using|lock|catch|fixed|await|do|return)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Statement();
}
