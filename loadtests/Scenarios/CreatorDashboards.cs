using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Creators look at their boards while their episodes are liked and commented.</summary>
internal sealed class CreatorDashboards : IScenario
{
    private readonly List<(Dashboard Board, string Creator)> _boards = [];
    private Viewer[] _users = [];
    private string _run = "";

    public string Name => "creator-dashboards";

    public string Sentence => "Creators watch their boards live while people like and comment: each board ends equal to a recount.";

    public async Task Prepare(Stage stage)
    {
        _run = stage.Run;
        int creators = stage.Profile.Figure("creators", 20);
        for (int i = 0; i < creators; i++)
        {
            Room room = await stage.OpenRoom();
            Dashboard board = new(stage.Exchange, room.EpisodeId, await stage.Rest.Token(room.EpisodeId, "creator"));
            Outcome outcome = await board.Open(stage.Target);
            if (!outcome.Ok) { throw new LoadException($"A dashboard did not open: {outcome.Reason}"); }
            _boards.Add((board, room.EpisodeId));
        }
        _users = await stage.Seat(stage.Rooms, stage.Profile.Figure("users", 200), named: true);
    }

    public Task Iterate(Turn turn)
    {
        Viewer user = _users[turn.Number % _users.Length];
        return turn.Number % 4 == 0
            ? turn.Step("comment", () => user.Comment($"{_run}-{turn.Number}", 1_000, turn.IntendedAt))
            : turn.Step("like", () => user.Like(!user.Liking.IsOn));
    }

    public async Task Finish(Stage stage)
    {
        stage.Say($"{_boards.Sum(board => board.Board.Pushes):N0} board pushes");
        await Oracles.Counters(stage);
        await Oracles.Likes(stage);
        await Oracles.Comments(stage);
        await Oracles.Boards(stage, [.. _boards.Select(board => (board.Creator, (Func<Board?>)(() => board.Board.Latest)))]);
    }
}
