#:project ../../src/ThreeSpo.Runs/ThreeSpo.Runs.csproj
// A run that meets millions of states: what its history costs in memory and on disk, how fast it is, and how long it takes to come back.
// Run: dotnet run -c Release recipes/reliability/states.cs -- 10000000
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ThreeSpo.Credit;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Runs;
using ThreeSpo.Training;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
long wanted = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
string folder = Directory.CreateTempSubdirectory("3spo-states-").FullName;
try
{
    MethodSettings settings = Settings();
    var records = new RecordSettings { KeepTrees = 20 };
    RunMemory memory;
    var watch = Stopwatch.StartNew();
    TimeSpan busy, waited;
    using (SqliteConnection connection = RunDatabase.Create(folder))
    {
        ITrainingMethod method = Method(settings);
        memory = method.Memory;
        using var writer = new RunWriter(connection, folder, records, memory);
        var total = new Tally();
        for (int iteration = 0; memory.Met.Count < wanted; iteration++)
        {
            Iteration done = (await method.IterateAsync(iteration, () => false, CancellationToken.None))!;
            total.Add(done.Tally);
            writer.Add(new RunProgress(iteration + 1, done.Tally, total, memory.Texts.Count, memory.History.Count, null, done.Trees), watch.Elapsed.TotalSeconds);
            if (iteration % 200 == 0)
                Console.Error.WriteLine($"{memory.Met.Count:N0} states met, {watch.Elapsed.TotalSeconds:N0} s");
        }

        writer.Flush();
        writer.WriteCounts(memory);
        writer.Flush();
        (busy, waited) = (writer.Busy, writer.Waited);
    }

    double ran = watch.Elapsed.TotalSeconds;
    long trajectories = memory.History.Clock - 1;
    long held = GC.GetTotalMemory(forceFullCollection: true);
    int counted = memory.History.Count;
    (double updates, double lookups) = Rates(memory, folder);
    long file = new FileInfo(Path.Combine(folder, RunDatabase.FileName)).Length;
    (double back, RunMemory again) = Reload(folder, settings);

    Console.WriteLine("| | |");
    Console.WriteLine("| --- | ---: |");
    Console.WriteLine($"| states met, each with its text | {memory.Met.Count:N0} |");
    Console.WriteLine($"| of them with counts (on a closed trajectory) | {counted:N0} |");
    Console.WriteLine($"| trajectories | {trajectories:N0} |");
    Console.WriteLine($"| time of the run, recording included | {ran:N0} s |");
    Console.WriteLine($"| the writer's thread at work / training waiting for it | {busy.TotalSeconds:N0} s / {waited.TotalSeconds:N1} s |");
    Console.WriteLine($"| memory of history, numbers of states and of texts | {held >> 20:N0} MiB, {(double)held / memory.Met.Count:N0} bytes a state |");
    Console.WriteLine($"| run.db, trees of the last {records.KeepTrees} iterations included | {file >> 20:N0} MiB, {(double)file / memory.Met.Count:N0} bytes a state |");
    Console.WriteLine($"| history updates at this size | {updates / 1e6:N1} M a second |");
    Console.WriteLine($"| history look-ups at this size | {lookups / 1e6:N1} M a second |");
    Console.WriteLine($"| coming back from the file | {back:N0} s |");
    Console.WriteLine($"| counts that came back with other bits | {Different(folder, again):N0} |");
    return 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static MethodSettings Settings() => new(
    new TrainingSettings { UpdateEvery = 1_000_000 },
    new RolloutSettings { State = StateIdentity.Text, NodeState = StateIdentity.Text, GoBack = GoBackRule.LateUniform, Trees = 64, MaxSteps = 25, TreeActions = 1000 },
    new HistorySettings { HalfLife = 200_000 }, new CreditSettings { Cut = CutRule.Never, MaxWidth = 1, TrajectoryCredit = TrajectoryCreditRule.None }, new LearnerSettings());

static ITrainingMethod Method(MethodSettings settings)
{
    var weights = new LightWeights();
    TaskInstance[] tasks = [.. Enumerable.Range(0, 4096).Select(i => new TaskInstance($"maze-{i}", "maze"))];
    return MethodFactory.Create(
        new Maze(), tasks, new LightActor(weights, new TabularFeatures(), 1), new LightLearner(weights, weights.Copy(), settings.Learner), settings);
}

// Trajectories of 25 states each, from all over the history.
static (double Updates, double Lookups) Rates(RunMemory memory, string folder)
{
    StateKey[] keys = Keys(folder);
    const int Length = 25;
    long began = Stopwatch.GetTimestamp();
    double seen = 0;
    foreach (StateKey key in keys)
        seen += memory.History[key].Visits;

    double lookups = keys.Length / Stopwatch.GetElapsedTime(began).TotalSeconds;
    GC.KeepAlive(seen);
    began = Stopwatch.GetTimestamp();
    for (int i = 0; i + Length <= keys.Length; i += Length)
        memory.History.Record(keys.AsSpan(i, Length), i % 2 == 0);

    return (keys.Length / Stopwatch.GetElapsedTime(began).TotalSeconds, lookups);
}

// A million keys of states, spread over the order in which they were met.
static StateKey[] Keys(string folder)
{
    using SqliteConnection connection = RunDatabase.OpenToRead(folder);
    using SqliteCommand command = connection.CreateCommand();
    command.CommandText = "SELECT key FROM state WHERE visits > 0 ORDER BY key LIMIT 1000000";
    using SqliteDataReader rows = command.ExecuteReader();
    List<StateKey> keys = [];
    while (rows.Read())
    {
        byte[] key = rows.GetFieldValue<byte[]>(0);
        keys.Add(new StateKey(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(8))));
    }

    return [.. keys];
}

