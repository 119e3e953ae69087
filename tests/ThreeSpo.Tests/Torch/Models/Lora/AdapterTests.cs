using ThreeSpo.Randomness;
using ThreeSpo.Tests.Torch.Sampling;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Lora;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Models.Lora;

public sealed class AdapterTests
{
    public AdapterTests() => RecordedModel.RequireTorch();

    [Fact]
    public void A_map_of_two_by_two_worked_by_hand()
    {
        using var scope = NewDisposeScope();
        using var map = new Projection(2, 2, biased: false, Placement.Processor);
        using var adapter = new Adapter(2, 2, rank: 1, scale: 0.5, Placement.Processor);
        using (no_grad())
        {
            map.Weight.copy_(tensor(new float[] { 1, 2, 3, 4 }, [2, 2]));
            adapter.Down.copy_(tensor(new float[] { 1, -1 }, [1, 2]));
            adapter.Up.copy_(tensor(new float[] { 2, 6 }, [2, 1]));
        }

        map.Adapter = adapter;

        // x = (5, 3): W·x = (11, 27); A·x = 2; B·2 = (4, 12); a half of that is (2, 6).
        Assert.Equal([13, 33], map.forward(tensor(new float[] { 5, 3 })).data<float>().ToArray());

        // B·A = ((2, −2), (6, −6)); W + a half of it = ((2, 1), (6, 1)).
        Assert.Equal([2, 1, 6, 1], map.Effective().data<float>().ToArray());
        Assert.Equal([1, 2, 3, 4], map.Weight.data<float>().ToArray());
    }

    [Theory]
    [InlineData(16, 32, false, 2)]
    [InlineData(4, 1, false, 0.25)]
    [InlineData(16, 32, true, 8)]
    [InlineData(1, 3, true, 3)]
    public void The_scale_is_alpha_over_the_rank_or_over_its_root(int rank, double alpha, bool stabilised, double scale) => Assert.Equal(
        scale, new LoraConfig { Rank = rank, Alpha = alpha, Targets = [], RankStabilised = stabilised }.ScaleOf("model.layers.0.mlp.up_proj"), 1e-12);

    [Fact]
    public void A_fresh_adapter_changes_nothing_at_all()
    {
        using LanguageModel model = SmallModel.Create();
        float[] before = AdaptedModel.Logits(model.Decoder);

        model.Adapt(AdaptedModel.Four, seed: 1);

        Assert.Equal(before, AdaptedModel.Logits(model.Decoder));
    }

    [Fact]
    public void One_that_learned_changes_what_comes_out_and_switched_off_changes_nothing()
    {
        using LanguageModel plain = SmallModel.Create();
        using LanguageModel adapted = AdaptedModel.Moved();
        float[] before = AdaptedModel.Logits(plain.Decoder);

        Assert.NotEqual(before, AdaptedModel.Logits(adapted.Decoder));
        using (AdapterScope.Off())
            Assert.Equal(before, AdaptedModel.Logits(adapted.Decoder));

        Assert.NotEqual(before, AdaptedModel.Logits(adapted.Decoder));
    }

