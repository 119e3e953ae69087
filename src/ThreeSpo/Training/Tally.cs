using ThreeSpo.Environments;
using ThreeSpo.Optimization;
using ThreeSpo.Rollouts;
using ThreeSpo.Saving;

namespace ThreeSpo.Training;

/// <summary>What happened since counting began: one iteration, or a whole run. docs/metrics.md explains every figure.</summary>
public sealed record Tally
{
    private const string Part = "tally with a critic";

    /// <summary>Of checkpoints that were written before updates told what a critic learned.</summary>
    private const string PartBeforeCritics = "tally";

    /// <summary>Sampled actions.</summary>
    public long Actions { get; set; }

    /// <summary>Sampled actions that the world refused or that were badly formed; those on which it failed are counted as faults.</summary>
    public long Invalid { get; set; }

    /// <summary>Tokens of the prompts that actions were sampled at, once for each group.</summary>
    public long PromptTokens { get; set; }

    /// <summary>Tokens of the answers that actions were read from.</summary>
    public long ResponseTokens { get; set; }

    /// <summary>Closed trajectories, faulted ones left out.</summary>
    public long Trajectories { get; set; }

    /// <summary>Those that solved their task.</summary>
    public long Successes { get; set; }

    /// <summary>Groups of actions tried at one node.</summary>
    public long Groups { get; set; }

    /// <summary>Groups of two or more whose step advantages were not all zero.</summary>
    public long GroupsWithSpread { get; set; }

    /// <summary>Groups of two or more.</summary>
    public long WideGroups { get; set; }

    /// <summary>Nodes looked at and given up.</summary>
    public long Cuts { get; set; }

    /// <summary>Waves in which at least one tree sampled.</summary>
    public long Waves { get; set; }

    /// <summary>Iterations in which no tree sampled.</summary>
    public long EmptyIterations { get; set; }

    /// <summary>Times that a world failed, or that no action could be sampled.</summary>
    public long Faults { get; set; }

    /// <summary>The first fault's text; null where none happened.</summary>
    public string? FirstFault { get; set; }

    /// <summary>What the updates did.</summary>
    public UpdateReport Updates { get; set; }

    /// <summary>Mean number of actions tried at a node.</summary>
    public double MeanWidth => Groups == 0 ? 0 : (double)Actions / Groups;

    /// <summary>Success rate of the training trajectories.</summary>
    public double SuccessRate => Trajectories == 0 ? 0 : (double)Successes / Trajectories;

    /// <summary>Counts a group, and lets the run remember which states were met.</summary>
    public void Count(StepGroup group, RunMemory memory)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(memory);
        Groups++;
        Actions += group.Branches.Count;
        PromptTokens += group.Branches.Count > 0 ? group.Branches[0].Proposal.PromptTokens : 0;
        foreach (Branch branch in group.Branches)
        {
            memory.Meet(branch.Child);
            ResponseTokens += branch.Proposal.ResponseTokens;
            if (branch.Ending is Ending.Faulted)
                CountFault(branch.Fault);
            else if (!branch.Valid)
                Invalid++;
        }
    }

    /// <summary>Counts a fault of the world.</summary>
    public void CountFault(string? fault)
    {
        Faults++;
        FirstFault ??= fault;
    }

    /// <summary>Counts a closed trajectory.</summary>
    public void Count(Trajectory trajectory)
    {
        ArgumentNullException.ThrowIfNull(trajectory);
        if (trajectory.Ending is Ending.Faulted)
            return;

        Trajectories++;
        Successes += trajectory.Succeeded ? 1 : 0;
    }

    /// <summary>Saves every figure.</summary>
    public void Save(StateWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Begin(Part);
        foreach (long figure in new[]
        {
            Actions, Invalid, PromptTokens, ResponseTokens, Trajectories, Successes, Groups, GroupsWithSpread, WideGroups, Cuts, Waves,
            EmptyIterations, Faults,
        })
        {
            to.Write(figure);
        }

        to.Write(FirstFault);
        Updates.Save(to);
    }

    /// <summary>Reads what was saved.</summary>
    public static Tally Load(StateReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        bool hasCritic = from.Expect(PartBeforeCritics, Part) == Part;
        return new Tally
        {
            Actions = from.Long(),
            Invalid = from.Long(),
            PromptTokens = from.Long(),
            ResponseTokens = from.Long(),
            Trajectories = from.Long(),
            Successes = from.Long(),
            Groups = from.Long(),
            GroupsWithSpread = from.Long(),
            WideGroups = from.Long(),
            Cuts = from.Long(),
            Waves = from.Long(),
            EmptyIterations = from.Long(),
            Faults = from.Long(),
            FirstFault = from.Text(),
            Updates = UpdateReport.Load(from, hasCritic),
        };
    }

    /// <summary>Adds another tally to this one.</summary>
    public void Add(Tally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Actions += other.Actions;
        Invalid += other.Invalid;
        PromptTokens += other.PromptTokens;
        ResponseTokens += other.ResponseTokens;
        Trajectories += other.Trajectories;
        Successes += other.Successes;
        Groups += other.Groups;
        GroupsWithSpread += other.GroupsWithSpread;
        WideGroups += other.WideGroups;
        Cuts += other.Cuts;
        Waves += other.Waves;
        EmptyIterations += other.EmptyIterations;
        Faults += other.Faults;
        FirstFault ??= other.FirstFault;
        Updates += other.Updates;
    }
}
