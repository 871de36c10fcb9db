using System.Globalization;
using Yinfeng.Analytics.Classify;
using Yinfeng.Reference;
using Yinfeng.Shell;

namespace Yinfeng.Industries;

/// <summary>Reads the words that tell industries apart and the titles of the divisions.</summary>
internal static class IndustryWords
{
    public const string File = "industry-words.csv";

    /// <exception cref="InvalidDataException">A row cannot be read: the installation is damaged.</exception>
    public static IReadOnlyList<IndustryWord> Load()
    {
        var words = new List<IndustryWord>();
        foreach (var row in ReferenceTable.ReadPath(Path.Combine(AppFolders.Rules, File), "division", "kind", "weight", "words"))
        {
            if (!Enum.TryParse<WordKind>(row[1], ignoreCase: true, out var kind)
                || !float.TryParse(row[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
            {
                throw new InvalidDataException($"{File}: 行“{row[0]},{row[1]},{row[2]}”读不出来。请重新安装，或恢复该文件。");
            }
            var division = row[0] == "-" ? 0 : int.Parse(row[0], CultureInfo.InvariantCulture);
            words.AddRange(row[3].Split(' ').Select(word => new IndustryWord(word, kind, division, weight)));
        }
        return words;
    }

    /// <summary>Titles by division.</summary>
    public static IReadOnlyDictionary<int, string> Titles() => ReferenceTable.Read("gbt4754-2017.csv", "code", "name", "level")
        .Where(r => r[2] == "2").ToDictionary(r => int.Parse(r[0], CultureInfo.InvariantCulture), r => r[1]);
}
