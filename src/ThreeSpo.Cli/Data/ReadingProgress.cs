using ThreeSpo.Cli.Screens;
using ThreeSpo.Outside;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Cli.Data;

/// <summary>How far reading has come, on the standard error, where it takes longer than two seconds: a line every two.</summary>
/// <param name="clock">The clock.</param>
/// <param name="to">Where to.</param>
internal sealed class ReadingProgress(TimeProvider clock, TextWriter to)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private long _shown = clock.GetTimestamp();

    public void Show(CatalogueProgress at)
    {
        if (clock.GetElapsedTime(_shown) < Every)
            return;

        _shown = clock.GetTimestamp();
        to.WriteLine(
            $"{Printable.Line(Path.GetFileName(at.File), 60)}: {Shown.Bytes(at.Bytes)} of {Shown.Bytes(OutsideFile.Length(at.File))}, {Shown.Number(at.Items)} entries");
    }
}
