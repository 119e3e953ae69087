using ThreeSpo.Randomness;
using ThreeSpo.Torch.Kernels;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;

namespace ThreeSpo.Tests.Torch.Kernels;

public sealed class VectorEngineTests
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void Logits_equal_those_of_tensors_for_all_families_while_prompts_come_and_go()
    {
        for (int number = 0; number < RandomDecoder.Count; number++)
        {
            using Decoder decoder = RandomDecoder.Create(number);
            using VectorEngine engine = EngineRun.Engine(decoder);
            var talk = new RandomTalk(engine, decoder.Config.VocabularySize, number);
            for (int step = 0; step < 12; step++)
            {
                foreach ((int[] text, float[] logits) in talk.Step())
                    Near(EngineRun.Expected(decoder, text), logits, $"Decoder {number} ({decoder.Config.Family}), step {step}, {text.Length} tokens");
            }

            Assert.True(talk.Compared > 30, $"Only {talk.Compared} rows were compared.");
        }
    }

    [Fact]
    public void Each_row_is_the_same_to_the_last_bit_whatever_is_read_with_it_and_in_whatever_pieces()
    {
        for (int number = 0; number < RandomDecoder.Count; number++)
        {
            using Decoder decoder = RandomDecoder.Create(number);
            var weights = new VectorWeights(decoder);
            using var together = new VectorEngine(weights);
            using var alone = new VectorEngine(weights);
            var talk = new RandomTalk(together, decoder.Config.VocabularySize, number);
            for (int step = 0; step < 12; step++)
            {
                foreach ((int[] text, float[] logits) in talk.Step())
                    Assert.Equal(EngineRun.After(alone, text), logits);
            }
        }
    }

    [Fact]
    public void A_wave_as_large_as_the_cores_hold_gives_each_prompt_what_it_gets_alone()
    {
        using Decoder decoder = RandomDecoder.Create(1);
        var weights = new VectorWeights(decoder);
        using var together = new VectorEngine(weights);
        using var alone = new VectorEngine(weights);
        int vocabulary = decoder.Config.VocabularySize;
        int[] common = EngineRun.Text(70, vocabulary, 0);
        AnsweredPrompt[] prompts =
            [.. Enumerable.Range(0, 40).Select(i => new AnsweredPrompt([.. common.Take(i % 3 * 35), .. EngineRun.Text(1 + (i * 3), vocabulary, i)], 2, 8))];
        float[][] logits = EngineRun.Rows(together.Admit(prompts), prompts.Length);
        for (int i = 0; i < prompts.Length; i++)
            Assert.Equal(EngineRun.After(alone, prompts[i].Tokens), logits[i]);
    }

    [Fact]
    public void Long_prompts_and_long_answers_equal_those_of_tensors()
    {
        for (int number = 0; number < 3; number++)
        {
            using Decoder decoder = RandomDecoder.Create(number);
            using VectorEngine engine = EngineRun.Engine(decoder);
            int vocabulary = decoder.Config.VocabularySize;
            int[] text = EngineRun.Text(600, vocabulary, number);
            Near(EngineRun.Expected(decoder, text), EngineRun.After(engine, text), $"Decoder {number}, a prompt of 600");

            var prompt = new AnsweredPrompt(text[..150], 1, 450);
            engine.Admit([prompt]);
            float[] logits = [];
            for (int from = 150; from < 600; from += 90)
                logits = EngineRun.Rows(engine.Read([new AnswerRead(prompt, 0, text.AsMemory(from, 90))]), 1)[0];

            Near(EngineRun.Expected(decoder, text), logits, $"Decoder {number}, an answer of 450");
        }
    }

    [Fact]
    public void Every_width_of_vectors_gives_the_same()
    {
        for (int number = 0; number < RandomDecoder.Count; number++)
        {
            using Decoder decoder = RandomDecoder.Create(number);
            var weights = new VectorWeights(decoder);
            int[] text = EngineRun.Text(77, decoder.Config.VocabularySize, number);
            float[][] found = [.. VectorKernels.All.Select(kernels => EngineRun.After(new VectorEngine(weights, kernels), text))];
            Assert.Equal(4, found.Length);
            foreach (float[] other in found)
                Near(found[0], other, $"Decoder {number}", 1e-6);
        }
    }

    [Fact]
    public void Prompts_that_come_and_go_take_no_more_memory_than_the_first_ones()
    {
        using Decoder decoder = RandomDecoder.Create(2);
        using VectorEngine engine = EngineRun.Engine(decoder);
        var talk = new RandomTalk(engine, decoder.Config.VocabularySize, 5);
        Cycle();
        (int made, _) = engine.Pages;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int cycle = 0; cycle < 50; cycle++)
            Cycle();

        Assert.Equal((made, made), engine.Pages);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1 << 16);

        void Cycle()
        {
            AnsweredPrompt[] prompts = [.. Enumerable.Range(1, 9).Select(i => new AnsweredPrompt(EngineRun.Text(i * 20, decoder.Config.VocabularySize, i), 3, 40))];
            engine.Admit(prompts);
            for (int step = 0; step < 4; step++)
                engine.Read([.. prompts.SelectMany(prompt => Enumerable.Range(0, 3).Select(answer => new AnswerRead(prompt, answer, EngineRun.Text(7, 30, step))))]);

            foreach (AnsweredPrompt prompt in prompts)
                engine.Release(prompt);
        }
    }

    [Fact]
    public void A_prompt_takes_no_more_memory_than_was_said()
    {
        using Decoder decoder = RandomDecoder.Create(0);
        foreach ((int tokens, int longest) in new[] { (1, 1), (16, 17), (33, 40), (65, 64), (97, 500), (200, 15) })
        {
            using VectorEngine engine = EngineRun.Engine(decoder);
            var prompt = new AnsweredPrompt(EngineRun.Text(tokens, 30, 0), 2, longest);
            long said = engine.BytesFor(prompt);
            engine.Admit([prompt]);
            foreach (int answer in new[] { 0, 1 })
            {
                foreach (int token in EngineRun.Text(longest, 30, answer))
                    engine.Read([new AnswerRead(prompt, answer, new[] { token })]);
            }

            Assert.InRange(engine.Bytes, 1, said);
        }
    }

    [Fact]
    public void Two_threads_share_weights()
    {
        using Decoder decoder = RandomDecoder.Create(4);
        var weights = new VectorWeights(decoder);
        int[][] texts = [.. Enumerable.Range(0, 8).Select(i => EngineRun.Text(300, decoder.Config.VocabularySize, i))];
        float[][] found = new float[texts.Length][];
        Parallel.For(0, texts.Length, i => found[i] = EngineRun.After(new VectorEngine(weights), texts[i]));
        for (int i = 0; i < texts.Length; i++)
            Near(EngineRun.Expected(decoder, texts[i]), found[i], $"Text {i}");
    }

    [Fact]
    public void Weights_are_copied_anew_after_an_update()
    {
        using ThreeSpo.Torch.LanguageModel model = Sampling.SmallModel.Create();
        var current = new CurrentWeights(model);
        VectorWeights before = current.Now;
        Assert.Same(before, current.Now);
        model.Version++;
        Assert.NotSame(before, current.Now);
    }

    [Fact]
    public void A_prompt_that_is_not_admitted_is_refused()
    {
        using Decoder decoder = RandomDecoder.Create(0);
        using VectorEngine engine = EngineRun.Engine(decoder);
        var prompt = new AnsweredPrompt([1], 1, 1);
        Assert.Throws<InvalidOperationException>(() => engine.Read([new AnswerRead(prompt, 0, prompt.Tokens)]));
        engine.Admit([prompt]);
        engine.Release(prompt);
        Assert.Throws<InvalidOperationException>(() => engine.Release(prompt));
    }

    private static void Near(float[] expected, float[] found, string where, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        double apart = expected.Zip(found, (one, other) => Math.Abs(one - other)).Max();
        Assert.True(apart <= tolerance, $"{where}: logits are apart by {apart:g3}, allowed {tolerance}.");
    }

    /// <summary>Prompts with common beginnings that are admitted, answered in pieces of any length, and released, at random.</summary>
    private sealed class RandomTalk(VectorEngine engine, int vocabulary, int seed)
    {
        private readonly List<(AnsweredPrompt Prompt, List<int>[] Answers)> _open = [];
        private int _drawn;

        public int Compared { get; private set; }

        /// <summary>Does something, and gives each text that was read with the logits after it.</summary>
        public List<(int[] Text, float[] Logits)> Step()
        {
            List<(int[], float[])> rows = Below(3) == 0 || _open.Count == 0 ? Admit() : Answer();
            Compared += rows.Count;
            if (_open.Count > 6)
            {
                int gone = Below(_open.Count);
                engine.Release(_open[gone].Prompt);
                _open.RemoveAt(gone);
            }

            return rows;
        }

        private List<(int[], float[])> Admit()
        {
            int[] common = Text(Below(90));
            AnsweredPrompt[] prompts =
                [.. Enumerable.Range(0, 1 + Below(5)).Select(_ => new AnsweredPrompt([.. common[..Below(common.Length + 1)], .. Text(1 + Below(60))], 1 + Below(4), 64))];
            if (prompts.Length > 2)
                prompts[^1] = new AnsweredPrompt(prompts[0].Tokens, 2, 64);

            float[][] logits = EngineRun.Rows(engine.Admit(prompts), prompts.Length);
            foreach (AnsweredPrompt prompt in prompts)
                _open.Add((prompt, [.. Enumerable.Range(0, prompt.Answers).Select(_ => new List<int>())]));

            return [.. prompts.Zip(logits, (prompt, row) => (prompt.Tokens, row))];
        }

        private List<(int[], float[])> Answer()
        {
            List<AnswerRead> reads = [];
            List<int[]> texts = [];
            foreach ((AnsweredPrompt prompt, List<int>[] answers) in _open.OrderBy(_ => Below(1000)).ToArray())
            {
                for (int answer = 0; answer < answers.Length; answer++)
                {
                    if (Below(3) == 0)
                        continue;

                    int[] tokens = Text(1 + Below(6));
                    answers[answer].AddRange(tokens);
                    reads.Add(new AnswerRead(prompt, answer, tokens));
                    texts.Add([.. prompt.Tokens, .. answers[answer]]);
                }
            }

            if (reads.Count == 0)
                return [];

            float[][] logits = EngineRun.Rows(engine.Read(reads), reads.Count);
            return [.. texts.Zip(logits)];
        }

        private int[] Text(int count) => [.. Enumerable.Range(0, count).Select(_ => Below(vocabulary))];

        private int Below(int bound) => new Draw(14, seed, 0, _drawn++).Below(bound, 0);
    }
}
