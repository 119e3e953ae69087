using System.Globalization;
using System.Text;
using System.Xml;
using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;

namespace ThreeSpo.Cli.Compare;

/// <summary>A curve over seeds: its mean, and how far seeds lie around it.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="Colour">Its place among the variants of the study: the same in every picture.</param>
/// <param name="Points">Where, the mean, and the deviation.</param>
internal sealed record SeedCurve(string Name, int Colour, IReadOnlyList<(double X, double Mean, double Deviation)> Points);

/// <summary>Curves as a picture that stands alone: readable on light and on dark, by colour or without it, names at the ends of the lines.</summary>
internal sealed class CurvesSvg
{
    private const double Width = 820;
    private const double Height = 420;
    private const double Left = 58;
    private const double Right = 190;
    private const double Top = 52;
    private const double Bottom = 52;
    private const double LabelHeight = 15;

    /// <summary>What an axis ends with that counts in percent.</summary>
    private const string Percent = "%";

    /// <summary>Okabe and Ito's colours, which people see apart whatever colours they see, without the yellow, which nobody sees on white; for dark pages lighter where needed.</summary>
    private static readonly (string Light, string Dark)[] Colours =
    [
        ("#0072b2", "#4fb0e8"), ("#d55e00", "#f0803c"), ("#009e73", "#2fc79b"), ("#cc79a7", "#dd96bd"), ("#b07d00", "#e69f00"), ("#3f94c7", "#7cc8f2"), ("#666666", "#b5b5b5"),
    ];

    /// <summary>Beyond the last colour they begin anew, dashed.</summary>
    private static readonly string[] Dashes = ["", "7 3", "2 3", "9 3 2 3"];

    private static readonly double[] Factors = [1, 2, 5, 10];

    private readonly IReadOnlyList<SeedCurve> _curves;
    private readonly double _most;

    private CurvesSvg(IReadOnlyList<SeedCurve> curves, double most) => (_curves, _most) = (curves, most);

