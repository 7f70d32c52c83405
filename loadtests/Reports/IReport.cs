using System.Text.Json;

namespace Interactions.LoadTests.Reports;

/// <summary>What a run found, for people and for files.</summary>
internal interface IReport
{
    /// <summary>False when the server broke a promise; slowness alone breaks none.</summary>
    bool Holds { get; }

    IEnumerable<string> Lines();
}

internal static class ReportOutput
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Prints it, and writes it to a file when one is named.</summary>
    /// <returns>The exit code: 0 when the promises hold.</returns>
    public static int Write(FileInfo? file, params IReport[] reports)
    {
        foreach (string line in reports.SelectMany(report => report.Lines())) { Console.WriteLine(line); }
        if (file is not null)
        {
            object content = new { machine = Machine.Describe(), reports = reports.Cast<object>() };
            File.WriteAllText(file.FullName, JsonSerializer.Serialize(content, Json) + "\n");
        }
        return reports.All(report => report.Holds) ? 0 : 1;
    }
}
