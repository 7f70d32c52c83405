using Interactions.Comments;
using Interactions.Episodes;

namespace Interactions.Tests.Processes;

/// <summary>One viewer's screen of one episode, kept by the rules of docs/wire.md, with a log of all that it showed between two resets.</summary>
internal sealed class Screen(string user, string episode)
{
    private readonly Lock _gate = new();
    private readonly List<Stretch> _ended = [];
    private readonly List<Shown> _shown = [];
    private EpisodePosition? _position;
    private long _from;

    /// <summary>A pulse has shown that something is missing: join again with the position.</summary>
    public bool HasGap { get; private set; }

    public EpisodePosition? Position
    {
        get { lock (_gate) { return _position; } }
    }

    public int Resets
    {
        get { lock (_gate) { return _ended.Count; } }
    }

    public void Joined(JoinAnswer answer)
    {
        lock (_gate)
        {
            HasGap = false;
            EpisodePosition now = new(answer.Epoch, answer.Offset);
            if (answer.Reset || _position is null || _position.Epoch != answer.Epoch)
            {
                End();
                (_position, _from) = (now, answer.Offset);
                return;
            }
            Take(answer.Comments!, answer.Offset);
        }
    }

    public void Pulsed(EpisodePulse pulse)
    {
        lock (_gate)
        {
            if (_position is null) { return; }
            if (pulse.Epoch != _position.Epoch || pulse.From > _position.Offset)
            {
                HasGap = true;
                return;
            }
            Take(pulse.Comments, pulse.To);
        }
    }

    /// <summary>Everything that the screen claims to have shown without a hole.</summary>
    public Stretch[] Stretches()
    {
        lock (_gate)
        {
            End();
            return [.. _ended];
        }
    }

    private void Take(Comment[] comments, long to)
    {
        foreach (Comment comment in comments)
        {
            if (comment.Offset > _position!.Offset) { _shown.Add(new Shown(comment.Offset, comment.Id)); }
        }
        if (to > _position!.Offset) { _position = _position with { Offset = to }; }
    }

    private void End()
    {
        if (_position is { } position) { _ended.Add(new Stretch(user, episode, _from, position.Offset, [.. _shown])); }
        _shown.Clear();
    }
}
