using CsCheck;
using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class DisplayBudgetTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<DisplayEntry[]> Window =
        Gen.Select(Gen.ULong, Gen.Int[-1, 20], Gen.Int[0, 9], (lot, weight, kind) => new DisplayEntry(lot, weight, kind == 0)).Array[0, 120];

    [Fact]
    public void Shown_and_omitted_are_all_that_was_given_and_the_always_shown_are_shown() =>
        Gen.Select(Gen.Int[0, 60], Gen.Select(Gen.Int[-50, 2_000], Window).Array[1, 20]).Sample((perSecond, pushes) =>
        {
            DateTimeOffset now = Start;
            var budget = new DisplayBudget(perSecond, now);
            foreach ((int milliseconds, DisplayEntry[] window) in pushes)
            {
                now = now.AddMilliseconds(milliseconds);
                bool[] shown = new bool[window.Length];
                budget = budget.Choose(now, window, shown, out int omitted);
                int count = shown.Count(yes => yes);
                Assert.Equal(window.Length, count + omitted);
                Assert.All(window.Zip(shown), pair => Assert.True(pair.Second || !pair.First.Always));
                Assert.True(perSecond == 0 ? omitted == 0 : count <= Math.Max(perSecond, window.Count(entry => entry.Always)));
            }
        });

    [Fact]
    public void Over_any_time_no_more_is_drawn_than_was_earned() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 500].Array[1, 40]).Sample((perSecond, gaps) =>
        {
            DateTimeOffset now = Start;
            var budget = new DisplayBudget(perSecond, now);
            int total = 0;
            foreach (int gap in gaps)
            {
                now = now.AddMilliseconds(gap);
                total += Show(ref budget, now, Plain(100)).Count(yes => yes);
            }
            Assert.InRange(total, 0, perSecond + ((now - Start).TotalSeconds * perSecond));
        });

    [Fact]
    public void Parts_of_a_comment_are_carried_from_window_to_window()
    {
        var budget = new DisplayBudget(3, Start);
        Show(ref budget, Start, Plain(3));
        int total = 0;
        for (int tick = 1; tick <= 100; tick++)
        {
            total += Show(ref budget, Start.AddMilliseconds(100 * tick), Plain(5)).Count(yes => yes);
        }
        Assert.Equal(30, total);
    }

    [Fact]
    public void A_long_silence_earns_one_second_only()
    {
        var budget = new DisplayBudget(20, Start);
        Show(ref budget, Start, Plain(50));
        Assert.Equal(20, Show(ref budget, Start.AddHours(1), Plain(50)).Count(yes => yes));
        Assert.Equal(0, Show(ref budget, Start.AddHours(1), Plain(50)).Count(yes => yes));
    }

    [Fact]
    public void The_choice_depends_on_the_comments_and_not_on_their_order() => Window.Sample(window =>
    {
        DisplayEntry[] distinct = [.. window.DistinctBy(entry => entry.Lot)];
        DisplayEntry[] reversed = [.. distinct.Reverse()];
        var one = new DisplayBudget(20, Start);
        var other = one;
        Assert.Equal(Show(ref one, Start, distinct), Show(ref other, Start, reversed).Reverse());
        Assert.Equal(one, other);
    });

    [Fact]
    public void A_heavier_comment_is_shown_in_proportion()
    {
        int heavy = 0;
        for (ulong seed = 0; seed < 2_000; seed++)
        {
            var budget = new DisplayBudget(1, Start);
            ulong fixedSeed = seed;
            DisplayEntry[] window =
                [.. Enumerable.Range(0, 10).Select(i => new DisplayEntry(DisplayEntry.LotOf($"c{i}", fixedSeed), i == 0 ? 9 : 1, false))];
            heavy += Show(ref budget, Start, window)[0] ? 1 : 0;
        }
        // Weight 9 of 18 in all: half of the draws, give or take five standard deviations. The seeds are fixed, so the figure is too.
        Assert.InRange(heavy, 888, 1_112);
    }

    [Fact]
    public void Another_seed_is_another_draw() =>
        Assert.NotEqual(DisplayEntry.LotOf("c1", seed: 1), DisplayEntry.LotOf("c1", seed: 2));

    private static DisplayEntry[] Plain(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new DisplayEntry(DisplayEntry.LotOf($"c{i}", 0), 1, false))];

    private static bool[] Show(ref DisplayBudget budget, DateTimeOffset now, DisplayEntry[] window)
    {
        bool[] shown = new bool[window.Length];
        budget = budget.Choose(now, window, shown, out _);
        return shown;
    }
}
