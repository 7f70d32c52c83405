using Interactions.Episodes;
using Interactions.Refusals;
using Microsoft.AspNetCore.SignalR.Client;

namespace Interactions.Tests.Processes;

/// <summary>What one user does: a mixed load, and how each operation is said on the wire.</summary>
internal sealed class ChaosActs(string user, IReadOnlyList<string> episodes, int seed)
{
    private readonly Random _random = new(seed * 7919);
    private readonly Dictionary<(ActKind, string), bool> _sides = [];
    private readonly List<Act> _comments = [];
    private int _number;

    public Act Next()
    {
        string episode = episodes[_random.Next(episodes.Count)];
        string id = $"{user}-{++_number}";
        return _random.Next(100) switch
        {
            < 30 => Side(ActKind.Like, episode),
            < 40 => Side(ActKind.Bookmark, episode),
            < 58 => new Act(ActKind.Share, user, episode, id),
            < 85 => new Act(ActKind.Comment, user, episode, id),
            < 94 => new Act(ActKind.Watch, user, episode, id),
            < 97 => Side(ActKind.Follow, ChaosStage.Creator),
            _ when _comments.Count > 0 => new Act(ActKind.Retract, user, _comments[^1].Target, TakeLast().Id),
            _ => Side(ActKind.Like, episode),
        };
    }

    public void Acknowledged(Act act)
    {
        if (act.Kind == ActKind.Comment) { _comments.Add(act); }
    }

    /// <returns>The refusal, or null when it is acknowledged; and a comment's offset.</returns>
    public static async Task<(Refusal? Refusal, long Offset)> Send(HubConnection hub, Act act, CancellationToken cancel)
    {
        switch (act.Kind)
        {
            case ActKind.Like:
                return ((await hub.InvokeAsync<LikeAnswer>(nameof(IViewerHub.Like), new LikeRequest(act.Target, act.On, act.User, act.Seq), cancel)).Refusal, 0);
            case ActKind.Bookmark:
                return ((await hub.InvokeAsync<BookmarkAnswer>(nameof(IViewerHub.Bookmark), new BookmarkRequest(act.Target, act.On, act.User, act.Seq), cancel)).Refusal, 0);
            case ActKind.Share:
                return ((await hub.InvokeAsync<ShareAnswer>(nameof(IViewerHub.Share), new ShareRequest(act.Target, act.Id), cancel)).Refusal, 0);
            case ActKind.Follow:
                return ((await hub.InvokeAsync<FollowAnswer>(nameof(IViewerHub.Follow), new FollowRequest(act.Target, act.On, act.User, act.Seq), cancel)).Refusal, 0);
            case ActKind.Retract:
                return ((await hub.InvokeAsync<Answer>(nameof(IViewerHub.Retract), new RetractRequest(act.Target, act.Id), cancel)).Refusal, 0);
            case ActKind.Watch:
                WatchRequest watch = new(act.Target, act.Id, 1, [[0, 5]]);
                return ((await hub.InvokeAsync<Answer>(nameof(IViewerHub.Watch), watch, cancel)).Refusal, 0);
            default:
                CommentRequest comment = new(act.Target, act.Id, 1_000, $"said by {act.Id}");
                CommentAnswer answer = await hub.InvokeAsync<CommentAnswer>(nameof(IViewerHub.Comment), comment, cancel);
                return (answer.Refusal, answer.Offset);
        }
    }

    private Act Side(ActKind kind, string target)
    {
        bool on = _sides[(kind, target)] = !_sides.GetValueOrDefault((kind, target));
        return new Act(kind, user, target, On: on, Seq: _number);
    }

    private Act TakeLast()
    {
        Act last = _comments[^1];
        _comments.RemoveAt(_comments.Count - 1);
        return last;
    }
}
