#:project ../src/ThreeSpo/ThreeSpo.csproj
// A state's score falls as the agent masters it. Run: dotnet run samples/01-score-a-state.cs
using ThreeSpo.Credit;
using ThreeSpo.History;

var settings = new ScoreSettings { Alpha = 1, MaxFailures = 20 };
foreach (int successes in (int[])[0, 1, 2, 5, 10])
{
    double score = StateScore.At(new StateCounts(Visits: 10, successes), clock: 100, settings);
    Console.WriteLine($"{successes,2} of 10 succeeded: score {score:F3}, {RolloutWidth.For(score, maxWidth: 8)} actions tried");
}
