using System.Runtime.InteropServices;
using ThreeSpo.Optimization;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Models.Fused;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Learning;

/// <summary>Rows without padding, and attention that is written out, teach what padded batches and the library teach.</summary>
/// <remarks>One test asks how much memory the whole process was given, so no other test runs meanwhile.</remarks>
[Collection(nameof(Alone))]
public sealed class PackedRowsTests
{
    private const int Vocabulary = 200;

    private static readonly DecoderConfig Small = new()
    {
        VocabularySize = Vocabulary,
        HiddenSize = 32,
        IntermediateSize = 48,
        Layers = 2,
        Heads = 4,
        KeyValueHeads = 2,
    };

    /// <summary>Head sizes that fill vectors and that do not, shared key heads and own ones, every family.</summary>
    private static readonly DecoderConfig[] Shapes =
    [
        Small,
        Small with { Heads = 2, KeyValueHeads = 2, OwnHeadSize = 32 },
        Small with { Heads = 3, KeyValueHeads = 1, OwnHeadSize = 10 },
        Small with { Family = DecoderFamily.Qwen3, Heads = 2, KeyValueHeads = 1, OwnHeadSize = 48 },
        Small with { Family = DecoderFamily.Llama, HiddenSize = 40, IntermediateSize = 50, Heads = 5, KeyValueHeads = 5, TiedHead = false, Layers = 3 },
        Small with { Layers = 1 },
    ];

    public PackedRowsTests() => RecordedModel.RequireTorch();

    [Fact]
    public void Gradients_equal_those_of_padded_batches()
    {
        foreach (DecoderConfig config in Shapes)
        {
            using Decoder model = Made(config);
            foreach (Lesson[] lessons in new[] { Mixed(), Long(), Chain() })
            {
                (StepReport rows, float[] found) = Gradient(model, lessons, pads: false);
                (StepReport padded, float[] expected) = Gradient(model, lessons, pads: true);

                // A hundred tokens of some five nats each, summed in single precision.
                Assert.Equal(padded.Loss, rows.Loss, 1e-5 * Math.Max(1, Math.Abs(padded.Loss)));
                float largest = expected.Max(Math.Abs);
                float apart = expected.Zip(found).Max(pair => Math.Abs(pair.First - pair.Second));
                Assert.True(largest > 1e-4);
                Assert.True(apart <= 5e-6 * largest, $"{config.Family} with {config.Heads} heads of {config.HeadSize}: apart by {apart:g3} of {largest:g3}.");
            }
        }
    }

    [Fact]
    public void Answers_that_begin_alike_share_rows_and_prompts_are_there_once()
    {
        var rows = new PackedRows([([1, 2, 3], [[7, 8, 9], [7, 8, 5, 6], [7, 8, 9], [4]]), ([9], [[1]])]);

        // Two rows of the first prompt; its last token, 7, 8 after it, 5 after those; and the second prompt's only token.
        Assert.Equal([1, 2, 3, 7, 8, 5, 9], rows.Tokens);
        Assert.Equal([0, 1, 2, 3, 4, 5, 0], rows.Positions.ToArray());
        Assert.Equal(2, rows.PromptRows);
        Assert.Equal([[0, 1, 2], [0, 1, 2, 3], [0, 1, 2], [0]], rows.Groups[0].Rows);
        Assert.Equal([[0]], rows.Groups[1].Rows);
    }

    [Fact]
    public void A_row_sees_its_own_beginnings_alone()
    {
        var rows = new PackedRows([([1], [[7, 8, 9], [7, 5, 6]])]);
        RowBlock block = Assert.Single(rows.Groups[0].Blocks);

        string[] seen = [.. Enumerable.Range(0, block.Count).Select(row => string.Concat(
            Enumerable.Range(0, block.Columns.Length).Select(column => block.Mask[(row * block.Width) + column] == 0 ? '1' : '0')))];

        // Root, 7, 8, 5.
        Assert.Equal(["1000", "1100", "1110", "1101"], seen);
    }

