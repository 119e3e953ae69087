using System.Globalization;
using ThreeSpo.Cli.Policies;
using ThreeSpo.Cli.Runs;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Outside;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Torch.Sampling;
using ThreeSpo.Training;
using ThreeSpo.Worlds;

namespace ThreeSpo.Cli.Verbs;

/// <summary>3spo play --watch: a policy plays, and shows what it reads, what it would do, and what it does.</summary>
internal static class Watching
{
    /// <summary>Actions sampled at each state, to show what else it might have done; the first is taken.</summary>
    private const int Tries = 8;

    public static async Task<int> RunAsync(string[] words, int task, bool showPrompts, CancellationToken cancellation)
    {
        SettingsSource source = SettingsSource.Read(words);
        Playground playground = Playgrounds.OpenForMeasuring(source);
        IReadOnlyList<TaskInstance> tasks = playground.Unseen.Tasks;
        if (task < 1 || task > tasks.Count)
            throw new UserMistakeException($"--task is {task}, but the panel {playground.Unseen.Name} has tasks 1 … {tasks.Count}.");

        using IPolicy policy = PolicySource.Open(source, playground);
        if (showPrompts && policy is not LanguagePolicy)
            throw new UserMistakeException("--prompts shows what a language model is asked, but this policy reads no text. Leave it out.");

        MethodSettings method = source.Method;
        var keys = new StateKeys(StateIdentity.Text, StateIdentity.Text);
        IActor actor = policy.Actor(method.Training.EvalTemperature);
        var explorer = new Explorer(playground.World, actor, keys, method.Rollout.MaxSteps);
        TreeNode node = await explorer.RootAsync(tasks[task - 1], cancellation);
        var tree = new RolloutTree(tasks[task - 1], node, new Draw((ulong)method.Training.Seed, Evaluator.Iteration, task - 1, 0), new TreeBudget(1, int.MaxValue));

        Show($"{policy.Description}; task {task} of {playground.Unseen.Name}: {node.Snapshot.TaskId}");
        Console.WriteLine();
        if (!node.Snapshot.Observation.Contains(node.Snapshot.Goal, StringComparison.Ordinal))
            Show($"{node.Snapshot.Goal}\n");

        Show(node.Snapshot.Observation);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (showPrompts && policy is LanguagePolicy language)
                PrintPrompt(language.Prompts.Describe(node));

            // The path is the one that an evaluation with this seed takes; what else might have been done is sampled beside it.
            Draw draws = tree.DrawsAt(node);
            IReadOnlyList<Proposal> others = (await actor.ProposeAsync([new ProposalRequest(node, Tries, draws, 1)], cancellation))[0];
            Branch taken = (await explorer.ExpandAsync([new Expansion(tree, node, 1)], cancellation))[0].Branches[0];
            PrintChoice(taken.Proposal, others);
            Show(taken.Child.Snapshot.Observation);
            if (taken.Ending is Ending.None)
            {
                node = taken.Child;
                continue;
            }

            Show(taken.Ending is Ending.Succeeded
                ? $"Solved in {taken.Child.Depth} steps." : $"Not solved: {taken.Ending} after {taken.Child.Depth} steps{Scored(taken.FinalScore)}. {taken.Fault}".TrimEnd());
            return Door.Fine;
        }
    }

    private static string Scored(double score) => score > 0 ? string.Create(CultureInfo.InvariantCulture, $", task score {score:P0}") : "";

    /// <summary>A world's texts and a model's answers may hold anything: the screen takes out what steers a terminal.</summary>
    private static void Show(string text) => Console.WriteLine(Printable.Text(text));

    private static void PrintPrompt(IReadOnlyList<Message> messages)
    {
        foreach (Message message in messages)
            Show($"  {message.Role}:\n  | {message.Text.ReplaceLineEndings("\n  | ")}");
    }

    private static void PrintChoice(Proposal taken, IReadOnlyList<Proposal> others)
    {
        Console.WriteLine();
        if (taken is LanguageProposal language && language.Text != language.Action)
            Show($"  {language.Text.ReplaceLineEndings("\n  ")}{(language.End is AnswerEnd.Limit ? "… (cut at the limit)" : "")}");

        Show(string.Create(CultureInfo.InvariantCulture,
            $"> {taken.Action}   ({Math.Exp(taken.LogProbability):P0}{(taken.WellFormed ? "" : ", badly formed")})"));
        string alternatives = string.Join(", ", others.Where(other => other.Action != taken.Action)
            .GroupBy(other => other.Action)
            .OrderByDescending(same => same.Count())
            .Select(same => string.Create(CultureInfo.InvariantCulture, $"{same.Key} ({Math.Exp(same.First().LogProbability):P0})")));
        if (alternatives.Length > 0)
            Show($"  or: {alternatives}");
    }
}
