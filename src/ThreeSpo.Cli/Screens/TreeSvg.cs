using System.Globalization;
using System.Text;
using System.Xml;
using ThreeSpo.Outside;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Screens;

/// <summary>A recorded tree as a picture: an SVG that stands alone. Colours go by success rate; every node tells all about itself when pointed at.</summary>
internal sealed class TreeSvg
{
    private const double RowHeight = 26;
    private const double LetterWidth = 5.9;
    private const double Gap = 26;
    private const double Margin = 20;
    private const double Top = 84;
    private const int MostLetters = 26;
    private const string NotPassed = "#9aa0a6";

    private readonly RecordedTree _tree;
    private readonly TreeLayout _layout;
    private readonly double[] _left;
    private readonly string[] _labels;

    private TreeSvg(RecordedTree tree)
    {
        _tree = tree;
        _layout = TreeLayout.Of(tree);
        _labels = [.. tree.Nodes.Select(Label)];
        double[] widths = new double[_layout.Depth];
        foreach (RecordedNode node in tree.Nodes)
            widths[_layout.Layers[node.Number]] = Math.Max(widths[_layout.Layers[node.Number]], LetterWidth * Math.Max(10, _labels[node.Number].Length));

        // [layers + 1]: where each layer begins, and where the last one ends.
        _left = [Margin, .. widths.Select((_, i) => Margin + widths[..(i + 1)].Sum(width => width + Gap))];
    }

    /// <summary>The most nodes of a tree that a picture is made of: no browser shows more.</summary>
    public const int MostNodes = 20_000;

