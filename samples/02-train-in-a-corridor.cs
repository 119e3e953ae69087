#:project ../src/ThreeSpo.Worlds/ThreeSpo.Worlds.csproj
// The whole loop without the command line. Run: dotnet run samples/02-train-in-a-corridor.cs
using ThreeSpo.Credit;
using ThreeSpo.History;
using ThreeSpo.Optimization;
using ThreeSpo.Optimization.Light;
using ThreeSpo.Rollouts;
using ThreeSpo.Training;
using ThreeSpo.Worlds;
using ThreeSpo.Worlds.Corridor;

Playground corridor = CorridorPlayground.Create();
LightWeights weights = corridor.Start();
var settings = new MethodSettings(
    new TrainingSettings { Actions = 15_000 }, new RolloutSettings(), new HistorySettings(), new CreditSettings(), new LearnerSettings());

ITrainingMethod method = MethodFactory.Create(
    corridor.World, corridor.Train.Tasks, new LightActor(weights, corridor.Features, temperature: 1),
    new LightLearner(weights, weights.Copy(), settings.Learner), settings);
var evaluator = new Evaluator(corridor.World, new LightActor(weights, corridor.Features, temperature: 0.4), maxSteps: 50, seed: 1);
RunOutcome outcome = await new TrainingRun(method, evaluator, corridor.Unseen, settings.Training)
    .RunAsync(Show, CancellationToken.None);

static void Show(RunProgress progress) => Console.WriteLine(progress.Evaluation is { } measured
    ? $"{progress.Total.Actions,6} actions, measured {measured.Success:P0}"
    : $"{progress.Total.Actions,6} actions, success in training {progress.Last.SuccessRate:P0}");

Console.WriteLine($"before {outcome.Before.Success:P0}, after {outcome.After.Success:P0}");
