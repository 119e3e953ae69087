using System.Runtime.InteropServices;
using ThreeSpo.Optimization;
using ThreeSpo.Outside;
using ThreeSpo.Torch.Kernels;
using ThreeSpo.Torch.Learning;
using ThreeSpo.Torch.Measuring;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using static TorchSharp.torch;
using AdamW = ThreeSpo.Torch.Learning.AdamW;
using Parameter = TorchSharp.Modules.Parameter;

namespace ThreeSpo.Torch.Gate;

/// <summary>Tries whole models on a device, small ones of each family, against the same in double precision on the processor.</summary>
internal static class ModelGate
{
    private const ulong Seed = 3;
    private const int MostLetters = 300;
    private const int PromptTokens = 23;
    private const int AnswerTokens = 9;
    private const double NoClip = 1e9;
    private const long Budget = 1 << 26;

    /// <summary>Tries a family.</summary>
    /// <returns>Logits, loss, gradient, a step of AdamW, and what is answered greedily.</returns>
    public static IReadOnlyList<GateFinding> Try(DecoderFamily family, Device device, ScalarType type)
    {
        try
        {
            using var scope = NewDisposeScope();
            DecoderConfig config = Small(family);
            using var found = new Decoder(config, new Placement(type, device));
            RandomWeights.Fill(found, Seed, workers: 1);
            using var exact = new Decoder(config, new Placement(ScalarType.Float64, CPU));
            using (no_grad())
            {
                foreach ((Parameter from, Parameter to) in found.parameters().Zip(exact.parameters()))
                    to.copy_(from.cpu());
            }

            return [.. Compare(exact, found, $"{family} model", type)];
        }
        catch (Exception fault) when (fault is ExternalException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return [new GateFinding($"{family} model", GateFinding.NameOf(type), GatePass.Forward, double.NaN, 0) { Problem = Printable.Line(fault.Message, MostLetters) }];
        }
    }

    /// <summary>A model small enough to take milliseconds, in which every part of its family matters.</summary>
    internal static DecoderConfig Small(DecoderFamily family) => new()
    {
        Family = family,
        VocabularySize = 320,
        HiddenSize = 64,
        IntermediateSize = 160,
        Layers = 3,
        Heads = 4,
        KeyValueHeads = 2,
        OwnHeadSize = family is DecoderFamily.Qwen3 ? 32 : 0,
        TiedHead = family is not DecoderFamily.Llama,
        Scaling = family is DecoderFamily.Llama ? new RopeScaling(8, 1, 4, 16) : null,
        RopeTheta = 10_000,
        MaxPositions = 512,
    };

    private static IEnumerable<GateFinding> Compare(Decoder exact, Decoder found, string name, ScalarType type)
    {
        bool isBrain = type is ScalarType.BFloat16;
        GateFinding Of(string what, GatePass pass, double error, double single, double brain) =>
            new($"{name}: {what}", GateFinding.NameOf(type), pass, error, isBrain ? brain : single);

        yield return Of("logits", GatePass.Forward, OperationGate.Error(Logits(exact), Logits(found)), 1e-5, 4e-2);

        Lesson[] lessons = Lessons(exact.Config);
        (StepReport right, Tensor[] slopes) = Gradient(exact, lessons);
        (StepReport report, Tensor[] device) = Gradient(found, lessons);
        yield return Of("packed loss", GatePass.Forward, Math.Abs(report.Loss - right.Loss) / Math.Max(1e-3, Math.Abs(right.Loss)), 1e-4, 1e-1);

        string[] names = [.. exact.named_parameters().Select(one => one.name)];
        double usual = Math.Sqrt(slopes.Average(slope => slope.square().sum().item<double>()));
        double[] errors = [.. slopes.Zip(device, (slope, other) => Distance(slope, other, usual))];
        int worst = Array.IndexOf(errors, errors.Max());
        yield return Of($"gradient ({names[worst]})", GatePass.Backward, errors[worst], 1e-4, 1e-1);
        yield return Of("a step of AdamW", GatePass.Forward, Stepped(exact, found, slopes), 1e-5, 1e-2);
        yield return Of("greedy answers", GatePass.Forward, Greedy(exact, new EngineDecoding(new TensorEngine(found, Budget), AnswerTokens, PromptTokens, greedy: true)), 1e-4, 1e-1);
        yield return Of("greedy answers, plainly", GatePass.Forward, Greedy(exact, new PlainDecoding(found, AnswerTokens) { IsGreedy = true }), 1e-4, 1e-1);
        if (!isBrain && found.Device.type is TorchSharp.DeviceType.CPU)
            yield return Of("greedy answers, by vectors", GatePass.Forward, Greedy(exact, new EngineDecoding(new VectorEngine(new VectorWeights(found)), AnswerTokens, PromptTokens, greedy: true)), 1e-4, 1e-1);
    }

