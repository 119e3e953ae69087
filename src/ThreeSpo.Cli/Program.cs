using System.CommandLine;
using ThreeSpo.Cli;
using ThreeSpo.Cli.Compare;
using ThreeSpo.Cli.Verbs;
using ThreeSpo.Cli.Verbs.Bench;

var root = new RootCommand("""
    Trains text agents with 3SPO: every state is learned from, and any state can be gone back to.

    Start with:   3spo train                    a light policy, in seconds
                  3spo train policy=tiny        a language model, in minutes
    Then:         3spo eval policy=runs/alfworld-scout-1
                  3spo play alfworld
    """)
{
    TrainCommand.Create(),
    CompareCommand.Create(),
    EvalCommand.Create(),
    PlayCommand.Create(),
    WarmupCommand.Create(),
    PolicyCommand.Create(),
    ExplainCommand.Create(),
    RunsCommand.Create(),
    ReplayCommand.Create(),
    ExportCommand.Create(),
    InitCommand.Create(),
    DataCommand.Create(),
    BenchCommand.Create(),
    DoctorCommand.Create(),
};

return await Door.EnterAsync(root, args);
