namespace Interactions.Tests.House;

/// <summary>The sources that these tests were built from, found above their output.</summary>
internal static class SourceTree
{
    private static readonly string[] Projects = ["src", "silo", "gateway", "loadtests", "tests"];
    private static readonly string[] NotOurs = ["node_modules", "obj", "bin", "dist", "wwwroot"];

    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Files of all projects with one of these endings, as paths from the root.</summary>
    public static IEnumerable<string> Files(params string[] endings) => Projects
        .SelectMany(project => Walk(new DirectoryInfo(Path.Combine(Root, project))))
        .Where(file => endings.Any(ending => file.Name.EndsWith(ending, StringComparison.Ordinal)))
        .Select(file => Path.GetRelativePath(Root, file.FullName));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder.EnumerateFiles()
        .Concat(folder.EnumerateDirectories().Where(below => !NotOurs.Contains(below.Name)).SelectMany(Walk));

    private static string FindRoot(DirectoryInfo? folder) => folder is null
        ? throw new DirectoryNotFoundException("No Interactions.sln above the tests.")
        : File.Exists(Path.Combine(folder.FullName, "Interactions.sln")) ? folder.FullName : FindRoot(folder.Parent);
}
