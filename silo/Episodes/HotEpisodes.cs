namespace Interactions.Silo.Episodes;

/// <summary>
/// Which living episode of this silo has taken most facts since it was last recounted: each tells at its beat. Only the hottest is remembered, so the
/// memory does not grow with the episodes; who is passed over gathers more facts and has his turn later.
/// </summary>
internal sealed class HotEpisodes
{
    private readonly Lock _lock = new();
    private (string? EpisodeId, long Facts) _hottest;

    public void Tell(string episodeId, long facts)
    {
        lock (_lock)
        {
            if (facts > _hottest.Facts) { _hottest = (episodeId, facts); }
        }
    }

    /// <summary>The hottest of those that have told since the last call; null when nothing has happened.</summary>
    public string? Take()
    {
        lock (_lock)
        {
            string? episodeId = _hottest.EpisodeId;
            _hottest = default;
            return episodeId;
        }
    }
}
