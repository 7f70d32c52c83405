using System.Globalization;
using System.Text;

namespace Interactions.LoadTests.Runs;

/// <summary>A series of a chart.</summary>
/// <param name="Style">A class of the style sheet: <c>a</c>, <c>b</c>, <c>fail</c>.</param>
internal sealed record Series(string Name, string Style, double[] Values);

/// <summary>Charts as inline SVG: no scripts, no network, and they print.</summary>
internal static class Charts
{
    private const int Width = 960;
    private const int Height = 220;
    private const int Left = 60;
    private const int Bottom = 30;
    private const int Top = 24;

    /// <summary>One failure among thousands of calls is seen, too.</summary>
    private const double LeastBar = 3;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    private static readonly double[] RoundSteps = [1, 2, 5, 10];

    /// <summary>Lines over time, and bars for what must not be overlooked.</summary>
    public static string Over(string title, string unit, int[] seconds, Series[] lines, Series? bars = null)
    {
        double most = NiceMax(lines.Append(bars).OfType<Series>().SelectMany(series => series.Values).DefaultIfEmpty(0).Max());
        StringBuilder svg = Begin(title, unit, most);
        if (bars is not null) { Bars(svg, bars, most, 1.0); }
        foreach (Series series in lines)
        {
            string points = string.Join(' ', series.Values.Select((value, i) => Invariant($"{X(i, series.Values.Length):0.#},{Y(value, most):0.#}")));
            svg.Append(Plain, $"<polyline class=\"line {series.Style}\" points=\"{points}\"/>");
        }
        for (int i = 0; i < seconds.Length; i += Math.Max(1, seconds.Length / 10))
        {
            svg.Append(Plain, $"<text x=\"{X(i, seconds.Length):0.#}\" y=\"{Height - 10}\" text-anchor=\"middle\">{seconds[i]} s</text>");
        }
        Legend(svg, [.. lines, .. bars is null ? Array.Empty<Series>() : [bars]]);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>How many fell into each bin.</summary>
    public static string Histogram(string title, string[] labels, long[] counts)
    {
        double most = NiceMax(counts.DefaultIfEmpty(0).Max());
        StringBuilder svg = Begin(title, "deliveries", most);
        Bars(svg, new Series("", "a", Array.ConvertAll(counts, count => (double)count)), most, 0.8);
        for (int i = 0; i < labels.Length; i++)
        {
            svg.Append(Plain, $"<text x=\"{Slot(i + 0.5, labels.Length):0.#}\" y=\"{Height - 10}\" text-anchor=\"middle\">{labels[i]}</text>");
        }
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The next of 1, 2, 5, 10, 20 … so that an axis has round numbers.</summary>
    internal static double NiceMax(double value)
    {
        if (value <= 0) { return 1; }
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return RoundSteps.Select(step => step * power).First(step => step >= value * 0.9999);
    }

    private static StringBuilder Begin(string title, string unit, double most)
    {
        StringBuilder svg = new();
        svg.Append(Plain, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title}\">");
        for (int i = 0; i <= 4; i++)
        {
            double y = Y(most * i / 4, most);
            svg.Append(Plain, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - 10}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            svg.Append(Plain, $"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{most * i / 4:#,0.##}</text>");
        }
        return svg.Append(Plain, $"<text x=\"{Left}\" y=\"14\">{title} ({unit})</text>");
    }

    private static void Bars(StringBuilder svg, Series bars, double most, double share)
    {
        int count = bars.Values.Length;
        double width = Math.Max(1, (Width - 10.0 - Left) / Math.Max(1, count) * share);
        for (int i = 0; i < count; i++)
        {
            if (bars.Values[i] <= 0) { continue; }
            double y = Math.Min(Y(bars.Values[i], most), Height - Bottom - LeastBar);
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"{bars.Style}\" x=\"{Slot(i + ((1 - share) / 2), count):0.#}\" y=\"{y:0.#}\" "
                + $"width=\"{width:0.#}\" height=\"{Height - Bottom - y:0.#}\"/>");
        }
    }

    private static void Legend(StringBuilder svg, Series[] all)
    {
        for (int i = 0; i < all.Length; i++)
        {
            int x = Width - 10 - ((all.Length - i) * 110);
            svg.Append(Plain, $"<rect class=\"{all[i].Style}\" x=\"{x}\" y=\"7\" width=\"10\" height=\"10\"/>");
            svg.Append(Plain, $"<text x=\"{x + 15}\" y=\"16\">{all[i].Name}</text>");
        }
    }

    private static double X(int i, int count) => Slot(i + 0.5, count);

    private static double Slot(double place, int count) => Left + ((Width - 10.0 - Left) * place / Math.Max(1, count));

    private static double Y(double value, double most) => Height - Bottom - (value / most * (Height - Bottom - Top));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
