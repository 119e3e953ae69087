using System.Diagnostics;
using ThreeSpo.Settings;

namespace ThreeSpo.Tests.Security.Fuzzing;

/// <summary>Holds one reader to its contract, input by input: accepted, or refused in one line, in bounded time and memory.</summary>
internal sealed class FuzzRun(UntrustedReader reader, int inputs)
{
    private const int MostCharacters = 500;
    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Hangs = TimeSpan.FromSeconds(60);

    private int _number;
    private int _accepted;
    private long _mostBytes;
    private TimeSpan _slowest;
    private string? _broken;

    /// <summary>Reads every input on a thread of its own, so that one that is never done is noticed and named.</summary>
    public FuzzRow Do()
    {
        foreach (byte[] sound in reader.Sound)
            reader.Read(sound);

        var thread = new Thread(ReadAll) { IsBackground = true, Name = reader.Name };
        thread.Start();
        for (int seen = -1; !thread.Join(Hangs); seen = _number)
            Assert.True(seen != Volatile.Read(ref _number), $"{reader.Name}, input {seen}: is still being read after {Hangs}. {Kept(Input(seen))}");

        Assert.True(_broken is null, _broken);
        return new FuzzRow(reader.Name, inputs, _accepted, _mostBytes, _slowest);
    }

    private void ReadAll()
    {
        for (; _number < inputs && _broken is null; Volatile.Write(ref _number, _number + 1))
        {
            byte[] input = Input(_number);
            if (ReadOne(input) is { } wrong)
                _broken = $"{reader.Name}, input {_number}: {wrong} {Kept(input)}";
        }
    }

    /// <summary>Reads one input.</summary>
    /// <returns>How it broke the contract; null where it kept it.</returns>
    private string? ReadOne(byte[] input)
    {
        (Exception? fault, TimeSpan time, long bytes) = Measured(input);

        // Another program may have had the processor meanwhile; a reader that is slow itself is slow again.
        for (int again = 0; again < 3 && time > MostTime; again++)
            time = Min(time, Measured(input).Time);

        _slowest = time > _slowest ? time : _slowest;
        _mostBytes = Math.Max(_mostBytes, bytes);
        _accepted += fault is null ? 1 : 0;

        long bound = reader.MostBytes + ((long)reader.MostBytesPerByte * input.Length);
        if (time > MostTime)
            return $"took {time.TotalMilliseconds:N0} ms.";
        if (bytes > bound)
            return $"made it allocate {bytes:N0} bytes, wanted at most {bound:N0}.";

        return fault is null ? null : WrongWith(fault);
    }

    private (Exception? Fault, TimeSpan Time, long Bytes) Measured(byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long began = Stopwatch.GetTimestamp();
        Exception? fault = Record.Exception(() => reader.Read(input));
        return (fault, Stopwatch.GetElapsedTime(began), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private string? WrongWith(Exception fault)
    {
        if (!reader.IsRefusal(fault))
            return $"threw {fault}";

        IReadOnlyList<string> lines = fault is SettingsException settings ? settings.Faults : [fault.Message];
        foreach (string line in lines)
        {
            string said = line.Replace(reader.Folder.Path, "", StringComparison.Ordinal);
            if (said.Length is < 10 or > MostCharacters)
                return $"was refused with {said.Length} characters, wanted 10 to {MostCharacters}: {said[..Math.Min(said.Length, 300)]}";
            if (said.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u202E'))
                return $"was refused with what steers a terminal: {Uri.EscapeDataString(said)}";
        }

        return lines.Count is > 0 and <= 300 ? null : $"was refused with {lines.Count} lines, wanted one to 300.";
    }

    private byte[] Input(int number)
    {
        var chance = new Chance(reader.Name, number);
        byte[] sound = chance.Of(reader.Sound);
        return chance.Of(reader.Damages)(sound, chance);
    }

    /// <summary>Keeps an input that broke the contract, for whoever mends it.</summary>
    private string Kept(byte[] input)
    {
        string path = Path.Combine(Path.GetTempPath(), $"3spo-fuzz-{string.Concat(reader.Name.Where(char.IsLetterOrDigit))}-{_number}");
        File.WriteAllBytes(path, input);
        return $"The input is kept at '{path}'.";
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
