using System.Text;
using System.Text.Json;
using Interactions.Episodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Interactions.Tests.Episodes;

/// <summary>An episode's state that lives through a story as its grain does, and everything that can be seen of it.</summary>
internal sealed class EpisodeLife
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private long _offset;
    private long _atMs = EpisodeStory.StartMs;

    public EpisodeState State { get; private set; } = new();

    public EpisodeOutcome Take(EpisodeEvent happening) => State.Apply(happening.Operation, ++_offset, _atMs += happening.PauseMs);

    public EpisodeOutcome Take(EpisodeOperation operation, int pauseMs = 0) => Take(new EpisodeEvent(pauseMs, operation));

    public Tally Tally => State.TallyAt(0, 0);

    /// <summary>The same life after a crash: with the state that a checkpoint kept.</summary>
    public EpisodeLife Recovered()
    {
        EpisodeLife next = new() { _offset = _offset, _atMs = _atMs };
        next.State.Restore(ThroughBytes(State.TakeSnapshot()));
        return next;
    }

    public static T ThroughBytes<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;

    public static int BytesOf<T>(T value) => Serializer.SerializeToArray(value).Length;

    /// <summary>All that anybody can learn from the state, as text.</summary>
    public string Describe()
    {
        StringBuilder text = new();
        Tell(text, State.TallyAt(_offset, 3));
        Tell(text, State.Settings);
        Tell(text, State.SettingsOffset);
        Tell(text, EpisodeStory.Users.Select(State.MineOf));
        Tell(text, State.Comments.After(0));
        Tell(text, EpisodeStory.Users.Select(user => State.Comments.Latest(60, user)));
        Tell(text, State.Comments.Retracted(0, _offset));
        Tell(text, State.Comments.Thanked(0, _offset));
        Tell(text, State.Comments.Review.Select(comment => (comment.Id, comment.Standing, comment.Reporters?.Count, comment.OpenReports)).Select(row => row.ToString()));
        Tell(text, State.Watching.Retention.ToArray());
        Tell(text, State.LikesBySecond.ToArray());
        Tell(text, State.Untold.ToArray());
        Tell(text, State.TakeSnapshot().Turns);
        for (int segment = 0; segment < State.Comments.Track.SegmentCount; segment++)
        {
            Tell(text, State.Comments.Track.Version(segment));
            Tell(text, State.Comments.Track.Segment(segment).ToArray());
        }
        return text.ToString();
    }

    private static void Tell<T>(StringBuilder text, T value) => text.AppendLine(JsonSerializer.Serialize(value));
}
