using Xunit;

namespace Interactions.Tests.Docs;

/// <summary>A file of the repository that a test writes, and that is committed so that others can read it without running anything.</summary>
internal static class CommittedFile
{
    /// <summary>Set to write the files anew instead of comparing them.</summary>
    private const string Update = "UPDATE_CONTRACT";

    public static void IsUpToDate(string file, string text)
    {
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 }) { File.WriteAllText(Path.Combine(Repository.Root, file), text); }
        Assert.True(text == Repository.Read(file), $"{file} differs from the code: run this test with {Update}=1 and commit what it writes.");
    }
}
