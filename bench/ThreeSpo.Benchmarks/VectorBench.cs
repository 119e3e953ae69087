using ThreeSpo.Randomness;
using ThreeSpo.Torch.Kernels;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Benchmarks;

/// <summary>The same prompts, and the same tokens of their answers, through tensors and through the vector engine.</summary>
internal sealed class VectorBench : IDisposable
{
    /// <summary>Tokens of a prompt that is answered: about what the bundled model sees.</summary>
    public const int PromptTokens = 96;

    /// <summary>Tokens of an answer, read one by one.</summary>
    public const int AnswerTokens = 8;

    private readonly Decoder _decoder;
    private readonly VectorWeights _weights;
    private readonly VectorEngine _engine;
    private readonly DecoderConfig _config;

    public VectorBench(DecoderConfig config)
    {
        ThreeSpo.Torch.Loading.TorchRuntime.Require();
        torch.set_num_threads(1);
        _config = config;
        _decoder = new Decoder(config, Placement.Processor);
        Initialisation.Fill(_decoder, 1);
        _weights = new VectorWeights(_decoder);
        _engine = new VectorEngine(_weights);
    }

    /// <summary>The bundled model's shape, and one of five million numbers.</summary>
    public static IReadOnlyList<(string Name, DecoderConfig Config)> Shapes { get; } =
    [
        ("1M", new DecoderConfig { VocabularySize = 829, HiddenSize = 128, IntermediateSize = 384, Layers = 4, Heads = 4, KeyValueHeads = 2 }),
        ("5M", new DecoderConfig { VocabularySize = 2048, HiddenSize = 256, IntermediateSize = 768, Layers = 6, Heads = 4, KeyValueHeads = 2 }),
    ];

    /// <summary>Operations on the weights that an answer's token takes: two for each number of a tied model. Attention is not among them.</summary>
    public double AnswerOperations => 2.0 * _config.Parameters;

    /// <summary>The same for a prompt's token, of which nobody asks more than keys and values in the last layer.</summary>
    public double PromptOperations
    {
        get
        {
            double width = _config.HiddenSize;
            double keyValue = 2 * width * _config.KeyValueHeads * _config.HeadSize;
            double layer = keyValue + (2 * width * _config.Heads * _config.HeadSize) + (3 * width * _config.IntermediateSize);
            return 2 * (((_config.Layers - 1) * layer) + keyValue);
        }
    }

    public int[][] Prompts(int count, int tokens) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var draw = new Draw(5, i, 0, 0);
        return Enumerable.Range(0, tokens).Select(k => draw.Below(_config.VocabularySize, k)).ToArray();
    })];

    /// <summary>Encodes prompts by tensors, as far as the last token but one.</summary>
    public void EncodeByTensors(int[][] prompts)
    {
        using var guard = no_grad();
        using PromptCache _ = Encoded(prompts);
    }

    /// <summary>Encodes prompts by the engine.</summary>
    public void EncodeByVectors(int[][] prompts)
    {
        AnsweredPrompt[] asked = [.. prompts.Select(prompt => new AnsweredPrompt(prompt, 1, AnswerTokens))];
        _engine.Admit(asked);
        foreach (AnsweredPrompt prompt in asked)
            _engine.Release(prompt);
    }

    /// <summary>Makes what reads answers by tensors, one token of each at a call; a mask and numbers to choose from for each, as in sampling.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="each">Answers to each.</param>
    public (Action Step, Action End) AnswerByTensors(int[][] prompts, int each)
    {
        DisposeScope scope = NewDisposeScope();
        PromptCache shared;
        using (no_grad())
            shared = Encoded(prompts);

        AnswerCache[] caches = [.. Enumerable.Range(0, _config.Layers).Select(_ => new AnswerCache())];
        int read = 0;
        return (Step, End);

        void Step()
        {
            using var guard = no_grad();
            using var step = NewDisposeScope();
            long[] tokens = [.. prompts.SelectMany(prompt => Enumerable.Repeat((long)prompt[read], each))];
            long[] positions = [.. prompts.SelectMany(prompt => Enumerable.Repeat((long)prompt.Length - 1 + read, each))];
            long[] shape = [prompts.Length, each, 1];
            float[] mask = new float[tokens.Length * (read + 1)];
            AnswerBlock block = _decoder.Block(tensor(tokens, shape), tensor(positions, shape), tensor(mask, [.. shape, read + 1]));
            _decoder.Logits(_decoder.Answer(block, shared, caches)).contiguous().data<float>().ToArray();
            read++;
        }

        void End()
        {
            foreach (AnswerCache cache in caches)
                cache.Dispose();

            shared.Dispose();
            scope.Dispose();
        }
    }

    /// <summary>Makes what reads answers by the engine, one token of each at a call.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="each">Answers to each.</param>
    public (Action Step, Action End) AnswerByVectors(int[][] prompts, int each)
    {
        AnsweredPrompt[] asked = [.. prompts.Select(prompt => new AnsweredPrompt(prompt, each, AnswerTokens))];
        _engine.Admit(asked);
        int read = 0;
        return (Step, End);

        void Step()
        {
            _engine.Read([.. asked.SelectMany(prompt => Enumerable.Range(0, each).Select(answer => new AnswerRead(prompt, answer, prompt.Tokens.AsMemory(read, 1))))]);
            read++;
        }

        void End()
        {
            foreach (AnsweredPrompt prompt in asked)
                _engine.Release(prompt);
        }
    }

    public void Dispose()
    {
        _engine.Dispose();
        _decoder.Dispose();
    }

    private PromptCache Encoded(int[][] prompts)
    {
        using var scope = NewDisposeScope();
        int length = prompts[0].Length - 1;
        long[] tokens = [.. prompts.SelectMany(prompt => prompt.Take(length)).Select(token => (long)token)];
        return _decoder.Encode(tensor(tokens, [prompts.Length, length]), [.. prompts.Select(_ => length)]);
    }
}
