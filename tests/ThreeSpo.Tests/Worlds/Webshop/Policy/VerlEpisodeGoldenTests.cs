using System.Text.Json;
using ThreeSpo.Environments;
using ThreeSpo.Rollouts;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop;

/// <summary>Episodes as the public training code plays them: which goals it draws, how responses are read, what is observed and earned.</summary>
public sealed class VerlEpisodeGoldenTests
{
    private const int LastHeldOut = 500;

    [Fact]
    public void Every_recorded_episode_draws_the_same_goal_and_goes_the_same_way()
    {
        foreach (JsonElement episode in WebshopGolden.Lines("verl_agent_episodes.jsonl"))
        {
            WebshopSnapshot now = RecordedShop.Start(episode.GetProperty("worker_seed").GetInt32(), SessionOf(episode));

            Assert.Equal(episode.Text("task"), now.Goal);
            Assert.Equal(episode.Text("goal_asin"), now.Errand.Goal.Product.Asin);
            Assert.Equal(episode.GetProperty("initial").Text("anchor"), now.Observation);
            foreach (JsonElement step in episode.GetProperty("steps").EnumerateArray())
                now = Compare(step, now);
        }
    }

    private static WebshopSnapshot Compare(JsonElement recorded, WebshopSnapshot now)
    {
        Reading reading = WebshopAnswer.Read(recorded.Text("response"));
        Assert.Equal(new Reading(recorded.Text("action"), recorded.GetProperty("is_action_valid").GetInt32() == 1), reading);

        Transition step = WebshopWorld.Step(now, reading.Action);
        var next = (WebshopSnapshot)step.Next;
        Assert.Equal(recorded.GetProperty("done").GetBoolean(), step.Ending is not Ending.None);
        if (next.Purchase is null)
        {
            Assert.Equal(recorded.Text("anchor"), next.Observation);
            Assert.Equal(0, step.Reward);
            return next;
        }

        Assert.Equal(recorded.Text("purchased"), next.Product.Asin);
        Assert.Equal(["search"], WebshopWorld.Start(now.Shop, now.Errand).Clickables.Texts);
        if (recorded.GetProperty("tagger_independent").GetBoolean())
        {
            Assert.Equal(recorded.GetProperty("reward").GetDouble(), step.Reward);
            Assert.Equal(recorded.GetProperty("task_score").GetDouble(), step.Score);
            Assert.Equal(recorded.GetProperty("won").GetBoolean(), step.Ending is Ending.Succeeded);
            Assert.Equal(recorded.Text("anchor"), next.Observation);
        }

        return next;
    }

    /// <summary>The goal's place that the recorded environment drew: distinct ones per group, batch after batch from one stream.</summary>
    private static int SessionOf(JsonElement episode)
    {
        int Whole(string name) => episode.GetProperty(name).GetInt32();
        int goals = RecordedShop.World().Books.Of(GoalKind.Synthetic, Whole("worker_seed")).Count;
        (int from, int to) = episode.GetProperty("is_train").GetBoolean() ? (LastHeldOut, goals) : (0, LastHeldOut);
        var stream = new NumpyRandomState((uint)Whole("seed"));
        int[] drawn = [];
        for (int batch = 0; batch <= Whole("batch"); batch++)
            drawn = stream.ChooseDistinct(from, to, Whole("env_num"));

        Assert.Equal(Whole("worker_seed"), Whole("seed") + (Whole("env_index") / Whole("group_n")));
        return drawn[Whole("env_index") / Whole("group_n")];
    }
}
