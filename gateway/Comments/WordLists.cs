using Interactions.Comments;
using Interactions.Gateway.Operations;
using Microsoft.Extensions.Options;

namespace Interactions.Gateway.Comments;

/// <summary>
/// The word lists in force. Files that have changed are read again; lists that cannot be used, or have lost all their words, are refused as a whole, and
/// those before them stay in force until the files change once more.
/// </summary>
internal sealed partial class WordLists(
    IOptions<ModerationOptions> options, TimeProvider clock, GatewayTelemetry telemetry, ILogger<WordLists> log) : BackgroundService
{
    private readonly ModerationOptions _options = options.Value;
    private (FileVersion Refuse, FileVersion Hold) _seen = VersionsOf(options.Value);
    private volatile BlockedWords _current = options.Value.Read();

    public BlockedWords Current => _current;

    /// <summary>Reads the files again if they have changed.</summary>
    public void LookAgain()
    {
        try
        {
            (FileVersion, FileVersion) found = VersionsOf(_options);
            if (found == _seen) { return; }
            // Also when they are refused: a fault is said once for each version of the files.
            _seen = found;
            Replace(_options.Read());
        }
        catch (Exception fault) when (fault is BlockedWordsException or IOException or UnauthorizedAccessException)
        {
            Refuse(fault.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer interval = new(_options.ReloadInterval, clock);
        while (await interval.WaitForNextTickAsync(stoppingToken)) { LookAgain(); }
    }

    private void Replace(BlockedWords words)
    {
        // An empty file is a deployment that went wrong far more often than a wish to allow everything; that needs a restart.
        if (words.RefuseCount == 0 && _current.RefuseCount > 0) { Refuse("The refuse list has lost all its words."); }
        else if (words.HoldCount == 0 && _current.HoldCount > 0) { Refuse("The hold list has lost all its words."); }
        else
        {
            _current = words;
            telemetry.WordListsRead(WordListOutcome.Loaded);
            ListsLoaded(words.Id, words.RefuseCount, words.HoldCount);
        }
    }

    private void Refuse(string reason)
    {
        telemetry.WordListsRead(WordListOutcome.Refused);
        ListsRefused(_current.Id, reason);
    }

    private static (FileVersion Refuse, FileVersion Hold) VersionsOf(ModerationOptions files) =>
        (FileVersion.Of(files.RefuseFile), FileVersion.Of(files.HoldFile));

    /// <summary>Tells versions of a file apart without reading it. Mounted configuration is a link that is turned to another file.</summary>
    private readonly record struct FileVersion(string Path, DateTime WrittenAt, long Length)
    {
        public static FileVersion Of(string path)
        {
            FileInfo file = new(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            return new FileVersion(file.FullName, file.LastWriteTimeUtc, file.Length);
        }
    }

    [LoggerMessage(EventId = 3401, Level = LogLevel.Information, Message = "Word lists {ListId} are in force: {Refuse} words refuse, {Hold} words hold.")]
    private partial void ListsLoaded(string listId, int refuse, int hold);

    [LoggerMessage(EventId = 3402, Level = LogLevel.Error, Message = "The changed word lists are refused, {ListId} stay in force: {Reason}")]
    private partial void ListsRefused(string listId, string reason);
}
