using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using ThreeSpo.Cli;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Runs;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Security.Fuzzing;

namespace ThreeSpo.Tests.Runs;

/// <summary>Whatever of a run folder is damaged: it goes on from what is whole, or is refused with one line.</summary>
public sealed class DamagedRunTests(DamagedRunTests.LeftRun before) : IClassFixture<DamagedRunTests.LeftRun>
{
    /// <summary>What can happen to the newest checkpoint and be noticed.</summary>
    public static TheoryData<string> Damages => [.. Checkpoint.Keys];

    private static readonly Dictionary<string, Action<string>> Checkpoint = new()
    {
        ["a flipped byte in the learner"] = place => Change(Path.Combine(place, "learner.bin"), bytes => Flipped(bytes, 999)),
        ["a flipped byte in the policy"] = place => Change(Path.Combine(place, "policy.light"), bytes => Flipped(bytes, 70)),
        ["a flipped byte in the state"] = place => Change(Path.Combine(place, "state.bin"), bytes => Flipped(bytes, 200)),
        ["a cut state"] = place => Change(Path.Combine(place, "state.bin"), bytes => bytes[..100]),
        ["an empty state"] = place => Change(Path.Combine(place, "state.bin"), _ => []),
        ["no state"] = place => File.Delete(Path.Combine(place, "state.bin")),
        ["no manifest"] = place => File.Delete(Path.Combine(place, "manifest.json")),
        ["a cut manifest"] = place => Change(Path.Combine(place, "manifest.json"), bytes => bytes[..40]),
        ["an empty manifest"] = place => Change(Path.Combine(place, "manifest.json"), _ => []),
        ["a manifest of rubbish"] = place => Change(Path.Combine(place, "manifest.json"), bytes => [.. bytes.Select(one => (byte)(one ^ 0x5A))]),
        ["a manifest that is no object"] = place => File.WriteAllText(Path.Combine(place, "manifest.json"), "[1, null]"),
        ["a manifest of another format"] = place => Rewrite(place, manifest => manifest["format"] = 99),
        ["a manifest with negative numbers"] = place => Rewrite(place, manifest => manifest["iterations"] = -1),
        ["a manifest without files"] = place => Rewrite(place, manifest => manifest["files"] = new JsonArray()),
        ["a manifest with nothing for files"] = place => Rewrite(place, manifest => manifest["files"] = null),
        ["a manifest with nothing for a file"] = place => Rewrite(place, manifest => manifest["files"]!.AsArray().Add(null)),
        ["a manifest with a file without a name"] = place => Rewrite(place, manifest => manifest["files"]![0]!["name"] = null),
        ["a manifest that names a file outside"] = place => Rewrite(place, manifest => manifest["files"]![0]!["name"] = "../../settings.json"),
        ["a manifest that names a file of the system"] = place => Rewrite(place, manifest => manifest["files"]![0]!["name"] = "/etc/hostname"),
        ["a manifest that names what cannot be a name"] = place => Rewrite(place, manifest => manifest["files"]![0]!["name"] = "a\0b"),
        ["a manifest that names a file twice"] = place => Rewrite(place, manifest => manifest["files"]!.AsArray().Add(manifest["files"]![0]!.DeepClone())),
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_checkpoint_is_left_out_and_the_run_ends_with_the_same_bytes(string damage)
    {
        using SmallRun run = before.Run.Copy();
        Checkpoint[damage](run.Newest);

        await run.ToEndAsync(_ => false);

        Assert.Equal(before.End, run.End());
        Assert.Contains("A damaged checkpoint is left out, the one before it is used", run.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_every_checkpoint_is_damaged_a_run_begins_anew_says_so_and_keeps_its_new_checkpoints()
    {
        using SmallRun run = before.Run.Copy();
        foreach (string place in new Checkpoints(run.Folder).All)
            Checkpoint["a cut state"](place);

        await run.LeaveAsync(3);
        Assert.Contains("No checkpoint of the run is whole: it begins anew", run.Log, StringComparison.Ordinal);
        Assert.All(new Checkpoints(run.Folder).All, place => CheckpointManifest.Read(place).Verify(place));

        await run.ToEndAsync(_ => false);
        Assert.Equal(before.End, run.End());
    }

    [Fact]
    public async Task A_damaged_result_is_written_again()
    {
        using SmallRun run = before.Run.Copy();
        await run.ToEndAsync(_ => false);
        File.WriteAllText(Path.Combine(run.Folder, "result.json"), "{ \"actions\": ");

        Assert.Equal(0, (await Program3spo.RunAsync(null, "train", run.Folder)).Code);
        Assert.Equal(before.End, run.End());
        JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Folder, "result.json"))).Dispose();
    }

