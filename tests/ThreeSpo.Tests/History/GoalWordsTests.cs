using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.History;

public sealed class GoalWordsTests
{
    private static readonly StateKeys Keys = new(StateIdentity.GoalWords, StateIdentity.GoalWords);

    private const char Between = '\u001f';

    [Fact]
    public void The_text_holds_the_goal_and_what_is_seen_offered_and_done_of_it()
    {
        var here = new Errand("On the Shelf 1 you see a MUG 2.") { Offered = ["go to shelf 2", "take mug 2 from shelf 1", "look", "open drawer 3"] };
        GoalWords words = GoalWords.Of(here.Goal).After("go to shelf 1").After("open drawer 2");

        Assert.Equal(string.Join(Between, "put a mug in shelf", "a,mug,shelf", "go:shelf,take:mug:shelf", "go:shelf"), words.TextOf(here));
    }

    [Fact]
    public void A_first_word_is_what_is_done_and_no_word_of_the_goal()
    {
        var here = new Errand("Nothing.") { Offered = ["put knife", "mug"] };

        Assert.Equal(string.Join(Between, "put a mug in shelf", "", "", ""), GoalWords.Of(here.Goal).TextOf(here));
    }

    [Theory]
    [InlineData("On shelf 1, a mug 1.", "You arrive. Here is mug 7; shelf 4 is below A lamp", true)]
    [InlineData("On shelf 1, a mug 1.", "On shelf 1, a pan 1.", false)]
    public void Moments_are_one_state_where_they_differ_in_other_words_alone(string one, string other, bool same) =>
        Assert.Equal(same, Root(one).State == Root(other).State);

    [Fact]
    public void The_way_counts_by_what_it_shares_with_the_goal()
    {
        TreeNode root = Root("Hall.");

        Assert.Equal(root.State, Child(root, "look around").State);
        Assert.NotEqual(root.State, Child(root, "take mug 1 from table 2").State);
        Assert.Equal(Child(root, "take mug 1 from table 2").State, Child(Child(root, "take mug 3 from desk 9"), "take MUG 4").State);
    }

    [Fact]
    public void A_tree_that_begins_at_an_archived_state_knows_the_way_there()
    {
        var snapshot = new Errand("Hall.");
        TreeNode walked = Child(Child(Root("Hall."), "take mug 1"), "look");
        var archived = new TreeNode(snapshot, null, 2, 0, Keys, prefix: ["take mug 1", "look"]);

        Assert.Equal(walked.State, archived.State);
        Assert.NotEqual(Root("Hall.").State, archived.State);
    }

    [Fact]
    public void The_same_words_toward_another_goal_are_another_state() =>
        Assert.NotEqual(Root("Hall.").State, new TreeNode(new Errand("Hall.") { Wanted = "put a pan in shelf" }, null, 0, 0, Keys).State);

    [Fact]
    public void In_ALFWorld_it_tells_apart_what_matters_and_forgets_which_drawer_was_looked_into()
    {
        Playground games = AlfworldPlayground.Create(AlfworldPlayground.Generated, "", 20, 5);
        var world = (PureEnvironment)games.World;
        int steps = 0, states = 0, texts = 0;
        foreach (TaskInstance task in games.Train.Tasks)
        {
            HashSet<StateKey> abstractStates = [], observations = [];
            var node = new TreeNode(world.Start(task), null, 0, 0, Keys);
            foreach (string place in node.Snapshot.Actions.Where(action => action.StartsWith("go to", StringComparison.Ordinal)))
            {
                node = new TreeNode(world.Step(node.Snapshot, place).Next, node, node.Depth + 1, node.Index + 1, Keys, place);
                abstractStates.Add(node.State);
                observations.Add(StateKey.Of(node.Snapshot.Observation));
                steps++;
            }

            states += abstractStates.Count;
            texts += observations.Count;
        }

        Assert.True(states < texts / 2, $"{states} abstract states, {texts} texts in {steps} steps.");
        Assert.True(states > games.Train.Tasks.Count, "Every walk meets more than one state.");
    }

    private static TreeNode Root(string text) => new(new Errand(text), null, 0, 0, Keys);

    private static TreeNode Child(TreeNode from, string action) => new(new Errand("Hall."), from, from.Depth + 1, from.Index + 1, Keys, action);

    private sealed class Errand(string text) : Snapshot
    {
        public string Wanted { get; init; } = "put a mug in shelf";

        public IReadOnlyList<string> Offered { get; init; } = [];

        public override string TaskId => "task";

        public override string Goal => Wanted;

        public override string Observation => text;

        public override IReadOnlyList<string> Actions => Offered;

        public override string WorldState => text;
    }
}
