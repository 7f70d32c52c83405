namespace Interactions.LoadTests.Driver;

/// <summary>How load comes. The names are those of NBomber's simulations, so that one profile drives both drivers.</summary>
internal enum LoadShape
{
    /// <summary>Open model: iterations begin at their intended times, whatever the server does.</summary>
    Inject,

    /// <summary>Open model: from the rate of the phase before to this one, evenly.</summary>
    RampingInject,

    /// <summary>Open model: each second a rate between the two.</summary>
    InjectRandom,

    /// <summary>Closed model: so many loops, each of which begins again when it has ended.</summary>
    KeepConstant,

    /// <summary>Closed model: from the loops of the phase before to this number, evenly.</summary>
    RampingConstant,

    /// <summary>Nothing begins.</summary>
    Pause,
}

/// <summary>A part of a load profile.</summary>
/// <param name="Seconds">How long, 0.1 to 86,400.</param>
/// <param name="Rate">Open model: iterations per second, at most 1,000,000.</param>
/// <param name="RateMax">The upper rate of <see cref="LoadShape.InjectRandom"/>.</param>
/// <param name="Copies">Closed model: loops at once, at most 100,000.</param>
/// <param name="WarmUp">Its latencies do not count: the runtime still compiles. Its promises do.</param>
internal sealed record Phase(LoadShape Shape, double Seconds, double Rate = 0, double RateMax = 0, int Copies = 0, bool WarmUp = false)
{
    public bool IsOpen => Shape is LoadShape.Inject or LoadShape.RampingInject or LoadShape.InjectRandom;

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? Problem() => this switch
    {
        { Seconds: < 0.1 or > 86_400 } => $"seconds must be 0.1 to 86,400, not {Seconds}",
        { IsOpen: true, Rate: < 0 or > 1_000_000 } => $"rate must be 0 to 1,000,000, not {Rate}",
        { Shape: LoadShape.InjectRandom } when RateMax < Rate || RateMax > 1_000_000 => $"rateMax must be rate to 1,000,000, not {RateMax}",
        { Copies: < 0 or > 100_000 } => $"copies must be 0 to 100,000, not {Copies}",
        _ => null,
    };
}
