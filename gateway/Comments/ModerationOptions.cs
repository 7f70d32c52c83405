using Interactions.Comments;
using Interactions.Gateway.Operations;

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

    /// <summary>How often the files are looked at for a change. Default 10 s (a new word is urgent), range 100 ms to 1 h.</summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(10);

    public void Check(OptionChecks checks)
    {
        checks.Range(nameof(ReloadInterval), ReloadInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        checks.Require(File.Exists(RefuseFile), nameof(RefuseFile), $"must name a file, and there is none at '{RefuseFile}'");
        checks.Require(File.Exists(HoldFile), nameof(HoldFile), $"must name a file, and there is none at '{HoldFile}'");
        // Without ICU nothing is normalised, and words in disguise would pass.
        checks.Require(CommentText.CanNormalize, nameof(HoldFile), "needs ICU: install libicu and leave InvariantGlobalization off");
        if (checks.Result.Failed) { return; }
        try
        {
            Read();
        }
        catch (BlockedWordsException fault)
        {
            checks.Require(false, nameof(RefuseFile), $"and HoldFile must be lists of words: {fault.Message.TrimEnd('.')}");
        }
    }

    /// <exception cref="BlockedWordsException">A list is not usable; the message names the line.</exception>
    public BlockedWords Read()
    {
        using StreamReader refuse = File.OpenText(RefuseFile);
        using StreamReader hold = File.OpenText(HoldFile);
        return BlockedWords.Parse(refuse, hold, DigitsAsLetters);
    }
}
