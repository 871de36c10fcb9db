using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Search;

namespace Yinfeng.Analytics.Resolve;

/// <summary>Compares a written name with the name of a company, part by part: place, brand and trade, form of organisation, branch.</summary>
/// <param name="over">Names, with and without 省 or 市 at the end, of the places in which a code of GB/T 2260 lies, folded.</param>
/// <remarks>Pure. Whether a likeness is enough depends on what else is alike: <see cref="NameDecision"/>.</remarks>
public sealed class NameComparison(NameReading reading, NameSlip slip, Func<int, IReadOnlyList<string>> over)
{
    private const double Same = 0.98, Family = 0.95, LeftOut = 0.92, Added = 0.94;
    private const double Nested = 0.72, Apart = 0.3, OtherForm = 0.6, Unclear = 0.55;
    private const int ShortestCore = 2, ShortestShortened = 4;

    /// <summary>Forms that people take for each other; two of different lines are different organisations.</summary>
    private static readonly string[][] Families =
    [
        ["有限公司", "有限责任公司", "公司", "有限", "责任公司", "有限责任", ""], ["股份有限公司", "股份公司", "公司", "有限公司", ""],
        ["集团有限公司", "集团公司", "集团", "集团有限责任公司", "集团股份有限公司", ""],
        ["专业合作社", "农民专业合作社", "合作社", ""], ["厂", ""], ["总公司", "公司", ""],
    ];

    /// <param name="written">Folded.</param>
    /// <param name="name">Of the company, folded.</param>
    /// <param name="withoutBrackets">The same without what stands in brackets; empty where there are none.</param>
    /// <param name="adcode">Where the company is registered, GB/T 2260; 0 unknown.</param>
    public NameLikeness Compare(ReadOnlySpan<char> written, ReadOnlySpan<char> name, ReadOnlySpan<char> withoutBrackets, int adcode)
    {
        if (written.SequenceEqual(name))
        {
            return new(1, LikenessReason.Same);
        }
        if (withoutBrackets.Length > 0 && written.SequenceEqual(withoutBrackets))
        {
            return new(LeftOut, LikenessReason.Brackets);
        }
        var (a, b) = (reading.Parser.Parse(written), reading.Parser.Parse(name));
        if (written.Length > name.Length && written.EndsWith(name) && written.Length - name.Length <= a.Place
            && StartsWithAny(written, over(adcode)))
        {
            return new(Added, LikenessReason.PlaceAdded); // 江苏昆山甲 for 昆山甲 registered in 江苏.
        }
        if (OtherPlaces(a, b))
        {
            return new(Apart, LikenessReason.OtherPlace);
        }
        if (slip.Chance(written, name) is { } chance)
        {
            return Slipped(Broken(written, a, name, b) ? Math.Max(chance, NameSlip.Sure) : chance);
        }
        return Parts(written, a, name, b, adcode);
    }

    /// <summary>The edit stands in the name's place or form and made it none: 京北, 有限公. Such a thing is never a name of its own.</summary>
    private static bool Broken(ReadOnlySpan<char> written, NameParts a, ReadOnlySpan<char> name, NameParts b)
    {
        var at = written.CommonPrefixLength(name);
        return at < b.Place ? b.Adcode > 0 && a.Adcode == 0
            : at >= b.Trade && at < b.Form && !Known(written[a.Trade..a.Form]);
    }

    private static bool Known(ReadOnlySpan<char> form)
    {
        var text = form.ToString();
        return text.Length > 0 && Array.Exists(Families, f => f.Contains(text));
    }

    private static NameLikeness Slipped(double chance) =>
        chance == 0 ? new(Apart, LikenessReason.OtherName) : new(0.5 + (0.45 * chance), LikenessReason.Slip);

    /// <summary>Both name places, and neither lies within the other.</summary>
    private static bool OtherPlaces(NameParts a, NameParts b) => a.Adcode > 0 && b.Adcode > 0
        && !NameParser.Within(a.Adcode, b.Adcode) && !NameParser.Within(b.Adcode, a.Adcode);