    /// <summary>The picture's text.</summary>
    /// <param name="title">What stands over it.</param>
    /// <param name="across">What the horizontal axis counts, with its unit.</param>
    /// <param name="upward">What the vertical axis shows, from 0 to 1.</param>
    /// <param name="curves">The curves.</param>
    public static string Of(string title, string across, string upward, IReadOnlyList<SeedCurve> curves)
    {
        double most = curves.SelectMany(curve => curve.Points).Select(point => point.X).DefaultIfEmpty(1).Max();
        var text = new StringBuilder();
        using (var svg = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
            new CurvesSvg(curves, most > 0 ? most : 1).Write(svg, title, across, upward);

        return text.Append('\n').ToString();
    }

    private static string Style()
    {
        IEnumerable<string> Rules(Func<(string Light, string Dark), string> colour) =>
            Colours.Select((one, i) => $".c{i} {{ stroke: {colour(one)}; }} .f{i} {{ fill: {colour(one)}; }}");
        return $$"""

            text { font: 12px system-ui, sans-serif; fill: #222; } .grid { stroke: #ddd; } .line { fill: none; stroke-width: 2; } .band { opacity: .14; } .lead { stroke-width: 1; opacity: .5; }
            {{string.Join(" ", Rules(one => one.Light))}}
            @media (prefers-color-scheme: dark) { text { fill: #ddd; } .grid { stroke: #444; } {{string.Join(" ", Rules(one => one.Dark))}} }

            """;
    }

    private void Write(XmlWriter svg, string title, string across, string upward)
    {
        svg.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(svg, ("viewBox", $"0 0 {Number(Width)} {Number(Height)}"), ("role", "img"));
        svg.WriteElementString("title", Printable.Line(title, 300));
        svg.WriteElementString("style", Style());
        Text(svg, Left, 20, title, "start");
        Axes(svg, across, upward);
        foreach (SeedCurve curve in _curves.Where(curve => curve.Points.Count > 0))
            Band(svg, curve);
        foreach (SeedCurve curve in _curves.Where(curve => curve.Points.Count > 0))
            Line(svg, curve);

        Labels(svg);
        svg.WriteEndElement();
    }

    private void Axes(XmlWriter svg, string across, string upward)
    {
        for (int tick = 0; tick <= 5; tick++)
        {
            double height = tick / 5.0;
            Rule(svg, "grid", Left, Y(height), Width - Right, Y(height));
            Text(svg, Left - 8, Y(height) + 4, upward.EndsWith(Percent, StringComparison.Ordinal) ? Number(tick * 20) : Number(height), "end");
        }

        double step = Step(_most);
        for (int tick = 0; tick * step <= _most * 1.0001; tick++)
            Text(svg, X(tick * step), Height - Bottom + 18, step >= 1 ? Shown.Short((long)Math.Round(tick * step)) : Number(tick * step), "middle");

        Text(svg, X(_most / 2), Height - 12, across, "middle");
        Text(svg, 4, Top - 14, upward, "start");
    }

    private void Band(XmlWriter svg, SeedCurve curve)
    {
        if (curve.Points.All(point => point.Deviation == 0))
            return;

        IEnumerable<string> high = curve.Points.Select(point => Point(point.X, point.Mean + point.Deviation));
        IEnumerable<string> low = curve.Points.Reverse().Select(point => Point(point.X, point.Mean - point.Deviation));
        svg.WriteStartElement("polygon");
        Attributes(svg, ("class", $"band f{curve.Colour % Colours.Length}"), ("points", string.Join(' ', high.Concat(low))));
        svg.WriteEndElement();
    }

    private void Line(XmlWriter svg, SeedCurve curve)
    {
        svg.WriteStartElement("polyline");
        Attributes(svg, ("class", $"line c{curve.Colour % Colours.Length}"), ("points", string.Join(' ', curve.Points.Select(point => Point(point.X, point.Mean)))));
        if (Dash(curve) is { Length: > 0 } dash)
            svg.WriteAttributeString("stroke-dasharray", dash);

        svg.WriteEndElement();
    }

    /// <summary>Names beside the ends of the lines, moved apart where they would lie on each other.</summary>
    private void Labels(XmlWriter svg)
    {
        (SeedCurve Curve, double At)[] labels = [.. _curves.Where(curve => curve.Points.Count > 0)
            .Select(curve => (curve, Y(curve.Points[^1].Mean))).OrderBy(label => label.Item2).ThenBy(label => label.curve.Name, StringComparer.Ordinal)];
        double[] places = new double[labels.Length];
        for (int i = 0; i < labels.Length; i++)
            places[i] = Math.Max(labels[i].At, i == 0 ? Top : places[i - 1] + LabelHeight);

        double bottom = Height - 4;
        for (int i = labels.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], bottom);
            bottom = places[i] - LabelHeight;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            (SeedCurve curve, double at) = labels[i];
            Rule(svg, $"lead c{curve.Colour % Colours.Length}", X(curve.Points[^1].X) + 2, at, Width - Right + 18, places[i], Dash(curve));
            Text(svg, Width - Right + 22, places[i] + 4, curve.Name, "start");
        }
    }

    private static string Dash(SeedCurve curve) => Dashes[curve.Colour / Colours.Length % Dashes.Length];

    /// <summary>A step of 1, 2 or 5 times a power of ten, for about six ticks.</summary>
    private static double Step(double most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(most / 5)));
        return Factors.Select(factor => factor * power).First(step => most / step <= 6);
    }

    private double X(double x) => Left + (x / _most * (Width - Left - Right));

    private static double Y(double share) => Height - Bottom - (Math.Clamp(share, 0, 1) * (Height - Bottom - Top));

    private string Point(double x, double share) => $"{Number(X(x))},{Number(Y(share))}";

    private static void Rule(XmlWriter svg, string style, double fromX, double fromY, double toX, double toY, string dash = "")
    {
        svg.WriteStartElement("line");
        Attributes(svg, ("class", style), ("x1", Number(fromX)), ("y1", Number(fromY)), ("x2", Number(toX)), ("y2", Number(toY)));
        if (dash.Length > 0)
            svg.WriteAttributeString("stroke-dasharray", dash);

        svg.WriteEndElement();
    }

    private static void Text(XmlWriter svg, double x, double y, string text, string anchor)
    {
        svg.WriteStartElement("text");
        Attributes(svg, ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor));
        svg.WriteString(Printable.Line(text, 120));
        svg.WriteEndElement();
    }

    private static void Attributes(XmlWriter svg, params (string Name, string Value)[] all)
    {
        foreach ((string name, string value) in all)
            svg.WriteAttributeString(name, value);
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