    private static Tensor Logits(Decoder model)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        int[] tokens = RandomTokens.Of(model.Config, PromptTokens + AnswerTokens, 0);
        return After(model, tokens, PromptTokens).MoveToOuterDisposeScope();
    }

    /// <summary>Logits after each of the last tokens of a text, by the shared-prompt passes, shape [R, V].</summary>
    private static Tensor After(Decoder model, int[] tokens, int prompt)
    {
        int length = tokens.Length - prompt + 1;
        using PromptCache cache = model.Encode(tensor(tokens[..(prompt - 1)].Select(id => (long)id).ToArray(), [1, prompt - 1], device: model.Device), [prompt - 1]);
        AnswerBlock block = model.Block(
            tensor(tokens[(prompt - 1)..].Select(id => (long)id).ToArray(), [1, 1, length], device: model.Device),
            arange(prompt - 1, tokens.Length, ScalarType.Int64, model.Device).reshape(1, 1, length),
            full(length, length, float.NegativeInfinity, device: model.Device).triu(1).reshape(1, 1, length, length));
        return model.Logits(model.Answer(block, cache, null)).reshape(length, model.Config.VocabularySize);
    }

    private static (StepReport Report, Tensor[] Gradient) Gradient(Decoder model, Lesson[] lessons)
    {
        using var optimiser = new AdamW([.. model.parameters()], decay: 0.01);

        // Bounds that no ratio meets: near one, rounding alone would decide whether a token has a gradient.
        var update = new ActorUpdate(
            model, optimiser, new LearnerSettings { Clip = NoClip, KlWeight = 0 }, new LanguageLearnerSettings { EntropyWeight = 0.01 },
            AnswerTokens, workers: 1);
        (StepReport report, Tensor[]? gradient) = update.Gradient(lessons, CancellationToken.None);
        return (report, gradient!);
    }

    /// <summary>‖found − exact‖ / ‖exact‖; the slopes of a tensor that hardly matters are sums that cancel, so they are held to the usual size.</summary>
    private static double Distance(Tensor exact, Tensor found, double usual)
    {
        using var scope = NewDisposeScope();
        double size = exact.norm().item<double>();
        return (found.to(ScalarType.Float64).cpu() - exact).norm().item<double>() / Math.Max(size, usual);
    }

    /// <summary>A step down the same gradient on both sides: how far apart the weights are then, relative to the largest of each tensor.</summary>
    private static double Stepped(Decoder exact, Decoder found, Tensor[] slopes)
    {
        const double rate = 1e-2;
        Step(exact, slopes);
        Step(found, [.. slopes.Zip(found.parameters(), (slope, parameter) => slope.to(parameter.dtype).to(parameter.device))]);
        return exact.parameters().Zip(found.parameters(), OperationGate.Error).Max();

        static void Step(Decoder model, Tensor[] gradient)
        {
            using var optimiser = new AdamW([.. model.parameters()], decay: 0.01);
            optimiser.Step(gradient, rate);
        }
    }

    /// <summary>How much likelier than the device's greedy tokens others are in truth, at most. Unit: nats.</summary>
    private static double Greedy(Decoder exact, IDecoding decoding)
    {
        int[] prompt = RandomTokens.Of(exact.Config, PromptTokens, 1);
        int[] answer;
        using (decoding)
        {
            decoding.Begin([prompt], 2);
            for (int i = 1; i < AnswerTokens; i++)
                decoding.Step();

            answer = decoding.Answers()[^1];
        }

        using var guard = no_grad();
        using var scope = NewDisposeScope();
        Tensor logits = After(exact, [.. prompt, .. answer[..^1]], PromptTokens); // [R, V]
        Tensor chosen = logits.gather(-1, tensor(answer.Select(id => (long)id).ToArray(), [answer.Length, 1]));
        return (logits.max(-1, keepdim: true).values - chosen).max().item<double>();
    }

    /// <summary>Two prompts of unequal length with three answers each, of unequal lengths, whose old probabilities lie around the new ones.</summary>
    private static Lesson[] Lessons(DecoderConfig config) => [.. Enumerable.Range(0, 2).Select(i => new Lesson(
        RandomTokens.Of(config, PromptTokens - (6 * i), 10 + i),
        [.. Enumerable.Range(0, 3).Select(k => new LessonAnswer(
            RandomTokens.Of(config, AnswerTokens - k, 20 + (3 * i) + k), new TokenSet?[AnswerTokens - k],
            [.. Enumerable.Repeat(-Math.Log(config.VocabularySize), AnswerTokens - k)], Temperature: 1, Advantage: k - 0.5))]))];
}
