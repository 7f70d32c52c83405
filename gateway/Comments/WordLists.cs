using Interactions.Comments;
using Interactions.Gateway.Operations;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Comments;

/// <summary>Where the lists of words lie. Section <c>Moderation</c>.</summary>
internal sealed class ModerationOptions : ICheckedOptions
{
    public const string Section = "Moderation";

    /// <summary>A file of words that refuse a comment, one a line, <c>#</c> for remarks. Default: the short list beside the program.</summary>
    public string RefuseFile { get; set; } = Path.Combine(AppContext.BaseDirectory, "Comments", "refuse.txt");

    /// <summary>A file of words that hold a comment for review. Default: the short list beside the program.</summary>
    public string HoldFile { get; set; } = Path.Combine(AppContext.BaseDirectory, "Comments", "hold.txt");

    /// <summary>Also match digits that stand for letters. Default true.</summary>
    public bool DigitsAsLetters { get; set; } = true;

    public void Check(OptionChecks checks)
    {
        checks.Require(File.Exists(RefuseFile), nameof(RefuseFile), $"must name a file, and there is none at '{RefuseFile}'");
        checks.Require(File.Exists(HoldFile), nameof(HoldFile), $"must name a file, and there is none at '{HoldFile}'");
    }
}

/// <summary>The word lists in force, read when the gateway starts.</summary>
internal sealed class WordLists
{
    public WordLists(IOptions<ModerationOptions> options)
    {
        using StreamReader refuse = File.OpenText(options.Value.RefuseFile);
        using StreamReader hold = File.OpenText(options.Value.HoldFile);
        Current = BlockedWords.Parse(refuse, hold, options.Value.DigitsAsLetters);
    }

    public BlockedWords Current { get; }
}
