using ThreeSpo.Environments;
using ThreeSpo.Settings;

namespace ThreeSpo.Runs;

/// <summary>How values of enumerations are written in a run's records: as in settings.</summary>
internal static class Words
{
    private static readonly string[] Endings = [.. Enum.GetValues<Ending>().Select(ending => Setting.Text(ending))];

    public static string Of(Ending ending) => Endings[(int)ending];
}
