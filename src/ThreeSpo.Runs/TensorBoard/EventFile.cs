using System.Globalization;

namespace ThreeSpo.Runs.TensorBoard;

/// <summary>A file of scalars that TensorBoard shows, while it is written too: every event is on its way to the disk before the call returns.</summary>
/// <remarks>One writer at a time. Values are kept in single precision; NaN and infinities are legal and stay what they are.</remarks>
public sealed class EventFile : IDisposable
{
    private readonly FileStream _file;

    private EventFile(FileStream file) => _file = file;

    /// <summary>Where it lies.</summary>
    public string Path => _file.Name;

    /// <summary>Opens a new file, events.out.tfevents.SECONDS.NAME; with .2, .3, … after it where there is one already.</summary>
    /// <param name="folder">The folder to watch with tensorboard --logdir; made where it does not exist.</param>
    /// <param name="name">What ends the file's name.</param>
    /// <param name="clock">Says when the file was opened.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> cannot be part of a file's name.</exception>
    public static EventFile Create(string folder, string name, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(clock);
        if (name.IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) >= 0)
            throw new ArgumentException($"'{name}' cannot end the name of an event file. Use letters, digits and hyphens.", nameof(name));

        DateTimeOffset now = clock.GetUtcNow();
        Directory.CreateDirectory(folder);
        var file = new EventFile(OpenNew(System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{now.ToUnixTimeSeconds():D10}.{name}"))));
        file.Append(EventMessage.Opening(now));
        return file;
    }

    /// <summary>Adds the scalars of one step: all of them, or none where the disk refuses.</summary>
    /// <param name="step">TensorBoard's horizontal axis.</param>
    /// <param name="at">When they were measured.</param>
    /// <param name="scalars">A tag, such as "train/loss", and a value each. Where there are none, nothing is written.</param>
    /// <exception cref="ArgumentException">A tag is empty.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void Write(long step, DateTimeOffset at, IEnumerable<(string Tag, double Value)> scalars)
    {
        ArgumentNullException.ThrowIfNull(scalars);
        (string Tag, double Value)[] all = [.. scalars];
        if (all.Length > 0)
            Append(EventMessage.Scalars(step, at, all));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Half a record would hide everything after it from a reader, so it is taken back.</summary>
    private void Append(WireMessage message)
    {
        long before = _file.Length;
        try
        {
            _file.Write(RecordFrame.Around(message.Bytes));
        }
        catch (IOException)
        {
            _file.SetLength(before);
            throw;
        }
    }

    private static FileStream OpenNew(string path)
    {
        for (int number = 1; ; number++)
        {
            string candidate = number == 1 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}.{number}");
            try
            {
                // No buffer of our own: what was written is the system's at once, and outlives the process.
                return new FileStream(candidate, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            }
            catch (IOException) when (File.Exists(candidate))
            {
            }
        }
    }
}
