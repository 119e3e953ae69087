using System.Text;
using ThreeSpo.Outside;

namespace ThreeSpo.Torch.Text;

/// <summary>The files of a tokenizer in a folder of a Hugging Face model.</summary>
internal static class TokenizerFolder
{
    private const int MostBytes = 1 << 26;
    private const string Whole = "tokenizer.json";
    private const string Vocabulary = "vocab.json";
    private const string Merges = "merges.txt";
    private const string Config = "tokenizer_config.json";
    private const string MergesHead = "#version";
    private const string SentencePiece = "tokenizer.model";

    /// <summary>Files that go with a tokenizer and are written again as they were.</summary>
    private static readonly string[] Beside = [Config, ChatFiles.Template, ChatFiles.Generation, "special_tokens_map.json", "added_tokens.json"];

    /// <summary>Whether a folder has one of the files that decide.</summary>
    public static bool Holds(string folder) => File.Exists(Path.Combine(folder, Whole)) || File.Exists(Path.Combine(folder, Vocabulary));

    /// <summary>Reads tokenizer.json, or else vocab.json with merges.txt as Qwen2's.</summary>
    /// <returns>The parts, and the path of the file that decides.</returns>
    /// <exception cref="FileNotFoundException">Neither is there.</exception>
    /// <exception cref="InvalidDataException">A file is too large, damaged, or of another kind of tokenizer.</exception>
    public static (TokenizerParts Parts, string Name) Read(string folder)
    {
        string whole = Path.Combine(folder, Whole);
        if (File.Exists(whole))
            return (TokenizerJson.Read(Bytes(whole), whole) with { Folder = folder, Beside = ReadBeside(folder) }, whole);

        string vocabulary = Path.Combine(folder, Vocabulary);
        string merges = Path.Combine(folder, Merges);
        if (!File.Exists(vocabulary) || !File.Exists(merges))
        {
            if (File.Exists(Path.Combine(folder, SentencePiece)))
                throw new InvalidDataException($"{folder}: has a {SentencePiece}, which is SentencePiece's, as Llama 2 and older have it, and not supported. Give a model with a byte-level BPE tokenizer, such as Llama 3's.");

            string missing = File.Exists(vocabulary) ? merges : vocabulary;
            throw new FileNotFoundException(
                $"No tokenizer in '{folder}': found neither {Whole} nor both {Vocabulary} and {Merges}. Give the folder of a Hugging Face model.", missing);
        }

        string config = Path.Combine(folder, Config);
        return (new TokenizerParts
        {
            Vocabulary = JsonPlace.Read(Bytes(vocabulary), vocabulary, TokenizerJson.Vocabulary),
            Merges = ReadMerges(Encoding.UTF8.GetString(Bytes(merges)), merges),
            Added = File.Exists(config) ? JsonPlace.Read(Bytes(config), config, TokenizerJson.Decoder) : [],
            Pattern = PreTokenizerPatterns.Qwen2,
            Composed = true,
            Folder = folder,
            Beside = ReadBeside(folder),
        }, vocabulary);
    }

    /// <summary>Writes all files, each to a temporary file beside its path that is then renamed.</summary>
    public static void Write(string folder, TokenizerParts parts)
    {
        Directory.CreateDirectory(folder);
        Write(Path.Combine(folder, Vocabulary), TokenizerJsonWriter.Vocabulary(parts));
        Write(Path.Combine(folder, Merges), $"{MergesHead}: 0.2\n{string.Concat(parts.Merges.Select(merge => $"{merge.Left} {merge.Right}\n"))}");
        foreach ((string name, byte[] bytes) in parts.Beside)
            Write(Path.Combine(folder, name), bytes);

        // A template of a model that was here before would be taken for this one's.
        if (!parts.Beside.ContainsKey(ChatFiles.Template))
            File.Delete(Path.Combine(folder, ChatFiles.Template));
        if (!parts.Beside.ContainsKey(Config))
            Write(Path.Combine(folder, Config), TokenizerJsonWriter.Config(parts));

        Write(Path.Combine(folder, Whole), TokenizerJsonWriter.Whole(parts));
    }

    private static List<(string Left, string Right)> ReadMerges(string text, string path)
    {
        List<(string Left, string Right)> merges = [];
        int number = 0;
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Length == 0 || line.StartsWith(MergesHead, StringComparison.Ordinal))
                continue;

            string[] sides = line.Split(' ');
            if (sides.Length != 2)
                throw new InvalidDataException($"{path}({number}): found {sides.Length} words, wanted two tokens with a space between them. Use an unchanged copy.");

            if (merges.Count == TokenizerParts.MostIds)
                throw new InvalidDataException($"{path}({number}): found more than {TokenizerParts.MostIds} merges, which no tokenizer has. Use an unchanged copy.");

            merges.Add((sides[0], sides[1]));
        }

        return merges;
    }

    private static byte[] Bytes(string path) => OutsideFile.Read(path, MostBytes, "tokenizer's file");

    private static Dictionary<string, byte[]> ReadBeside(string folder) =>
        Beside.Where(name => File.Exists(Path.Combine(folder, name))).ToDictionary(name => name, name => Bytes(Path.Combine(folder, name)));

    private static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    private static void Write(string path, byte[] bytes)
    {
        string temporary = path + ".tmp";
        try
        {
            using (FileStream file = File.Create(temporary))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