static (double Seconds, RunMemory Memory) Reload(string folder, MethodSettings settings)
{
    var watch = Stopwatch.StartNew();
    using SqliteConnection connection = RunDatabase.OpenToWrite(folder);
    RunMemory memory = Method(settings).Memory;
    RunRestore.Fill(connection, memory);
    return (watch.Elapsed.TotalSeconds, memory);
}

static int Different(string folder, RunMemory memory)
{
    using SqliteConnection connection = RunDatabase.OpenToRead(folder);
    using SqliteCommand command = connection.CreateCommand();
    command.CommandText = "SELECT key, visits, successes, clock FROM state";
    using SqliteDataReader rows = command.ExecuteReader();
    int different = 0;
    while (rows.Read())
    {
        byte[] key = rows.GetFieldValue<byte[]>(0);
        (StateCounts counts, long clock) = memory.History.Written(new StateKey(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key), System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(8))));
        if (counts != new StateCounts(rows.GetDouble(1), rows.GetDouble(2)) || clock != rows.GetInt64(3))
            different++;
    }

    return different;
}

// A maze without end: every room has four doors, and hardly any two ways lead to one room.
sealed class Maze : PureEnvironment
{
    public static string Text(ulong room, int depth) =>
        $"You are in room {room:x16} of the maze, {depth} doors from where you began. Four doors lead on from here; none of them is marked.";

    public override Snapshot Start(TaskInstance task) => new Room(task.Id, ulong.Parse(task.Id[5..], CultureInfo.InvariantCulture), 0);

    public override Transition Step(Snapshot from, string action)
    {
        var here = (Room)from;
        ulong next = ((here.Number * 4) + (ulong)(action[^1] - '0') + 1) * 0x9E3779B97F4A7C15;
        var room = new Room(here.TaskId, next ^ (next >> 29), here.Depth + 1);
        bool isOut = room.Number % 97 == 0;
        return new Transition(room, 0, isOut ? 1 : 0, true, isOut ? Ending.Succeeded : Ending.None);
    }

    private sealed class Room(string task, ulong number, int depth) : Snapshot
    {
        private static readonly string[] Doors = ["door 0", "door 1", "door 2", "door 3"];

        public ulong Number => number;

        public int Depth => depth;

        public override string TaskId => task;

        public override string Goal => "Find the way out.";

        public override string Observation => Text(number, depth);

        public override IReadOnlyList<string> Actions => Doors;

        public override string WorldState => Observation;
    }
}