    [Fact]
    public async Task A_state_that_is_not_what_it_should_be_but_has_the_right_checksum_is_refused_with_one_line_or_read()
    {
        byte[] sound = File.ReadAllBytes(Path.Combine(before.Run.Newest, "state.bin"));
        for (int number = 0; number < 15; number++)
        {
            using SmallRun run = before.Run.Copy();
            byte[] damaged = ByteDamage.Do(sound, new Chance("state", number));
            Seal(run.Newest, "state.bin", damaged);
            Exception? fault = await Record.ExceptionAsync(async () => (await run.OpenAsync()).Dispose());
            Assert.True(fault is null or InvalidDataException, $"{number}: {fault}");
            if (fault is not null)
                CheckLine(fault.Message, $"remove '{run.Newest}'");
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public async Task A_state_that_is_cut_but_has_the_right_checksum_is_refused_and_the_one_before_can_be_gone_on_from(double share)
    {
        using SmallRun run = before.Run.Copy();
        byte[] sound = File.ReadAllBytes(Path.Combine(run.Newest, "state.bin"));
        Seal(run.Newest, "state.bin", sound[..(int)(share * sound.Length)]);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(run.OpenAsync);
        CheckLine(fault.Message, $"remove '{run.Newest}'");

        Directory.Delete(run.Newest, recursive: true);
        await run.ToEndAsync(_ => false);
        Assert.Equal(before.End, run.End());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("text")]
    [InlineData("zeroes")]
    [InlineData("header")]
    public async Task A_damaged_database_is_refused_with_one_line(string damage)
    {
        using SmallRun run = before.Run.Copy();
        Change(Path.Combine(run.Folder, "run.db"), bytes => damage switch
        {
            "cut" => bytes[..(bytes.Length / 2)],
            "empty" => [],
            "text" => [.. "Dear diary, this is no database but a text of some length."u8],
            "zeroes" => new byte[bytes.Length],
            _ => [.. bytes[..24], .. bytes[24..4096].Select(one => (byte)~one), .. bytes[4096..]],
        });

        var fault = await Assert.ThrowsAsync<InvalidDataException>(run.OpenAsync);
        CheckLine(fault.Message, "run.db");
    }

    [Theory]
    [InlineData("UPDATE state SET key = x'00112233445566778899aabbccddeeff' WHERE id = 2")]
    [InlineData("UPDATE state SET key = 'no key' WHERE id = 2")]
    [InlineData("UPDATE state SET key = 7 WHERE id = 2")]
    [InlineData("DELETE FROM state WHERE id = 2")]
    [InlineData("UPDATE text SET key = x'00' WHERE id = 1")]
    [InlineData("DELETE FROM trajectory WHERE clock = 2")]
    [InlineData("DELETE FROM trajectory WHERE clock = (SELECT max(clock) FROM trajectory)")]
    [InlineData("UPDATE trajectory SET success = 1 - success WHERE clock = 2")]
    [InlineData("UPDATE trajectory SET states = x'ffffff7f' WHERE clock = 2")]
    [InlineData("UPDATE trajectory SET states = 1 WHERE clock = 2")]
    [InlineData("DROP TABLE trajectory")]
    [InlineData("PRAGMA user_version = 99")]
    public async Task Records_that_are_not_what_was_written_are_refused_with_one_line(string sql)
    {
        using SmallRun run = before.Run.Copy();
        Execute(run, sql);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(run.OpenAsync);
        CheckLine(fault.Message, "");
    }

    [Theory]
    [InlineData("DROP VIEW hardest_state; DROP VIEW tried; DROP VIEW curve; PRAGMA user_version = 1")]
    [InlineData("DROP VIEW curve; CREATE VIEW curve AS SELECT total_actions, success, mean_steps FROM evaluation ORDER BY id; PRAGMA user_version = 2")]
    public async Task A_database_of_an_older_schema_is_brought_up_to_date_and_gone_on_with(string older)
    {
        using SmallRun run = before.Run.Copy();
        Execute(run, """
            DROP VIEW curve; CREATE VIEW curve AS SELECT 1; ALTER TABLE trajectory DROP COLUMN task_score;
            ALTER TABLE evaluation DROP COLUMN task_score; ALTER TABLE evaluation_task DROP COLUMN task_score;
            ALTER TABLE iteration DROP COLUMN value_loss; ALTER TABLE iteration DROP COLUMN kl_weight;
            ALTER TABLE iteration DROP COLUMN mean_score; ALTER TABLE iteration DROP COLUMN sampled_states; ALTER TABLE iteration DROP COLUMN wide_states; ALTER TABLE iteration DROP COLUMN tokens
            """);
        Execute(run, older);

        await run.ToEndAsync(_ => false);

        Assert.Equal(before.End, run.End());
        Execute(run, "SELECT task_score FROM curve");
    }

    [Theory]
    [InlineData("settings.json")]
    [InlineData("run.db")]
    public void A_folder_without_its_settings_or_its_database_is_not_taken_for_a_run(string file)
    {
        using SmallRun run = before.Run.Copy();
        File.Delete(Path.Combine(run.Folder, file));

        CheckLine(Assert.Throws<UserMistakeException>(() => RunChoice.Of([run.Folder])).Message, "is a folder, but not a run's");
        Assert.Null(RunFolder.TryCreate(run.Folder));
    }

    private static void CheckLine(string message, string expected)
    {
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 20, 800);
        Assert.DoesNotContain(message, char.IsControl);
    }

    private static void Execute(SmallRun run, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(run.Folder, "run.db")};Pooling=False");
        connection.Open();
        RunDatabase.Execute(connection, sql);
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        bytes[at % bytes.Length] ^= 4;
        return bytes;
    }

