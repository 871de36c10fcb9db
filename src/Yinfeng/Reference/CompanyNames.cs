using System.Globalization;
using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Search;

namespace Yinfeng.Reference;

/// <summary>What company names are read with, from the tables under data/reference. Read once.</summary>
public static class CompanyNames
{
    private static readonly Lazy<NameReading> Shared = new(Load);

    public static NameReading Reading => Shared.Value;

    /// <exception cref="InvalidDataException">A table is damaged: the installation is.</exception>
    private static NameReading Load()
    {
        var folding = new NameFolding(ReferenceTable.Read("t2s.csv", "traditional", "simplified").Select(r => KeyValuePair.Create(r[0][0], r[1][0])));
        var words = ReferenceTable.Read("name-words.csv", "kind", "word").Select(r => (r[0], r[1]));
        var pinyin = new Pinyin(ReferenceTable.Read("pinyin.csv", "character", "reading").Select(r => (r[0][0], r[1])),
            ReferenceTable.Read("pinyin-words.csv", "word", "readings").Select(r => (r[0], r[1].Split(' '))));
        return new(folding, new NameParser(new NameWords(Places("gbt2260-2023.csv"), Places("gbt2260-history.csv"), words, folding)), pinyin);
    }

    private static IEnumerable<(int Adcode, string Name)> Places(string file) => ReferenceTable.Read(file, "adcode", "name")
        .Select(r => (Adcode: int.Parse(r[0], CultureInfo.InvariantCulture), Name: r[1])).Where(p => IsName(p.Name)).Distinct();

    /// <summary>市辖区 and the like are lines of the table, not names of places.</summary>
    private static bool IsName(string name) => name.Length > 1 && name is not ("市辖区" or "县" or "省直辖县级行政区划" or "自治区直辖县级行政区划");
}
