using ThreeSpo.Randomness;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Sampling;

/// <summary>Prompts that come and go, and answers that are read in any order, against a plain pass over each sequence.</summary>
public sealed class TensorEngineTests
{
    private const double OneNumericPath = 1e-5;
    private const int Vocabulary = 60;

    private static readonly DecoderConfig Small = new()
    {
        VocabularySize = Vocabulary,
        HiddenSize = 32,
        IntermediateSize = 48,
        Layers = 3,
        Heads = 4,
        KeyValueHeads = 2,
    };

    public TensorEngineTests() => RecordedModel.RequireTorch();

    public static TheoryData<string, DecoderConfig> Families => new()
    {
        { "qwen2", Small },
        { "qwen2, one head for all queries", Small with { KeyValueHeads = 1, TiedHead = false } },
        { "qwen3", Small with { Family = DecoderFamily.Qwen3, OwnHeadSize = 16 } },
        { "llama", Small with { Family = DecoderFamily.Llama, KeyValueHeads = 4, TiedHead = false, AttentionBias = true, RopeTheta = 10_000, Scaling = new RopeScaling(8, 1, 4, 32) } },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Logits_equal_those_of_a_plain_pass_whoever_comes_and_goes_meanwhile(string name, DecoderConfig config)
    {
        using Decoder model = Random(config, ScalarType.Float32);
        for (int seed = 0; seed < 6; seed++)
            new Traffic(model, new Draw(7, seed, 0, 0), budget: seed % 2 == 0 ? long.MaxValue : 1, name).Run(OneNumericPath);
    }

    [Fact]
    public void Half_precision_stays_near_the_plain_pass_in_half_precision()
    {
        using Decoder model = Random(Small, ScalarType.BFloat16);

        new Traffic(model, new Draw(7, 0, 0, 0), long.MaxValue, "bfloat16").Run(apart: 0.06);
    }

    [Fact]
    public void A_stretch_longer_than_one_block_of_queries_is_encoded_as_a_whole()
    {
        using Decoder model = Random(Small, ScalarType.Float32);
        int[] common = [.. Enumerable.Range(0, 300).Select(i => i * 7 % Vocabulary)];
        AnsweredPrompt[] prompts = [.. Enumerable.Range(0, 3).Select(i => new AnsweredPrompt([.. common, .. Enumerable.Range(0, 270 + i).Select(k => (k * (i + 2)) % Vocabulary)], 2, 4))];
        using var engine = new TensorEngine(model, long.MaxValue);
        using Logits logits = engine.Admit(prompts);

        for (int i = 0; i < prompts.Length; i++)
            Traffic.Compare(model, logits, i, prompts[i].Tokens, OneNumericPath, $"prompt {i}");
    }

    [Fact]
    public void Nothing_is_left_behind_when_an_engine_is_closed()
    {
        using Decoder model = Random(Small, ScalarType.Float32);
        new Traffic(model, new Draw(7, 1, 0, 0), long.MaxValue, "warm-up").Run(OneNumericPath);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        new Traffic(model, new Draw(7, 2, 0, 0), long.MaxValue, "again").Run(OneNumericPath);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Memory_is_that_of_keys_and_values_with_the_room_rounded_up()
    {
        using Decoder model = Random(Small, ScalarType.Float32);
        using var engine = new TensorEngine(model, long.MaxValue);

        // 100 tokens get room for 128 and 5 answers of 20 room for 6 of 24; keys and values of 3 layers, 2 heads, 8 numbers of 4 bytes.
        Assert.Equal((128 + (6 * 24)) * 2 * 3 * 2 * 8 * 4, engine.BytesFor(new AnsweredPrompt(new int[100], 5, 20)));
    }

    [Theory]
    [InlineData(1.0, 0)]
    [InlineData(0.8, 0)]
    [InlineData(0.95, 12)]
    public void Tokens_chosen_on_the_device_are_those_that_the_processor_chooses(double topP, int topK)
    {
        using LanguageModel model = SmallModel.Create();
        var settings = new SamplingSettings { Decoding = Decoding.Free, AnswerTokens = 12, TopP = topP, TopK = topK };
        Question[] Ask() => [.. Enumerable.Range(0, 6).Select(i => new Question(
            new AnsweredPrompt([.. Enumerable.Range(0, 5 + i).Select(k => (k * 3) + (i / 2))], 8, 12),
            [.. Enumerable.Range(0, 8).Select(sample => new AnswerWriter(null, new Draw(2, i, 0, 0), sample, temperature: 0.8, settings, ends: [7]))]))];
        Question[] host = Ask();
        Question[] device = Ask();
        foreach ((Question[] questions, bool onDevice) in new[] { (host, false), (device, true) })
        {
            using var engine = new TensorEngine(model.Decoder, long.MaxValue) { ChoosesOnDevice = onDevice };
            new AnswerScheduler(engine, new SamplingLimits(long.MaxValue, 100, 1000)).Run(questions);
        }

        foreach ((AnswerWriter one, AnswerWriter other) in host.SelectMany(one => one.Writers).Zip(device.SelectMany(one => one.Writers)))
        {
            Assert.Equal(one.Tokens, other.Tokens);
            Assert.All(one.LogProbabilities, (value, i) => Assert.Equal(value, other.LogProbabilities[i], OneNumericPath));
            Assert.All(one.Allowed, (set, i) => Assert.True(set is null ? other.Allowed[i] is null : set.Ids.SequenceEqual(other.Allowed[i]!.Ids)));
        }
    }

    private static Decoder Random(DecoderConfig config, ScalarType type)
    {
        var model = new Decoder(config, new Placement(type, CPU));
        using Decoder exact = new(config, Placement.Processor);
        Initialisation.Fill(exact, seed: 3);
        using var guard = no_grad();
        foreach ((TorchSharp.Modules.Parameter to, TorchSharp.Modules.Parameter from) in model.parameters().Zip(exact.parameters()))
            to.copy_(from);

        return model;
    }

    /// <summary>Random prompts that begin alike, admitted, read and released in random order.</summary>
    private sealed class Traffic(Decoder model, Draw draw, long budget, string name)
    {
        private readonly List<(AnsweredPrompt Prompt, List<int>[] Answers)> _underWay = [];
        private int _uses;

        public void Run(double apart)
        {
            using var engine = new TensorEngine(model, budget);
            var waiting = new Queue<AnsweredPrompt>(Enumerable.Range(0, 12).Select(_ => Prompt()));
            while (waiting.Count + _underWay.Count > 0)
            {
                if (waiting.Count > 0 && (_underWay.Count == 0 || Below(3) == 0))
                {
                    AnsweredPrompt[] some = [.. Enumerable.Range(0, Math.Min(waiting.Count, 1 + Below(4))).Select(_ => waiting.Dequeue())];
                    using Logits logits = engine.Admit(some);
                    for (int i = 0; i < some.Length; i++)
                        Compare(model, logits, i, some[i].Tokens, apart, $"{name}, prompt of {some[i].Tokens.Length}");

                    _underWay.AddRange(some.Select(prompt => (prompt, Enumerable.Range(0, prompt.Answers).Select(_ => new List<int>()).ToArray())));
                }

                Read(engine, apart);
                if (_underWay.Count > 0 && Below(2) == 0)
                {
                    int gone = Below(_underWay.Count);
                    engine.Release(_underWay[gone].Prompt);
                    _underWay.RemoveAt(gone);
                }
            }
        }

        public static void Compare(Decoder model, Logits logits, int row, int[] sequence, double apart, string what)
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            Tensor found = model.Logits(((TensorLogits)logits).Stream[row]).to(ScalarType.Float32);
            Tensor expected = ModelRun.Logits(model, sequence, from: 0)[^1].to(ScalarType.Float32);
            double difference = (found - expected).abs().max().item<float>();
            Assert.True(difference <= apart, $"{what}: logits after {sequence.Length} tokens are apart by {difference:g3}, allowed {apart}.");
        }

        private void Read(TensorEngine engine, double apart)
        {
            List<AnswerRead> reads = [];
            foreach ((AnsweredPrompt prompt, List<int>[] answers) in _underWay)
            {
                for (int answer = 0; answer < answers.Length; answer++)
                {
                    int count = Math.Min(1 + Below(3), prompt.LongestAnswer - answers[answer].Count);
                    if (count < 1 || Below(4) == 0)
                        continue;

                    int[] tokens = [.. Enumerable.Range(0, count).Select(_ => Below(Vocabulary))];
                    answers[answer].AddRange(tokens);
                    reads.Add(new AnswerRead(prompt, answer, tokens));
                }
            }

            if (reads.Count == 0)
                return;

            // In any order: here backwards.
            reads.Reverse();
            using Logits logits = engine.Read(reads);
            for (int i = 0; i < reads.Count; i++)
            {
                List<int> written = _underWay.Single(one => one.Prompt == reads[i].Prompt).Answers[reads[i].Answer];
                Compare(model, logits, i, [.. reads[i].Prompt.Tokens, .. written], apart, $"{name}, answer of {written.Count} to a prompt of {reads[i].Prompt.Tokens.Length}");
            }
        }

        private AnsweredPrompt Prompt()
        {
            // One of two beginnings up to some token, and then a way of its own; some prompts are equal, some a beginning of others.
            int kind = Below(2);
            int common = Below(40);
            int own = Below(3) == 0 ? 0 : Below(20);
            int[] tokens = [.. Enumerable.Range(0, common).Select(i => ((i * 11) + kind) % Vocabulary), .. Enumerable.Range(0, own).Select(_ => Below(Vocabulary))];
            return new AnsweredPrompt(tokens.Length == 0 ? [kind] : tokens, 1 + Below(5), 1 + Below(20));
        }

        private int Below(int bound) => draw.Below(bound, use: _uses++);
    }
}
