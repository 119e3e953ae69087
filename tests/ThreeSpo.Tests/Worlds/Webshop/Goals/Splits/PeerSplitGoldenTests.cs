using System.Text.Json;
using ThreeSpo.Environments;
using ThreeSpo.Worlds.Webshop;

namespace ThreeSpo.Tests.Worlds.Webshop.Goals.Splits;

/// <summary>Whose task a worker gets, and what that does to validation, against recordings and measurements of the published code.</summary>
public sealed class PeerSplitGoldenTests
{
    [Fact]
    public void Every_recorded_worker_gets_the_task_that_it_got()
    {
        GoalBooks books = new(WebshopGolden.Catalogue());
        foreach (JsonElement episode in WebshopGolden.Lines("verl_agent_episodes.jsonl"))
        {
            bool train = episode.GetProperty("is_train").GetBoolean();
            int seed = episode.Whole("seed") - (train ? 0 : PeerSplit.ValidationSeed);
            int worker = episode.Whole("env_index") / episode.Whole("group_n");
            WebshopTaskId id = PeerSplit.Batches(books, GoalKind.Synthetic, seed, episode.Whole("env_num"), validation: !train)
                .ElementAt(episode.Whole("batch"))[worker];

            Assert.Equal(episode.GetProperty("worker_seed").GetInt64(), id.Seed);
            Assert.Equal(episode.Text("goal_asin"), books.Goal(id).Product.Asin);
            Assert.Equal(episode.Text("task"), books.Goal(id).Instruction);
        }
    }

    [Fact]
    public void Every_recorded_session_has_the_goal_of_its_number()
    {
        GoalBooks books = new(WebshopGolden.Catalogue());
        foreach (JsonElement session in WebshopGolden.Lines("env_transcripts.jsonl")
            .OfKind(one => one.GetProperty("session").ValueKind is JsonValueKind.Number, "sessions that are chosen by a number"))
        {
            GoalKind kind = session.TextIfAny("mode") == "human" ? GoalKind.Human : GoalKind.Synthetic;
            Goal goal = books.Goal(new(kind, session.GetProperty("seed").GetInt64(), session.Whole("session")));
            Assert.Equal(session.Text("goal_asin"), goal.Product.Asin);
            Assert.Equal(session.Text("instruction"), goal.Instruction);
        }
    }

    [Fact]
    public void All_that_the_peer_measures_is_trained_on_too()
    {
        GoalBooks books = new(WebshopGolden.Catalogue());
        Panel unseen = WebshopPanels.Of(books, GoalKind.Synthetic, WebshopSplit.Peer).Unseen;

        SplitLeak leak = SplitLeak.Of(PeerSplit.TrainingPool(books, GoalKind.Synthetic, 0, workers: 16), unseen.Tasks.Select(task => books.Goal(WebshopTaskId.Parse(task.Id))));

        Assert.Equal(new SplitLeak(Unseen: 128, SameProduct: 128, SameChoice: 128, SameText: 124), leak);
    }

    [Fact]
    public void The_split_by_product_of_the_small_catalogue_leaks_nothing()
    {
        GoalBooks books = new(WebshopGolden.Catalogue());
        (Panel train, Panel unseen) = WebshopPanels.Of(books, GoalKind.Synthetic, WebshopSplit.Product);

        Assert.Equal(new SplitLeak(128, 0, 0, 0), SplitLeak.Of(books, train, unseen));
        Assert.Equal(5, unseen.Tasks.Select(task => task.Kind).Distinct().Count());
        Assert.InRange(unseen.Tasks.Select(task => books.Goal(WebshopTaskId.Parse(task.Id)).Product.Asin).Distinct().Count(), 110, 128);
    }
}
