#:project ../../src/ThreeSpo.Worlds/ThreeSpo.Worlds.csproj
// What each choice of "the same state" does in the shop: how many distinct states a policy meets, and how many of them more than once.
// Run: dotnet run -c Release recipes/webshop/states.cs                        the bundled start, at temperature 1
//      dotnet run -c Release recipes/webshop/states.cs -- RUN/policy.light    another policy
using System.Globalization;
using ThreeSpo.Environments;
using ThreeSpo.History;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Randomness;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Webshop;

const int Goals = 300, Times = 8, MaxSteps = 15;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Playground shop = WebshopPlayground.Create(new WebshopSettings());
LightWeights weights = args.Length > 0 ? LightPolicyFile.Load(args[0], shop.Features.Name) : shop.Start();
var actor = new LightActor(weights, shop.Features, temperature: 1);
var keys = new StateKeys(StateIdentity.Text, StateIdentity.Text);
var world = (PureEnvironment)shop.World;

// Every visit: the moment, the goal, and the trajectory that met it.
List<(Snapshot Moment, int Goal, int Trajectory)> visits = [];
for (int trajectory = 0; trajectory < Goals * Times; trajectory++)
{
    int goal = trajectory / Times;
    var node = new TreeNode(world.Start(shop.Train.Tasks[goal]), null, 0, 0, keys);
    while (node.Depth < MaxSteps)
    {
        visits.Add((node.Snapshot, goal, trajectory));
        var request = new ProposalRequest(node, 1, new Draw(1, 0, trajectory, node.Depth), 0);
        string action = (await actor.ProposeAsync([request], CancellationToken.None))[0][0].Action;
        Transition step = world.Step(node.Snapshot, action);
        if (step.Ending is not Ending.None)
            break;

        node = new TreeNode(step.Next, node, node.Depth + 1, node.Index + 1, keys, action);
    }
}

Console.WriteLine($"{Goals} goals, {Times} trajectories each, {visits.Count:N0} moments.");
Console.WriteLine();
Console.WriteLine("| state | distinct | met by two trajectories or more | … of two goals or more | visits to states met by two trajectories or more | moments of a trajectory at a state it was in before |");
Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
foreach (StateIdentity identity in Enum.GetValues<StateIdentity>())
{
    var states = visits.GroupBy(visit => StateKey.Of(visit.Moment, identity)).Select(state => (
        Visits: state.Count(), Trajectories: state.Select(visit => visit.Trajectory).Distinct().Count(), Goals: state.Select(visit => visit.Goal).Distinct().Count())).ToArray();
    int again = visits.Count - states.Sum(state => state.Trajectories);
    int shared = states.Count(state => state.Trajectories > 1);
    Console.WriteLine(
        $"| {char.ToLowerInvariant(identity.ToString()[0])}{identity.ToString()[1..]} | {states.Length:N0} | {shared:N0} | {states.Count(state => state.Goals > 1):N0} | {(double)states.Where(state => state.Trajectories > 1).Sum(state => state.Visits) / visits.Count:P0} | {(double)again / visits.Count:P0} |");
}
