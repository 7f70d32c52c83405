using Interactions.LoadTests.Reports;

namespace Interactions.LoadTests.Comments;

/// <param name="Rate">Comments per second in all, sent at fixed instants whatever the server does.</param>
/// <param name="WarmUp">The same load before the measurement, until the runtime has compiled the hot methods for good.</param>
internal sealed record CommentsPlan(Uri Url, int Viewers, int Rooms, int Rate, TimeSpan WarmUp, TimeSpan Duration, int? ServerProcess);

/// <summary>Viewers that watch one room or many, and publishers that post into these.</summary>
internal static class CommentsRun
{
    public static async Task<CommentsReport> Product(CommentsPlan plan) => await Measure(plan, await RoomCalls.Product(plan.Url, plan.Rate, plan.Rooms));

    public static Task<CommentsReport> Baseline(CommentsPlan plan) => Measure(plan, RoomCalls.Baseline(plan.Url, plan.Rate, plan.Rooms));

    private static async Task<CommentsReport> Measure(CommentsPlan plan, RoomCalls calls)
    {
        using Audience audience = new(calls, plan.Viewers, plan.ServerProcess);
        audience.Open();
        return await audience.Measure(plan.Rate, plan.WarmUp, plan.Duration);
    }
}
