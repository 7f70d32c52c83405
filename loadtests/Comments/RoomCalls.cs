using System.Text;
using Interactions.Episodes;
using Interactions.LoadTests.Wire;

namespace Interactions.LoadTests.Comments;

/// <summary>What a server calls its rooms, so that the product and the baseline are loaded by the same loop.</summary>
/// <param name="Name">The side's name in reports.</param>
/// <param name="Publishers">A token for each publisher; null for anonymous ones. The n-th posts into the n-th room, and so round.</param>
/// <param name="Joins">The frame that joins a room, for each room.</param>
/// <param name="Post">The frame that posts into a room a comment that was meant to be sent at an instant.</param>
/// <param name="Stored">Asks how many comments the server keeps; null when it keeps none.</param>
internal sealed record RoomCalls(
    string Name, Uri Hub, string?[] Publishers, byte[][] Joins, Func<int, long, byte[]> Post, Func<Task<long>>? Stored)
{
    /// <summary>A connection's calls are served one after the other, each until it is durable: few publishers would be the limit.</summary>
    private const int PublishersMax = 512;

    /// <param name="rate">Comments per second in all; ten of them are one publisher's.</param>
    public static async Task<RoomCalls> Product(Uri url, int rate, int rooms = 1)
    {
        using Rest rest = new(url);
        string[] episodes = new string[rooms];
        for (int i = 0; i < rooms; i++) { episodes[i] = await rest.CreateEpisode(); }
        string[] publishers = await rest.Tokens(episodes[0][^12..], PublishersOf(rate, rooms));
        int count = 0;
        return new RoomCalls(
            "product", new Uri(url, IViewerHub.Path), publishers,
            Array.ConvertAll(episodes, id => Call("Join", $$"""{"episodeId":"{{id}}"}""")),
            (room, at) => Call("Comment",
                $$"""{"episodeId":"{{episodes[room]}}","commentId":"c{{count++}}","atMs":1000,"text":"{{Stamp.Text(at)}}"}"""),
            () => CountStored(url, episodes));
    }

    public static RoomCalls Baseline(Uri url, int rate, int rooms = 1) => new(
        "baseline", new Uri(url, "/hub"), new string?[PublishersOf(rate, rooms)],
        [.. Enumerable.Range(0, rooms).Select(room => Call("Join", $"\"room-{room}\""))],
        (room, at) => Call("Comment", $"\"room-{room}\",\"{Stamp.Text(at)}\""), null);

    /// <summary>As many for each room, so that all get the same rate.</summary>
    private static int PublishersOf(int rate, int rooms) => rooms * Math.Max(1, Math.Clamp(rate / 10, 1, PublishersMax) / rooms);

    private static async Task<long> CountStored(Uri url, string[] episodes)
    {
        using Rest rest = new(url);
        long stored = 0;
        foreach (string episode in episodes) { stored += (await rest.TallyOf(episode)).Comments; }
        return stored;
    }

    private static byte[] Call(string target, string arguments) => Encoding.UTF8.GetBytes(
        $$"""{"type":1,"invocationId":"1","target":"{{target}}","arguments":[{{arguments}}]}""" + "\u001e");
}
