namespace ThreeSpo.Settings;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The known word with the fewest letters changed, added or dropped.</summary>
    public static string To(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        string start = word.Length > 64 ? word[..64] : word;
        return known.MinBy(other => Distance(start.ToLowerInvariant(), other.ToLowerInvariant())) ?? "";
    }

    /// <summary>Levenshtein's edit distance.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