    private NameLikeness Parts(ReadOnlySpan<char> written, NameParts a, ReadOnlySpan<char> name, NameParts b, int adcode)
    {
        var bodyA = written[a.Place..a.Trade];
        var bodyB = name[b.Place..b.Trade];
        if (bodyA.Length < ShortestCore)
        {
            return default;
        }
        var (place, why) = Place(written[..a.Place], a, name[..b.Place], b, adcode);
        var form = Form(written[a.Trade..a.Form], name[b.Trade..b.Form]);
        var (body, bodyWhy) = Body(written, a, bodyA, bodyB, b);
        var branch = Branch(written[a.Form..], name[b.Form..]);
        var score = place * form * body * branch;
        var reason = branch < 1 ? LikenessReason.HeadOffice : bodyWhy != LikenessReason.Same ? bodyWhy
            : place < Same ? why : form < 1 ? LikenessReason.Form : why;
        return new(score, reason);
    }

    private (double, LikenessReason) Place(ReadOnlySpan<char> written, NameParts a, ReadOnlySpan<char> name, NameParts b, int adcode)
    {
        if (written.SequenceEqual(name))
        {
            return (1, LikenessReason.Same);
        }
        if (written.Length == 0)
        {
            return (LeftOut, LikenessReason.PlaceLeftOut);
        }
        if (name.Length == 0)
        {
            var there = a.Adcode == 0 ? StartsWithAny(written, over(adcode)) : adcode > 0 && NameParser.Within(adcode, a.Adcode);
            return there ? (Added, LikenessReason.PlaceAdded) : (Apart, LikenessReason.OtherPlace);
        }
        if (a.Adcode > 0 && a.Adcode == b.Adcode)
        {
            return (Same, LikenessReason.PlaceAdded); // 山东省德州市 and 德州.
        }
        // 山东德州甲 for 山东甲 registered in 德州; 山东甲 for 德州甲 may be another company.
        return a.Adcode > b.Adcode && b.Adcode > 0 && adcode > 0 && NameParser.Within(adcode, a.Adcode) ? (Added, LikenessReason.PlaceAdded)
            : (Nested, LikenessReason.OtherPlace);
    }

    /// <summary>Several places bear the name that was written; the company is registered in one of them.</summary>
    private static bool StartsWithAny(ReadOnlySpan<char> written, IReadOnlyList<string> places)
    {
        foreach (var place in places)
        {
            if (written.StartsWith(place))
            {
                return true;
            }
        }
        return false;
    }

    private static double Form(ReadOnlySpan<char> written, ReadOnlySpan<char> name)
    {
        if (written.SequenceEqual(name))
        {
            return 1;
        }
        var (a, b) = (written.ToString(), name.ToString());
        return Array.Exists(Families, f => f.Contains(a) && f.Contains(b)) ? Family : OtherForm;
    }

    private (double, LikenessReason) Body(ReadOnlySpan<char> written, NameParts a, ReadOnlySpan<char> bodyA, ReadOnlySpan<char> bodyB, NameParts b)
    {
        if (bodyA.SequenceEqual(bodyB))
        {
            return (1, LikenessReason.Same);
        }
        // 德州金鑫 for 德州金鑫机械制造有限公司: the place and the whole brand, and no form of organisation.
        if (a.Form == a.Trade && written.Length >= ShortestShortened && a.Place > 0 && bodyB.StartsWith(bodyA) && bodyA.Length >= b.Brand - b.Place)
        {
            return (LeftOut, LikenessReason.Shortened);
        }
        return slip.Chance(bodyA, bodyB) is { } chance && bodyA.Length > ShortestCore ? (Slipped(chance).Score, LikenessReason.Slip) : (0, LikenessReason.OtherName);
    }

    /// <summary>A branch is not its head office, nor another branch.</summary>
    private static double Branch(ReadOnlySpan<char> written, ReadOnlySpan<char> name) =>
        written.SequenceEqual(name) ? 1 : written.Length == 0 || name.Length == 0 ? Unclear : Apart;
}
