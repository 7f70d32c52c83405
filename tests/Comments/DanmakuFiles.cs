using Xunit;

namespace Interactions.Tests.Comments;

/// <summary>Real files of real players. They are not part of this repository: DANMAKU_DATA names their folder, or they lie beside it.</summary>
internal static class DanmakuFiles
{
    /// <summary>The path of a file. Without it the test is skipped, and in CI it fails.</summary>
    public static string Find(string name)
    {
        string[] beside = [.. Ancestors(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, "shared", "data", "danmaku"))];
        string[] folders = Environment.GetEnvironmentVariable("DANMAKU_DATA") is { Length: > 0 } named ? [named] : beside;
        string? found = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null && Environment.GetEnvironmentVariable("CI") is "true" or "1")
        {
            Assert.Fail($"{name} is missing: set DANMAKU_DATA to the folder of the real danmaku files.");
        }
        Assert.SkipWhen(found is null, $"{name} is not on this machine: set DANMAKU_DATA to the folder of the real danmaku files.");
        return found;
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
