using CsCheck;
using Xunit;

namespace Interactions.Tests.Journal;

public sealed class JournalProperties
{
    private static readonly Gen<Step> Steps =
        from happening in Gen.Frequency(
            (6, Gen.Const(Happening.Append)),
            (3, Gen.Const(Happening.Burst)),
            (3, Gen.Const(Happening.Checkpoint)),
            (3, Gen.Const(Happening.Activate)),
            (1, Gen.Const(Happening.DieSoon)),
            (2, Gen.Const(Happening.FailSoon)),
            (1, Gen.Const(Happening.HoursPass)))
        from who in Gen.Int[0, JournalWorld.Activations - 1]
        from amount in Gen.Int[1, 20]
        select new Step(happening, who, amount);

    [Fact]
    public async Task Whatever_happens_what_was_acknowledged_is_recovered_at_its_offset() =>
        await Steps.List[1, 60].SampleAsync(steps => OneAtATime.Run(async () => await new JournalWorld().Run(steps)), iter: 1_500, threads: 1);

    [Fact]
    public async Task A_single_activation_without_faults_acknowledges_everything() =>
        await Gen.Int[1, 30].List[1, 40].SampleAsync(
            sizes => OneAtATime.Run(async () =>
            {
                var steps = sizes.SelectMany(size => new Step[] { new(Happening.Burst, 0, size), new(Happening.Checkpoint, 0, 0) });
                Assert.Equal(sizes.Sum() + 2, await new JournalWorld().Run([.. steps]));
            }),
            iter: 200,
            threads: 1);
}
