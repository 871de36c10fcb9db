using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>What of a project tells whether it is the same as another, in comparable form.</summary>
public sealed partial class ProjectKey
{
    private static readonly SearchValues<char> PhaseSigns = SearchValues.Create("期段#区号扩续批园座线");
    private static readonly SearchValues<char> FormSigns = SearchValues.Create("公集合(");
    private static readonly string[] Endings = ["建设项目", "投资项目", "工程项目", "项目建设", "项目", "工程", "建设"];
    private static readonly string[] Fillers =
    [
        "生产线", "生产", "制造", "加工", "建设", "研发", "产业化", "产业", "基地", "项目", "工程", "配套", "年产", "新建", "综合", "及", "和", "与", "的", "等",
    ];

    private readonly NameParts _name;

    private ProjectKey(NameParts name) => _name = name;

    /// <summary>What a name is made of.</summary>
    /// <param name="Plain">Without place, phase and ending.</param>
    internal sealed record NameParts(string Plain, string Core, string Phase, string Numbers);

    public string Name => _name.Plain;

    /// <summary>The name without words that say little: 生产, 制造, 基地 …</summary>
    public string Core => _name.Core;

    /// <summary>一期, 二期, 1#, A区: projects that differ here are two.</summary>
    public string Phase => _name.Phase;
    public string Numbers => _name.Numbers;
    public required string Investor { get; init; }

    /// <summary>The company of the base that the investor's name was matched to; null where it is not known.</summary>
    public long? Company { get; init; }
    public long? UnitId { get; init; }
    public required string Unit { get; init; }
    public long? Amount { get; init; }
    public string? Currency { get; init; }
    public LedgerDate? SignedOn { get; init; }

    public static ProjectKey? Of(LedgerRow row) => Of(row, Parts, InvestorCore);

    /// <param name="parts">Gives the parts of a name under a folded unit.</param>
    /// <param name="investorCore">Gives an investor as <see cref="InvestorCore"/> does.</param>
    internal static ProjectKey? Of(LedgerRow row, Func<string, string, NameParts> parts, Func<string, string> investorCore)
    {
        if (row.ProjectName is null)
        {
            return null;
        }
        var unit = row.Unit is null ? "" : Folding.Key(row.Unit);
        return new ProjectKey(parts(row.ProjectName, unit))
        {
            Investor = row.Investor is null ? "" : investorCore(row.Investor),
            UnitId = row.UnitId,
            Unit = unit,
            Amount = row.TotalInvestment,
            Currency = row.Currency,
            SignedOn = row.SignedPlanned ? null : row.SignedOn,
        };
    }

    /// <param name="unitName">As written or as the unit is called; its name in front of a project's name does not count.</param>
    /// <param name="amount">Hundredths of the currency's unit.</param>
    public static ProjectKey Of(string name, string? investor, long? unitId, string? unitName, long? amount, string? currency, LedgerDate? signedOn,
        long? company = null)
    {
        var unit = unitName is null ? "" : Folding.Key(unitName);
        return new ProjectKey(Parts(name, unit))
        {
            Investor = investor is null ? "" : InvestorCore(investor),
            Company = company,
            UnitId = unitId,
            Unit = unit,
            Amount = amount,
            Currency = currency,
            SignedOn = signedOn,
        };
    }

    /// <summary>The same with the company that the investor's name was matched to.</summary>
    internal ProjectKey Of(long? company) => new(_name)
    {
        Investor = Investor, Company = company, UnitId = UnitId, Unit = Unit, Amount = Amount, Currency = Currency, SignedOn = SignedOn,
    };

    /// <summary>The same without its unit, for comparing what two units say.</summary>
    internal ProjectKey OfNoUnit() => new(_name) { Investor = Investor, Company = Company, Unit = "", Amount = Amount, Currency = Currency, SignedOn = SignedOn };

