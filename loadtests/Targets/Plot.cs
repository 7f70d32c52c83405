using System.Globalization;
using System.Text;

namespace Interactions.LoadTests.Targets;

/// <summary>Small plots as SVG files that follow the reader's dark mode: the stock hub beside the product, on logarithmic axes.</summary>
internal static class Plot
{
    private const int Width = 720;
    private const int Height = 340;
    private const int Left = 70;
    private const int Right = 20;
    private const int Top = 50;
    private const int Bottom = 50;

    private const string Style = """
        <style>
          text { font: 12px system-ui, sans-serif; fill: #5c6370 } .title { font-size: 14px; fill: #1b1d22 } .grid { stroke: #d5d8de }
          .stock { fill: #d97706; stroke: #d97706 } .ours { fill: #2563eb; stroke: #2563eb } polyline { fill: none !important; stroke-width: 2 }
          @media (prefers-color-scheme: dark) {
            text { fill: #a0a6b2 } .title { fill: #e8e9ec } .grid { stroke: #383c45 }
            .stock { fill: #f0b060; stroke: #f0b060 } .ours { fill: #7aa7ff; stroke: #7aa7ff }
          }
        </style>
        """;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Two bars for each label.</summary>
    public static string Bars(string title, string unit, string[] labels, (double Stock, double Ours)[] values)
    {
        Axis up = Axis.Over(values.SelectMany(value => new[] { value.Stock, value.Ours }));
        StringBuilder svg = Begin($"{title} ({unit})", up);
        double slot = (Width - Left - Right) / (double)labels.Length;
        for (int i = 0; i < labels.Length; i++)
        {
            double x = Left + (slot * i);
            Bar(svg, "stock", x + (slot * 0.15), slot * 0.33, up, values[i].Stock);
            Bar(svg, "ours", x + (slot * 0.52), slot * 0.33, up, values[i].Ours);
            svg.AppendLine(Plain, $"<text x=\"{x + (slot / 2):0}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{labels[i]}</text>");
        }
        return svg.AppendLine("</svg>").ToString();
    }

    /// <summary>A line for each side.</summary>
    public static string Lines(string title, string across, string up, (double X, double Y)[] stock, (double X, double Y)[] ours)
    {
        Axis x = Axis.Over(stock.Concat(ours).Select(point => point.X)), y = Axis.Over(stock.Concat(ours).Select(point => point.Y));
        StringBuilder svg = Begin($"{title}: {up}", y);
        foreach (double decade in x.Decades)
        {
            svg.AppendLine(Plain, $"<text x=\"{Across(x, decade):0}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{decade:#,0.####}</text>");
        }
        svg.AppendLine(Plain, $"<text x=\"{Width / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{across}</text>");
        Line(svg, "stock", x, y, stock);
        Line(svg, "ours", x, y, ours);
        return svg.AppendLine("</svg>").ToString();
    }

    private static StringBuilder Begin(string title, Axis up)
    {
        StringBuilder svg = new();
        svg.AppendLine(Plain, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title}\">");
        svg.AppendLine(Style).AppendLine(Plain, $"<text class=\"title\" x=\"{Left}\" y=\"20\">{title}</text>");
        foreach ((string style, string name, int x) in new[] { ("stock", "stock SignalR", Left), ("ours", "Interactions", Left + 130) })
        {
            svg.AppendLine(Plain, $"<rect class=\"{style}\" x=\"{x}\" y=\"30\" width=\"10\" height=\"10\"/><text x=\"{x + 16}\" y=\"39\">{name}</text>");
        }
        foreach (double decade in up.Decades)
        {
            double y = Up(up, decade);
            svg.AppendLine(Plain, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            svg.AppendLine(Plain, $"<text x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{decade:#,0.####}</text>");
        }
        return svg;
    }

    private static void Bar(StringBuilder svg, string style, double x, double width, Axis up, double value)
    {
        double y = Up(up, value);
        svg.AppendLine(Plain, $"<rect class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{Height - Bottom - y:0.#}\"/>");
        svg.AppendLine(Plain, $"<text x=\"{x + (width / 2):0.#}\" y=\"{y - 4:0.#}\" text-anchor=\"middle\">{Mark.Number(value)}</text>");
    }

    private static void Line(StringBuilder svg, string style, Axis x, Axis y, (double X, double Y)[] points)
    {
        string path = string.Join(' ', points.Select(point => string.Create(Plain, $"{Across(x, point.X):0.#},{Up(y, point.Y):0.#}")));
        svg.AppendLine(Plain, $"<polyline class=\"{style}\" points=\"{path}\"/>");
        foreach ((double px, double py) in points)
        {
            svg.AppendLine(Plain, $"<circle class=\"{style}\" cx=\"{Across(x, px):0.#}\" cy=\"{Up(y, py):0.#}\" r=\"4\"/>");
            svg.AppendLine(Plain, $"<text x=\"{Across(x, px):0.#}\" y=\"{Up(y, py) - 9:0.#}\" text-anchor=\"middle\">{Mark.Number(py)}</text>");
        }
    }

    private static double Across(Axis axis, double value) => Left + ((Width - Left - Right) * axis.Place(value));

    private static double Up(Axis axis, double value) => Height - Bottom - ((Height - Top - Bottom) * axis.Place(value));

    /// <summary>A logarithmic axis over whole decades.</summary>
    private readonly record struct Axis(int First, int Last)
    {
        public IEnumerable<double> Decades => Enumerable.Range(First, Last - First + 1).Select(power => Math.Pow(10, power));

        public static Axis Over(IEnumerable<double> values)
        {
            double[] logarithms = [.. values.Where(value => value > 0).Select(Math.Log10).DefaultIfEmpty(0)];
            int first = (int)Math.Floor(logarithms.Min());
            return new Axis(first, Math.Max(first + 1, (int)Math.Ceiling(logarithms.Max())));
        }

        /// <returns>0 at the beginning, 1 at the end; what is below begins the axis.</returns>
        public double Place(double value) => value <= 0 ? 0 : Math.Clamp((Math.Log10(value) - First) / (Last - First), 0, 1);
    }
}