    private static void Change(string file, Func<byte[], byte[]> change) => File.WriteAllBytes(file, change(File.ReadAllBytes(file)));

    private static void Rewrite(string place, Action<JsonNode> change)
    {
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(place, "manifest.json")))!;
        change(manifest);
        File.WriteAllText(Path.Combine(place, "manifest.json"), manifest.ToJsonString());
    }

    /// <summary>Puts other bytes into a checkpoint, and makes its checksums true again.</summary>
    private static void Seal(string place, string file, byte[] bytes)
    {
        var manifest = CheckpointManifest.Read(place);
        File.WriteAllBytes(Path.Combine(place, file), bytes);
        File.Delete(Path.Combine(place, "manifest.json"));
        (manifest with { Files = CheckpointManifest.Sum(place) }).Write(place);
    }

    /// <summary>A run that was left in the middle, and how it ends.</summary>
    public sealed class LeftRun : IAsyncLifetime
    {
        internal SmallRun Run { get; } = new(
            "world=corridor", "preset=branch", "trees=3", "treeTrajectories=3", "treeActions=30", "maxSteps=12", "actions=200", "updateEvery=4", "updateUnit=waves");

        internal string End { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Run.LeaveAsync(50);
            using SmallRun whole = Run.Copy();
            await whole.ToEndAsync(_ => false);
            End = whole.End();
        }

        public ValueTask DisposeAsync()
        {
            Run.Dispose();
            return default;
        }
    }
}
