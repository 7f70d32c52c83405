using Interactions.LoadTests.Driver;

namespace Interactions.LoadTests.Scenarios;

/// <summary>
/// What people do to the platform, and what they were promised. A plain class: any driver can run it. Drivers call <see cref="Prepare"/> once,
/// <see cref="Iterate"/> as often as the load profile says, many at once, and <see cref="Finish"/> once.
/// </summary>
internal interface IScenario
{
    /// <summary>As on the command line and in profiles.</summary>
    string Name { get; }

    /// <summary>What it does, in a sentence.</summary>
    string Sentence { get; }

    /// <summary>Episodes, tokens, viewers in their seats.</summary>
    Task Prepare(Stage stage);

    /// <summary>What happens once.</summary>
    Task Iterate(Turn turn);

    /// <summary>Asks whether every promise was kept; each answer is a finding of the stage.</summary>
    Task Finish(Stage stage);
}
