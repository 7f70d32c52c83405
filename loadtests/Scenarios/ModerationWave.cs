using System.Collections.Concurrent;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Comments come, and the creator takes every second one off the screens.</summary>
internal sealed class ModerationWave : IScenario
{
    private readonly ConcurrentDictionary<string, bool> _retracted = new();
    private Viewer[] _authors = [];
    private Viewer _moderator = null!;
    private string _run = "";

    public string Name => "moderation-wave";

    public string Sentence => "Trolls come in waves and the creator retracts every second comment: what is retracted is gone, and nothing else.";

    public async Task Prepare(Stage stage)
    {
        _run = stage.Run;
        Room room = await stage.OpenRoom();
        await stage.Seat([room], stage.Profile.Figure("viewers", 200), named: false);
        _authors = await stage.Seat([room], stage.Profile.Figure("authors", 50), named: true);
        string token = await stage.Rest.Token(room.EpisodeId, "creator");
        _moderator = new Viewer(stage.Exchange, room, "the creator", token, stage.Statistics);
        if ((await _moderator.Connect(stage.Target)).Ok && (await Stage.Answer(_moderator.Join())).Ok) { lock (stage.Viewers) { stage.Viewers.Add(_moderator); } }
    }

    public async Task Iterate(Turn turn)
    {
        string id = $"{_run}-{turn.Number}";
        Viewer author = _authors[turn.Number % _authors.Length];
        Outcome outcome = await turn.Step("comment", () => author.Comment(id, 1_000, turn.IntendedAt));
        if (!outcome.Ok || turn.Number % 2 == 1) { return; }
        _retracted[id] = false;
        outcome = await turn.Step("retract", () => _moderator.Do("Retract", $"\"commentId\":\"{id}\""));
        if (outcome.Ok) { _retracted[id] = true; }
        else if (outcome.Reason is not ("lost" or "busy" or "error")) { _retracted.TryRemove(id, out _); }
    }

    public async Task Finish(Stage stage)
    {
        await Oracles.Counters(stage);
        Room room = stage.Rooms[0];
        HashSet<string> kept = [.. (await stage.Rest.CommentsOf(room.EpisodeId)).Values];
        List<string> wrong = [.. _retracted.Where(comment => comment.Value && kept.Contains(comment.Key))
            .Select(comment => $"comment {comment.Key} was retracted and is still listed")];
        stage.Found("What was retracted is gone", wrong.Count == 0,
            wrong.Count > 0 ? Oracles.Few(wrong) : $"{_retracted.Count(comment => comment.Value):N0} retracted");
        await Oracles.Comments(stage, mayBeGone: _retracted.ContainsKey);
        bool told = await stage.Until(() => _retracted.All(comment => !comment.Value || room.WasRetracted(comment.Key)));
        stage.Found("Screens were told of every retraction", told, $"{room.RetractedCount:N0} retractions in pushes");
        await Oracles.ViewersNow(stage);
    }
}
