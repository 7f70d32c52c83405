using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Viewers;

namespace Interactions.LoadTests.Scenarios;

/// <summary>Users of one episode like it, and take it back. Every second one is a tap behind, so that half of the likes stand whenever it ends.</summary>
internal sealed class LikeStorm : IScenario
{
    private Viewer[] _users = [];

    public string Name => "like-storm";

    public string Sentence => "Everybody likes one episode and takes it back, again and again: exact sums under the heaviest writing.";

    public async Task Prepare(Stage stage) => _users = await stage.Seat([await stage.OpenRoom()], stage.Profile.Figure("users", 200), named: true);

    public Task Iterate(Turn turn)
    {
        (long round, long place) = Math.DivRem(turn.Number, _users.Length);
        Viewer user = _users[place];
        // By the number of the round, not by the last answer: when answers are late, two turns of one user must not want the same.
        bool on = (round + place) % 2 == 0;
        return turn.Step("like", () => user.Like(on));
    }

    public async Task Finish(Stage stage)
    {
        await Oracles.Counters(stage);
        await Oracles.Likes(stage);
        await Oracles.ViewersNow(stage);
    }
}
