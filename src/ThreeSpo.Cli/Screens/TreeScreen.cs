using Spectre.Console;
using ThreeSpo.Outside;
using ThreeSpo.Runs.Reading;

namespace ThreeSpo.Cli.Screens;

/// <summary>Shows a recorded tree: coloured by success rate in a terminal, plain in a pipe.</summary>
internal static class TreeScreen
{
    public static void Print(IAnsiConsole console, RecordedTree tree, string folder)
    {
        TextWriter lines = console.Profile.Out.Writer;
        bool coloured = console.Profile.Out.IsTerminal;
        int width = coloured ? Math.Max(Prose.Width, console.Profile.Width) : Prose.Width;
        lines.WriteLine(Printable.Line($"{folder}: iteration {tree.Iteration}, tree {tree.Slot}", 500));
        lines.WriteLine(Printable.Line($"{tree.Task} ({tree.Kind})", 500));
        lines.WriteLine($"{tree.Actions} actions sampled, {tree.Trajectories} trajectories, {tree.Successes} of them solved the task");
        lines.WriteLine();
        lines.WriteLine(TreeLines.Head);
        foreach ((RecordedNode node, string text) in TreeLines.Of(tree, width))
        {
            if (coloured)
                console.Write(new Paragraph(text + "\n", new Style(ColourOf(node))));
            else
                lines.WriteLine(text);
        }

        lines.WriteLine();
        foreach (string line in Prose.Lines("A path goes on in its column; what else was tried hangs beside it. #: number of the node. S(s): state score. n: actions tried from there. R, A: reward and advantage of the step that led there. won: trajectories through it that solved the task, of those closed.", ""))
            lines.WriteLine(line);
    }

    private static Color ColourOf(RecordedNode node) => node.SuccessRate switch
    {
        null => Color.Grey,
        0 => Color.Red,
        < 0.5 => Color.Orange1,
        < 1 => Color.Yellow,
        _ => Color.Green,
    };
}