    internal static NameParts Parts(string name, string unit)
    {
        var text = Folding.Key(name);
        text = WithoutForm(text.Contains('(') ? PlaceInCompany().Replace(text, "") : text);
        var phase = "";
        if (MayHavePhase(text))
        {
            phase = string.Join('|', Phases().Matches(text).Select(m => Digit(m.Value)).Distinct().Order(StringComparer.Ordinal));
            text = Phases().Replace(text, "");
        }
        var numbers = text.AsSpan().ContainsAnyInRange('0', '9') ? NumbersIn(text) : "";
        var plain = WithoutPlace(HeadText.Letters(text), unit);
        plain = WithoutEnding(plain);
        var core = plain;
        foreach (var filler in Fillers)
        {
            core = core.Contains(filler, StringComparison.Ordinal) ? core.Replace(filler, "", StringComparison.Ordinal) : core;
        }
        return new NameParts(plain, core.Length >= 2 ? core : plain, phase, numbers);
    }

    /// <summary>The numbers of a text, "10|2.5"; a point counts between two digits.</summary>
    internal static string NumbersIn(string text)
    {
        var found = "";
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsDigit(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            at = AfterDigits(text, at);
            if (at + 1 < text.Length && text[at] == '.' && char.IsDigit(text[at + 1]))
            {
                at = AfterDigits(text, at + 1);
            }
            found = found.Length == 0 ? text[start..at] : $"{found}|{text.AsSpan(start, at - start)}";
        }
        return found;
    }

    private static int AfterDigits(string text, int at)
    {
        while (at < text.Length && char.IsDigit(text[at]))
        {
            at++;
        }
        return at;
    }

    /// <summary>The company without its legal form and brackets.</summary>
    internal static string InvestorCore(string investor)
    {
        var key = HeadText.Letters(WithoutForm(Folding.Key(investor)));
        return key.Length > 0 ? key : HeadText.Letters(Folding.Key(investor));
    }

    /// <summary>Every form has one of these signs; most names have none.</summary>
    private static string WithoutForm(string text) => text.AsSpan().IndexOfAny(FormSigns) >= 0 ? CompanyForm().Replace(text, "") : text;

    private static string WithoutPlace(string name, string unit)
    {
        if (unit.Length < 2)
        {
            return name;
        }
        var stem = UnitNames.Stem(unit);
        foreach (var place in (ReadOnlySpan<string>)[unit, stem])
        {
            if (place.Length >= 2 && name.Length > place.Length + 1 && name.StartsWith(place, StringComparison.Ordinal))
            {
                return name[place.Length..];
            }
        }
        return name;
    }

    private static string WithoutEnding(string name)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var ending in Endings)
            {
                if (name.Length > ending.Length + 1 && name.EndsWith(ending, StringComparison.Ordinal))
                {
                    (name, again) = (name[..^ending.Length], true);
                    break;
                }
            }
        }
        return name;
    }

    private static bool MayHavePhase(string text) => text.AsSpan().IndexOfAny(PhaseSigns) >= 0;

    private static string Digit(string phase)
    {
        var western = new StringBuilder(phase.Length);
        foreach (var c in phase)
        {
            var at = "一二三四五六七八九".IndexOf(c);
            western.Append(at >= 0 ? (char)('1' + at) : c switch { '首' => '1', '(' or ')' or '第' => ' ', >= 'Ⅰ' and <= 'Ⅸ' => (char)('1' + (c - 'Ⅰ')), _ => c });
        }
        return western.Replace(" ", "").Replace("III", "3").Replace("II", "2").Replace("I", "1").ToString();
    }

    [GeneratedRegex(@"\(?第?(?:[一二三四五六七八九十首]|\d{1,2}|[IVX]{1,3}|[Ⅰ-Ⅸ])(?:期|标段|号线|号楼|批次?)(?:扩建)?\)?|\d{1,2}#|[A-Z](?:区|座|地块)|[东西南北](?:区|园)|扩建|续建|改扩建|扩能")]
    private static partial Regex Phases();

    [GeneratedRegex(@"有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|总公司|分公司|公司|集团|\(有限合伙\)|合伙企业|\((?:集团|股份|中国)\)")]
    private static partial Regex CompanyForm();

    [GeneratedRegex(@"\([^()]{2,6}\)(?=[^()]{0,12}?(?:有限|公司|集团))")]
    private static partial Regex PlaceInCompany();
}