    /// <summary>The picture's text.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="title">What stands over it.</param>
    public static string Of(RecordedTree tree, string title)
    {
        var text = new StringBuilder();
        using (var svg = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" }))
            new TreeSvg(tree).Write(svg, title);

        return text.Append('\n').ToString();
    }

    /// <summary>The colour of a success rate: from red over amber to green; grey where no trajectory was closed.</summary>
    public static string Colour(double? rate)
    {
        if (rate is not { } share)
            return NotPassed;

        (int R, int G, int B) from = share < 0.5 ? (207, 62, 54) : (236, 169, 48);
        (int R, int G, int B) to = share < 0.5 ? (236, 169, 48) : (46, 139, 87);
        double part = share < 0.5 ? 2 * share : (2 * share) - 1;
        int Mixed(int a, int b) => (int)Math.Round(a + (part * (b - a)));
        return $"#{Mixed(from.R, to.R):x2}{Mixed(from.G, to.G):x2}{Mixed(from.B, to.B):x2}";
    }

    private double X(int number) => _left[_layout.Layers[number]];

    private double Y(int number) => Top + (RowHeight * (_layout.Rows[number] + 0.5));

    private void Write(XmlWriter svg, string title)
    {
        double width = Math.Max(_left[^1] + Margin, 840);
        double height = Top + (RowHeight * _layout.Height) + Margin;
        svg.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(svg, ("viewBox", $"0 0 {F(width)} {F(height)}"), ("width", F(width)), ("height", F(height)), ("font-family", "sans-serif"));
        Element(svg, "style", ".e{fill:none;stroke-width:1.6}.a{font-size:10px;fill:#202124}.f{font-size:7.5px;fill:#5f6368}.n{stroke:#fff;stroke-width:1}");
        Element(svg, "rect", null, ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
        Header(svg, title);

        // What led to success is drawn over what did not.
        foreach (RecordedNode node in _tree.Nodes.Where(node => node.Parent is not null).OrderBy(node => node.SuccessRate ?? -1))
            Edge(svg, node);

        foreach (RecordedNode node in _tree.Nodes)
            Node(svg, node);

        svg.WriteEndElement();
    }

    private void Header(XmlWriter svg, string title)
    {
        Text(svg, Margin, 24, "", title, ("font-size", "14"), ("font-weight", "bold"));
        Text(svg, Margin, 42, "a", string.Create(CultureInfo.InvariantCulture,
            $"{_tree.Task} ({_tree.Kind}): {_tree.Actions} actions sampled, {_tree.Trajectories} trajectories, {_tree.Successes} solved the task"));
        double x = Margin;
        foreach ((double? rate, string label) in new (double?, string)[] { (1, "all solved"), (0.5, "half"), (0, "none"), (null, "no trajectory closed") })
        {
            Element(svg, "circle", null, ("class", "n"), ("cx", F(x + 5)), ("cy", "58"), ("r", "5"), ("fill", Colour(rate)));
            Text(svg, x + 14, 61, "f", label);
            x += 28 + (LetterWidth * label.Length);
        }

        Text(svg, x, 61, "f", "circle: goes on · square: the task was solved · diamond: ended otherwise · under the action: S(s), advantage, solved/closed");
    }

    /// <summary>From beside the parent, under its label, then over to the child's row.</summary>
    private void Edge(XmlWriter svg, RecordedNode node)
    {
        int parent = node.Parent!.Value;
        double end = X(node.Number);
        double turn = end - Gap;
        Element(svg, "path", null, ("class", "e"), ("stroke", Colour(node.SuccessRate)), ("d",
            $"M{F(X(parent))} {F(Y(parent))}H{F(turn)}C{F(turn + (Gap / 2))} {F(Y(parent))} {F(turn + (Gap / 2))} {F(Y(node.Number))} {F(end)} {F(Y(node.Number))}"));
    }

    private void Node(XmlWriter svg, RecordedNode node)
    {
        double x = X(node.Number);
        double y = Y(node.Number);
        string colour = Colour(node.SuccessRate);
        svg.WriteStartElement("g");
        Element(svg, "title", Clean(About(node)));
        switch (node.Ending)
        {
            case null or "none":
                Element(svg, "circle", null, ("class", "n"), ("cx", F(x)), ("cy", F(y)), ("r", node.Width > 1 ? "6" : "4"), ("fill", colour));
                break;
            case "succeeded":
                Element(svg, "rect", null, ("class", "n"), ("x", F(x - 5)), ("y", F(y - 5)), ("width", "10"), ("height", "10"), ("fill", colour));
                break;
            default:
                Element(svg, "path", null, ("class", "n"), ("d", $"M{F(x - 6)} {F(y)}l6 -6 6 6 -6 6z"), ("fill", colour));
                break;
        }

        Text(svg, x + 9, y - 3, "a", _labels[node.Number]);
        Text(svg, x + 9, y + 9, "f", Figures(node));
        svg.WriteEndElement();
    }

    private static string Label(RecordedNode node)
    {
        string action = node.Action is null ? "(start)" : Prose.OneLine(node.Action);
        return Printable.Line(action, action.Length > MostLetters ? MostLetters - 1 : MostLetters);
    }

    private static string Figures(RecordedNode node) => string.Join(" · ", new[]
    {
        node.Score is { } score ? string.Create(CultureInfo.InvariantCulture, $"S {score:0.00}") : "",
        node.Advantage != 0 ? string.Create(CultureInfo.InvariantCulture, $"A {node.Advantage:+0.00;-0.00}") : "",
        node.Passed > 0 ? $"{node.Successes}/{node.Passed}" : "",
    }.Where(part => part.Length > 0));

    private static string About(RecordedNode node) => Printable.Text(string.Create(CultureInfo.InvariantCulture,
        $"""
        {node.Action ?? "(start)"}
        node {node.Number}, step {node.Depth}, ending {node.Ending ?? "none"}
        S(s) {Shown.Real(node.Score)}, n {node.Width}, R {Shown.Real(node.Reward)}, A {Shown.Real(node.Advantage)}
        {node.Successes} of {node.Passed} trajectories through here solved the task; probability {Shown.Real(node.Probability)}
        {node.Fault ?? node.Text ?? ""}
        """));

    private static void Text(XmlWriter svg, double x, double y, string style, string text, params ReadOnlySpan<(string Name, string Value)> more) =>
        Element(svg, "text", Clean(Printable.Line(text, 500)), [("class", style), ("x", F(x)), ("y", F(y)), .. more]);

    private static void Element(XmlWriter svg, string name, string? text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        svg.WriteStartElement(name);
        Attributes(svg, attributes);
        if (text is not null)
            svg.WriteString(text);

        svg.WriteEndElement();
    }

    private static void Attributes(XmlWriter svg, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes.ToArray().Where(one => one.Value.Length > 0))
            svg.WriteAttributeString(name, value);
    }

    /// <summary>A text without the two code points that print and are no characters of XML.</summary>
    private static string Clean(string text) => text.Replace('\ufffe', '?').Replace('\uffff', '?');

    private static string F(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
