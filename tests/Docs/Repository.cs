using System.Text.RegularExpressions;

namespace Interactions.Tests.Docs;

/// <summary>The repository that the tests were built from.</summary>
internal static partial class Repository
{
    private static readonly string[] Folders = ["src", "silo", "gateway", "loadtests"];

    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The text of a file, by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The documents for readers: those in the root and in <c>docs</c>.</summary>
    public static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md"));

    /// <summary>The C# files of the product.</summary>
    public static IEnumerable<string> Sources() =>
        Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !NotOurs().IsMatch(path));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new DirectoryNotFoundException("The tests run outside of the repository."),
        _ when File.Exists(Path.Combine(folder.FullName, "Interactions.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };

    [GeneratedRegex("/(node_modules|obj|bin)/")]
    private static partial Regex NotOurs();
}
