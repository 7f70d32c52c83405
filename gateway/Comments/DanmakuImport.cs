using System.Text.Json;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Episodes;
using Interactions.Refusals;

namespace Interactions.Gateway.Comments;

/// <summary>What became of a danmaku file.</summary>
/// <param name="Imported">Comments that are new.</param>
/// <param name="AlreadyThere">Comments that an earlier import had brought.</param>
/// <param name="Skipped">How many elements were left out, by reason.</param>
public sealed record ImportReport(int Imported, int AlreadyThere, IReadOnlyDictionary<string, int> Skipped);

/// <summary>Brings a danmaku file into an episode. Repeating it brings nothing twice: a row's id is its comment's id.</summary>
internal sealed class DanmakuImport(Rooms rooms, WordLists words)
{
    /// <summary>Imports a seekable file; null when the episode was too busy to take all of it.</summary>
    /// <exception cref="DanmakuFormatException">The file is not well-formed; nothing of it was stored.</exception>
    public async Task<ImportReport?> Run(CatalogueEntry entry, Stream file, CancellationToken cancellation)
    {
        file.Position = 0;
        await DanmakuXml.Check(file, cancellation);
        file.Position = 0;
        Counts counts = new();
        List<EpisodeOperation> batch = new(EpisodeBatch.OperationsMax);
        // While a batch is being written the next one is read.
        Task<EpisodeOutcome[]> underWay = Post(entry, batch);
        await foreach (DanmakuLine line in DanmakuXml.Read(file, entry.Settings.DurationMs, cancellation))
        {
            if (ToOperation(line, counts) is { } operation) { batch.Add(operation); }
            if (batch.Count < EpisodeBatch.OperationsMax) { continue; }
            if (!counts.Add(await underWay)) { return null; }
            underWay = Post(entry, batch);
            batch.Clear();
        }
        return counts.Add(await underWay) && counts.Add(await Post(entry, batch)) ? counts.ToReport() : null;
    }

    private EpisodeOperation? ToOperation(DanmakuLine line, Counts counts)
    {
        if (line.Comment is not { } comment)
        {
            counts.Skip(line.Skip.ToString());
            return null;
        }
        WordVerdict verdict = words.Current.Judge(comment.Text);
        if (verdict.Outcome == WordOutcome.Refused)
        {
            counts.Skip("TextBlocked");
            return null;
        }
        return EpisodeOperation.Import(new CommentId(comment.RowId), new CommentDraft(
            comment.Author, "", (int)comment.AtMs, comment.Text, comment.Mode, comment.Color, verdict.HeldBy, comment.WrittenAtMs));
    }

    private Task<EpisodeOutcome[]> Post(CatalogueEntry entry, List<EpisodeOperation> batch)
    {
        EpisodeInbox inbox = rooms.Of(entry).Inbox;
        return Task.WhenAll(batch.Select(operation => inbox.Post(operation)));
    }

    private sealed class Counts
    {
        private readonly SortedDictionary<string, int> _skipped = new(StringComparer.Ordinal);
        private int _imported;
        private int _alreadyThere;

        public void Skip(string reason)
        {
            string name = JsonNamingPolicy.CamelCase.ConvertName(reason);
            _skipped[name] = _skipped.GetValueOrDefault(name) + 1;
        }

        /// <summary>False when the episode was too busy for some.</summary>
        public bool Add(EpisodeOutcome[] outcomes) => outcomes.All(Add);

        private bool Add(EpisodeOutcome outcome)
        {
            switch (outcome.Refusal)
            {
                case RefusalCode.None when outcome.Changed: _imported++; break;
                case RefusalCode.None: _alreadyThere++; break;
                case RefusalCode.Busy: return false;
                default: Skip(outcome.Refusal.ToString()); break;
            }
            return true;
        }

        public ImportReport ToReport() => new(_imported, _alreadyThere, _skipped);
    }
}
