using Interactions.LoadTests.Reports;

namespace Interactions.LoadTests.Targets;

/// <summary>A target and what was measured for it.</summary>
/// <param name="Runs">The runs that its figures come from: the baseline's first.</param>
internal sealed record TargetResult(int Number, string Work, Mark[] Marks, params CommentsReport[] Runs) : IReport
{
    /// <summary>A target that is missed breaks no promise, and the baseline has made none.</summary>
    public bool Holds => Runs.All(run => run.Holds || run.Name != "product");

    public IEnumerable<string> Lines()
    {
        yield return $"target {Number}: {Work}";
        foreach (Mark mark in Marks)
        {
            string verdict = mark.IsReached switch { true => $"; asked {mark.Asked}, reached", false => $"; asked {mark.Asked}, MISSED", null => "" };
            string beside = mark.Other is null ? "" : $" beside {Mark.Number(mark.Other)} (x {Mark.Number(mark.Ratio)})";
            yield return $"  {mark.Figure}: {Mark.Number(mark.Product)}{beside}{verdict}";
        }
    }
}
