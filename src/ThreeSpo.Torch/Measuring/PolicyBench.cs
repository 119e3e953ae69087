using System.Globalization;
using ThreeSpo.Torch.Models;
using ThreeSpo.Torch.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace ThreeSpo.Torch.Measuring;

/// <summary>Measures how fast a model of given sizes encodes, writes and learns, and what share of the machine's best that is.</summary>
/// <param name="shape">What to call the sizes.</param>
/// <param name="config">The sizes; the weights are random.</param>
/// <param name="settings">What to measure.</param>
public sealed class PolicyBench(string shape, DecoderConfig config, BenchSettings settings)
{
    private const ulong Seed = 1;
    private const double Gibibyte = 1L << 30;

    private int _workers = 1;

    /// <summary>How long each thing is repeated for; it is done at least twice. Unit: seconds.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>What to measure.</summary>
    public IReadOnlyList<BenchSubject> Subjects { get; init; } = Enum.GetValues<BenchSubject>();

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told what is measured next.</summary>
    public Action<string> Progress { get; init; } = _ => { };

    /// <summary>Told every row once it is measured.</summary>
    public Action<BenchRow> Measured { get; init; } = _ => { };

    /// <summary>Measures everything.</summary>
    /// <exception cref="NotSupportedException">Tensors do not work on this machine, or the model does not fit its memory.</exception>
    public BenchReport Run(CancellationToken cancellation)
    {
        Loading.TorchRuntime.Require();
        Device device = LanguageModel.DeviceOf(settings.Device);
        _workers = device.type != DeviceType.CPU ? 1 : settings.Threads > 0 ? settings.Threads : Environment.ProcessorCount;
        var timing = new Timing(Clock, Seconds, device, cancellation);
        CheckRoom(device);

        Progress("matrix peak and copy bandwidth");
        BenchMachine machine = Machine.Look(device, _workers);
        var peaks = MachinePeaks.Measure(device, _workers, timing);
        cancellation.ThrowIfCancellationRequested();

        Progress(string.Create(CultureInfo.InvariantCulture, $"{config.Parameters:N0} random weights"));
        using LanguageModel model = Model(device);
        List<BenchRow> rows = [];
        var writing = new WritingRows(model, settings, timing, peaks, _workers);
        var learning = new LearningRows(model, settings, timing, peaks, _workers, cancellation);
        foreach ((string name, Func<BenchRow> measure) in writing.All(Subjects).Concat(learning.All(Subjects)))
        {
            cancellation.ThrowIfCancellationRequested();
            Progress(name);
            BenchRow row = measure();
            rows.Add(row);
            Measured(row);
        }

        return new BenchReport(shape, config.Parameters, machine, peaks, settings.PromptTokens, settings.AnswerTokens, rows) { LearnTokensAtOnce = learning.TokensAtOnce };
    }

    private LanguageModel Model(Device device)
    {
        ScalarType type = settings.Precision is BenchPrecision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var decoder = new Decoder(config, new Placement(type, device));
        RandomWeights.Fill(decoder, Seed, _workers);
        return LanguageModel.Of(decoder, SmallTokenizer(), settings.Threads);
    }

    /// <summary>A model has a tokenizer; what is measured are token ids alone.</summary>
    private static Tokenizer SmallTokenizer() => BpeTrainer.Train(
        ["user\nassistant\n"], 300, PreTokenizerPatterns.Worlds, ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]);

    private void CheckRoom(Device device)
    {
        int width = settings.Precision is BenchPrecision.Bf16 ? 2 : 4;
        double wanted = (double)width * config.Parameters;
        double free = Machine.FreeBytes(device);
        if (wanted > free)
        {
            throw new NotSupportedException(string.Create(CultureInfo.InvariantCulture,
                $"The weights of {shape} take {wanted / Gibibyte:0.0} GiB in {settings.Precision}, but {free / Gibibyte:0.0} GiB are free. Choose a smaller shape, or precision=bf16."));
        }
    }
}