    [Fact]
    public void Layers_that_are_computed_twice_give_the_same_bytes()
    {
        using Decoder model = Made(Shapes[3]);
        foreach (bool pads in new[] { false, true })
        {
            model.Recomputes = false;
            (StepReport kept, float[] expected) = Gradient(model, Mixed(), pads);

            model.Recomputes = true;
            (StepReport again, float[] found) = Gradient(model, Mixed(), pads);

            Assert.Equal(kept, again);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void Layers_that_are_computed_twice_keep_a_fraction_of_the_memory()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("What the C library has given out is asked for as on Linux.");

        using Decoder model = Made(Small with { Layers = 8, HiddenSize = 64, IntermediateSize = 256 });
        var rows = new PackedRows([.. Enumerable.Range(0, 20).Select(_ => (Enumerable.Range(0, 100).ToArray(), (IReadOnlyList<int[]>)[[1, 2]]))]);

        nuint kept = Held(model, rows, twice: false);
        nuint again = Held(model, rows, twice: true);

        Assert.True(again * 4 < kept, $"Layers kept hold {kept:N0} bytes, layers computed twice {again:N0}.");
    }

    /// <summary>Bytes that a pass through the decoder keeps for the way back.</summary>
    private static nuint Held(Decoder model, PackedRows rows, bool twice)
    {
        using var scope = NewDisposeScope();
        model.Recomputes = twice;
        nuint before = GivenOut();
        Tensor stream = model.Learn(rows);
        nuint held = GivenOut() - before;
        Assert.True(stream.requires_grad);
        return held;
    }

    private static nuint GivenOut()
    {
        MallocInfo info = Info();
        return info.InUse + info.Mapped;
    }

    [DllImport("libc", EntryPoint = "mallinfo2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern MallocInfo Info();

    /// <summary>Free and held tokens, prompts of one token and of many, equal beginnings.</summary>
    private static Lesson[] Mixed() =>
    [
        new([5, 6, 7, 8], [Answer([1, 2, 3], 1), Answer([1, 2, 4, 9], -1), Answer([1, 2, 3], 0.5), Held([3, 9], -0.5)]),
        new([11], [Answer([1], 1), Held([12, 1, 7], -1)]),
        new([.. Enumerable.Range(20, 50)], [Held([3, 4, 5, 6, 7, 8, 9], 1)]),
    ];

    /// <summary>More rows than a block has, in prompt and tree.</summary>
    private static Lesson[] Long() =>
    [
        new([.. Enumerable.Range(0, 90).Select(i => i * 7 % Vocabulary)],
            [.. Enumerable.Range(0, 4).Select(k => Answer([.. Enumerable.Range(0, 45).Select(i => (i < 20 ? i : i * (k + 3)) % Vocabulary)], k - 1.5))]),
    ];

    private static Lesson[] Chain() => [new([3], [Answer([.. Enumerable.Range(0, 150).Select(i => i * 11 % Vocabulary)], 1)])];

    private static LessonAnswer Answer(int[] tokens, double advantage) =>
        new(tokens, new TokenSet?[tokens.Length], [.. tokens.Select(_ => -5.0)], Temperature: 0.9, advantage) { Reference = [.. tokens.Select(_ => -5.2)] };

    private static LessonAnswer Held(int[] tokens, double advantage) => Answer(tokens, advantage) with
    {
        Allowed = [.. tokens.Select(token => new TokenSet([.. new[] { token, (token + 3) % Vocabulary, 100 }.Distinct().Order()]))],
    };

    private static Decoder Made(DecoderConfig config)
    {
        var model = new Decoder(config, Placement.Processor);
        Initialisation.Fill(model, 3);
        return model;
    }

    private static (StepReport Report, float[] Gradient) Gradient(Decoder model, Lesson[] lessons, bool pads)
    {
        model.AlwaysPads = pads;
        var update = new ActorUpdate(
            model, null!, new LearnerSettings { KlWeight = 0.1 }, new LanguageLearnerSettings { EntropyWeight = 0.01 }, answerLimit: 64, workers: 1);
        (StepReport report, Tensor[]? gradient) = update.Gradient(lessons, TestContext.Current.CancellationToken);
        using var scope = NewDisposeScope();
        float[] flat = cat([.. gradient!.Select(slope => slope.reshape(-1))]).data<float>().ToArray();
        foreach (Tensor slope in gradient!)
            slope.Dispose();

        return (report, flat);
    }

    /// <summary>What mallinfo2 says of all arenas.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct MallocInfo
    {
        private readonly nuint _arena;
        private readonly nuint _free;
        private readonly nuint _small;
        private readonly nuint _maps;
        public readonly nuint Mapped;
        private readonly nuint _most;
        private readonly nuint _smallFree;
        public readonly nuint InUse;
        private readonly nuint _unused;
        private readonly nuint _top;
    }
}
