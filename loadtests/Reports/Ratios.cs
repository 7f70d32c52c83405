namespace Interactions.LoadTests.Reports;

/// <summary>Product divided by baseline.</summary>
internal sealed record Ratios(string Of, double Rate, double? Cpu, double P99) : IReport
{
    public bool Holds => true;

    public IEnumerable<string> Lines()
    {
        yield return $"product / baseline, {Of}: rate x {Rate:N2}, server CPU each x {Cpu:N2}, p99 x {P99:N2}";
    }
}