    [Fact]
    public async Task Switched_off_on_one_thread_it_counts_on_the_others()
    {
        using LanguageModel model = AdaptedModel.Moved();
        float[] on = AdaptedModel.Logits(model.Decoder);
        float[] off;
        using (AdapterScope.Off())
            off = AdaptedModel.Logits(model.Decoder);

        float[][] found = new float[8][];
        using var together = new Barrier(found.Length);
        Task[] tasks = [.. Enumerable.Range(0, found.Length).Select(i => Task.Factory.StartNew(
            () =>
            {
                using AdapterScope? scope = i % 2 == 0 ? AdapterScope.Off() : null;
                together.SignalAndWait();
                for (int round = 0; round < 5; round++)
                    found[i] = AdaptedModel.Logits(model.Decoder);
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        await Task.WhenAll(tasks);

        Assert.All(found.Index(), one => Assert.Equal(one.Index % 2 == 0 ? off : on, one.Item));
    }

    [Fact]
    public void A_start_that_is_kept_can_be_gone_back_to()
    {
        using LanguageModel model = AdaptedModel.Moved();
        float[] start = AdaptedModel.Logits(model.Decoder);
        model.Decoder.Adapters!.KeepStart();
        AdaptedModel.Move(model.Decoder, seed: 12);

        Assert.NotEqual(start, AdaptedModel.Logits(model.Decoder));
        using (AdapterScope.AtStart())
            Assert.Equal(start, AdaptedModel.Logits(model.Decoder));
    }

    [Fact]
    public void The_start_of_a_fresh_one_is_the_model_without_it()
    {
        using LanguageModel plain = SmallModel.Create();
        using LanguageModel model = AdaptedModel.Moved();

        using (AdapterScope.AtStart())
            Assert.Equal(AdaptedModel.Logits(plain.Decoder), AdaptedModel.Logits(model.Decoder));
    }

    [Fact]
    public void The_same_seed_fills_it_with_the_same_numbers_within_their_bound()
    {
        byte[] Bytes(long seed)
        {
            using LanguageModel model = SmallModel.Create();
            model.Adapt(AdaptedModel.Four, seed);
            return AdaptedModel.Bytes(model);
        }

        Assert.Equal(Bytes(7), Bytes(7));
        Assert.NotEqual(Bytes(7), Bytes(8));

        using var adapter = new Adapter(100, 20, rank: 50, scale: 1, Placement.Processor);
        adapter.Fill(new Draw(5, 0, 1, 0));
        double[] numbers = [.. adapter.Down.data<float>().ToArray().Select(one => (double)one)];
        Assert.All(numbers, one => Assert.InRange(one, -0.1, 0.1));

        // 5,000 numbers that are even in ±1/10: the mean has a deviation of 0.0008, the variance is 1/300.
        Assert.Equal(0, numbers.Average(), 0.004);
        Assert.Equal(1 / 300.0, numbers.Average(one => one * one), 2e-4);
        Assert.All(adapter.Up.data<float>().ToArray(), one => Assert.Equal(0, one));
    }

    [Fact]
    public void Merged_it_gives_the_same_logits()
    {
        using LanguageModel model = AdaptedModel.Moved();
        using LanguageModel plain = SmallModel.Create();
        float[] before = AdaptedModel.Logits(model.Decoder);
        double moved = AdaptedModel.Logits(plain.Decoder).Zip(before).Max(pair => Math.Abs(pair.First - pair.Second));

        model.Merge();
        float[] merged = AdaptedModel.Logits(model.Decoder);

        Assert.Null(model.Lora);
        Assert.Equal(model.Config.Parameters, model.Learning);
        Assert.True(moved > 0.05, $"The adapter moves logits by {moved} only.");
        Assert.InRange(before.Zip(merged).Max(pair => Math.Abs(pair.First - pair.Second)), 0, 1e-4);
        Assert.All(model.Decoder.parameters(), one => Assert.True(one.requires_grad));
    }

    [Fact]
    public void On_weights_in_half_precision_what_learns_has_single_precision()
    {
        using var scope = NewDisposeScope();
        using LanguageModel model = AdaptedModel.Moved();
        using var half = new Decoder(model.Config, new Placement(ScalarType.BFloat16, CPU));
        using (no_grad())
        {
            foreach ((Tensor from, Tensor to) in model.Decoder.parameters().Zip(half.parameters()))
                to.copy_(from);
            foreach ((Tensor from, Tensor to) in model.Decoder.Trained.Zip(half.Adapt(AdaptedModel.Four).Parameters))
                to.copy_(from);
        }

        double apart = AdaptedModel.Logits(model.Decoder).Zip(AdaptedModel.Logits(half)).Max(pair => Math.Abs(pair.First - pair.Second));
        Tensor[] slopes = [.. autograd.grad([ModelRun.Logits(half, [3, 4, 5, 6], from: 1).to(ScalarType.Float32).square().sum()], [.. half.Trained])];

        Assert.InRange(apart, 1e-6, 0.3);
        Assert.All(slopes, slope => Assert.Equal(ScalarType.Float32, slope.dtype));
        Assert.All(slopes, slope => Assert.True(slope.abs().max().item<float>() > 0));
    }

    [Fact]
    public void What_learns_in_a_part_are_its_adapters_or_else_its_weights()
    {
        using LanguageModel model = SmallModel.Create();
        Assert.Equal(model.Decoder.parameters().Select(one => one.Handle).Order(), AdapterSet.TrainedIn(model.Decoder).Select(one => one.Handle).Order());

        model.Adapt(AdaptedModel.Four, seed: 1);

        Assert.Equal(model.Decoder.Trained.Select(one => one.Handle).Order(), AdapterSet.TrainedIn(model.Decoder).Select(one => one.Handle).Order());
    }

    [Fact]
    public void Only_the_maps_that_are_meant_are_adapted()
    {
        using LanguageModel model = SmallModel.Create();
        model.Adapt(new LoraConfig { Rank = 2, Alpha = 4, Targets = LoraMaps.Named("v,q") }, seed: 1);

        Assert.Equal(
            ["model.layers.0.self_attn.q_proj", "model.layers.0.self_attn.v_proj", "model.layers.1.self_attn.q_proj", "model.layers.1.self_attn.v_proj"],
            model.Decoder.Adapters!.All.Select(one => one.Name));

        // Queries: 32 to 32; values: 32 to 2 heads of 8.
        Assert.Equal(2 * ((2 * (32 + 32)) + (2 * (32 + 16))), model.Learning);
    }

    [Theory]
    [InlineData("all", 7)]
    [InlineData("attention", 4)]
    [InlineData("q, v", 2)]
    [InlineData("down_proj,gate", 2)]
    public void Settings_name_maps_shortly(string names, int count) => Assert.Equal(count, LoraMaps.Named(names).Count);

    [Theory]
    [InlineData("")]
    [InlineData("q,,v")]
    [InlineData("lm_head")]
    [InlineData("Q")]
    public void A_map_that_there_is_not_is_refused(string names) =>
        Assert.Contains("wanted all, attention, or some of q,k,v,o,gate,up,down", Assert.Throws<NotSupportedException>(() => LoraMaps.Named(names)).Message, StringComparison.Ordinal);
}
