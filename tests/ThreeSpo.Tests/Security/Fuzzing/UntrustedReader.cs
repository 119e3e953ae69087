using ThreeSpo.Settings;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Worlds.Alfworld;

namespace ThreeSpo.Tests.Security.Fuzzing;

/// <summary>
/// A reader of files or texts from elsewhere, as the fuzzing tests see it. To add one, derive a class in the folder Readers:
/// a name, sound inputs, and a method that reads. Nothing else; it is found by itself.
/// </summary>
internal abstract class UntrustedReader : IDisposable
{
    /// <summary>What it is called in the table. Also the seed of its inputs.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs that it accepts; all others are made of them.</summary>
    public abstract IReadOnlyList<byte[]> Sound { get; }

    /// <summary>The ways in which its inputs are damaged, each equally often.</summary>
    public virtual IReadOnlyList<Func<byte[], Chance, byte[]>> Damages => [ByteDamage.Do, JsonDamage.Do];

    /// <summary>The part of its bound on memory that does not depend on the input. Unit: bytes.</summary>
    public virtual long MostBytes => 4 << 20;

    /// <summary>The part of its bound on memory that each byte of the input adds. Unit: bytes.</summary>
    public virtual int MostBytesPerByte => 64;

    /// <summary>A folder for those that read from files. Its path is not counted where messages are measured.</summary>
    public TemporaryFolder Folder { get; } = new();

    /// <summary>Reads an input as the program does, and does what the program does next with what it accepts.</summary>
    public abstract void Read(byte[] input);

    /// <summary>Whether an exception is a documented refusal: one that the door of the program turns into a line and exit code 2.</summary>
    public virtual bool IsRefusal(Exception fault) =>
        fault is InvalidDataException or GameFormatException or SettingsException or FileNotFoundException or NotSupportedException;

    public void Dispose() => Folder.Dispose();
}
