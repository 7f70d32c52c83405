namespace Interactions.LoadTests.Runs;

internal static class HtmlReport
{
    public static string Of(RunReport report) => report.Verdict;
}
