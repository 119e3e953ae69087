using Microsoft.Data.Sqlite;
using ThreeSpo.Runs;
using ThreeSpo.Runs.Reading;
using ThreeSpo.Tests.Fakes;

namespace ThreeSpo.Tests.Runs;

public sealed class RunLoaderTests
{
    [Fact]
    public void A_run_that_goes_on_remembers_where_its_settings_first_came_from()
    {
        using var run = new HandRun();
        using (SqliteConnection connection = RunDatabase.OpenToWrite(run.Path))
            RunLoader.WriteFacts(connection, [], [("actions", "20", "settings.json"), ("recordTrees", "2", "command line"), ("seed", "1", "default")]);

        using var reader = RunReader.Open(run.Path);
        Assert.Equal(
            [("actions", "20", "command line"), ("recordTrees", "2", "command line"), ("seed", "1", "default")],
            reader.All("SELECT key, value, origin FROM setting WHERE key <> 'keepTrees' ORDER BY key", row => (row.Text(0), row.Text(1), row.Text(2))));
    }
}
