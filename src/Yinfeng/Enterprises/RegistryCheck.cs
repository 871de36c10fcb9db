using System.Buffers;
using System.Globalization;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Industries;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Enterprises;

/// <summary>Reads one record as a company: cleans, checks, and says what is wrong. For any number of threads at once.</summary>
internal sealed class RegistryCheck(RegistryMapping mapping, RegistryPlaces places, IndustryJudge industries, DateOnly today)
{
    /// <summary>100 亿 of the currency's unit, in hundredths: what is above is more often yuan entered as 万 than true.</summary>
    private const long DoubtfulCents = 1_000_000_000_000;

    /// <summary>10 亿 for those that are no companies.</summary>
    private const long DoubtfulSmallCents = 100_000_000_000;

    private static readonly SearchValues<char> FullWidth = SearchValues.Create(
        "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ() \t\r\n\u00A0\u3000\u200B\uFEFF\"");

    /// <summary>How many columns the head has.</summary>
    public int Width => mapping.Heads.Length;

    public RegistryRow Read(RegistryRecord record, int number)
    {
        var row = new RegistryRow { Row = number };
        if (record.Count != mapping.Heads.Length)
        {
            row.Refuse("columns-shifted", $"{record.Count} 列，首行 {mapping.Heads.Length} 列");
            return row;
        }
        Name(row, record[mapping[RegistryField.Name]]);
        if (row.Refusal is not null)
        {
            return row;
        }
        Code(row, record[mapping[RegistryField.CreditCode]]);
        var type = record[mapping[RegistryField.Kind]];
        Capital(row, record, type);
        row.Kind = OrganisationKinds.Of(type, row.Name);
        if (row.Kind == OrganisationKind.Individual || row.CreditCode.StartsWith("92", StringComparison.Ordinal) && row.CreditCode.Length == 18)
        {
            row.Refuse("individual-business", ""); // A person; not what a city attracts.
            return row;
        }
        row.NamesPerson = PersonNames.MayName(row.Name, row.Kind);
        row.CapitalDoubtful = row.CapitalCents > DoubtfulCents || (row.CapitalCents > DoubtfulSmallCents && row.Kind is not
            (OrganisationKind.LimitedCompany or OrganisationKind.JointStock or OrganisationKind.StateOwned or OrganisationKind.Partnership));
        if (row.CapitalDoubtful)
        {
            row.Mark("capital-doubtful", $"{Money.ToWan(row.CapitalCents!.Value)} 万");
        }
        Date(row, record[mapping[RegistryField.RegisteredOn]]);
        Place(row, record);
        row.Scope = ScopeText.Clean(record[mapping[RegistryField.Scope]], out var masked);
        row.Division = industries.Decide(row.Name, row.Scope);
        row.ScopeHash = EnterpriseMaking.ScopeHash(row.Scope);
        (row.NameHash, row.CodeHash) = (EnterpriseGrowth.HashOfName(row.Name), EnterpriseGrowth.HashOfCode(row.CreditCode));
        if (masked)
        {
            row.Mark("scope-masked", "");
        }
        return row;
    }

    private void Name(RegistryRow row, ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            row.Refuse("name-missing", "");
            return;
        }
        if (name.Length > Enterprise.LongestName)
        {
            row.Refuse("text-too-long", name);
            return;
        }
        if (name.SequenceEqual(mapping.Heads[mapping[RegistryField.Name]]))
        {
            row.Refuse("header-repeated", name);
            return;
        }
        row.Name = name.IndexOfAny(FullWidth) < 0 && !name.Contains('\uFFFD') ? name.ToString() : Cleaned(row, name);
        if (row.Name.Length < 2 || !HasLetter(row.Name))
        {
            row.Refuse("name-missing", name);
        }
    }

    private static bool HasLetter(string name)
    {
        foreach (var c in name)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Full-width letters and digits become narrow, brackets wide, blanks between Chinese characters go.</summary>
    private static string Cleaned(RegistryRow row, ReadOnlySpan<char> name)
    {
        if (name.Contains('\uFFFD'))
        {
            row.Mark("encoding", name);
        }
        Span<char> clean = stackalloc char[name.Length];
        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i] is >= '！' and <= '～' && char.IsAsciiLetterOrDigit((char)(name[i] - 0xFEE0)) ? (char)(name[i] - 0xFEE0)
                : name[i] switch { '(' => '（', ')' => '）', '\u200B' or '\uFEFF' or '"' => '\0', var other when char.IsWhiteSpace(other) => ' ', var other => other };
            if (c == '\0' || (c == ' ' && !(length > 0 && char.IsAscii(clean[length - 1]) && i + 1 < name.Length && char.IsAsciiLetterOrDigit(name[i + 1]))))
            {
                continue;
            }
            clean[length++] = c;
        }
        row.Mark("name-cleaned", name);
        return clean[..length].ToString();
    }

    private static void Code(RegistryRow row, ReadOnlySpan<char> code)
    {
        if (code.IsEmpty)
        {
            row.Mark("code-missing", "");
            return;
        }
        if (code.Length > 18 || code.ContainsAnyExcept(Narrow))
        {
            var narrow = string.Concat(code.ToString().Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
            if (narrow.Length is 0 or > 18)
            {
                row.Mark("code-malformed", code);
                return;
            }
            row.CreditCode = narrow;
        }
        else
        {
            row.CreditCode = code.ToString();
        }
        row.CodeChecked = CreditCode.IsValid(row.CreditCode);
        if (!row.CodeChecked)
        {
            row.Mark(row.CreditCode.Length switch { 18 => "code-invalid", 15 => "code-old", _ => "code-malformed" }, code);
        }
    }

    private static readonly SearchValues<char> Narrow = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private void Capital(RegistryRow row, RegistryRecord record, ReadOnlySpan<char> type)
    {
        var text = record[mapping[RegistryField.CapitalWan]];
        var unitKnown = !text.IsEmpty;
        text = unitKnown ? text : record[mapping[RegistryField.Capital]];
        if (text.IsEmpty && !type.IsEmpty && char.IsAsciiDigit(type[0]) && type.Contains('万'))
        {
            row.Mark("columns-shifted", type); // The amount stands in the column of the type.
            text = type;
        }
        if (text.IsEmpty)
        {
            return;
        }
        if (!CapitalText.TryRead(text, out var cents, out var unit, out var currency))
        {
            row.Mark("capital-unreadable", text);
            return;
        }
        if (!unit && !unitKnown && cents != 0)
        {
            row.Mark("capital-unit-assumed", text);
        }
        if (cents == 0)
        {
            return; // A blank, in the words of registry offices.
        }
        row.CapitalCents = cents;
        var stated = record[mapping[RegistryField.Currency]];
        if (!stated.IsEmpty && !stated.SequenceEqual("CNY?"))
        {
            currency = CapitalText.CurrencyOf(stated);
            if (currency is null)
            {
                row.Mark("currency-unknown", stated);
            }
        }
        row.CurrencyAssumed = currency is null;
        row.Currency = currency ?? "CNY";
        if (row.CurrencyAssumed)
        {
            row.Mark("currency-assumed", "");
        }
    }

    private void Date(RegistryRow row, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            row.Mark("date-missing", "");
            return;
        }
        if (RegistryDate.TryRead(text, out var date) && date.Latest <= today)
        {
            row.RegisteredOn = date;
            return;
        }
        row.Mark(RegistryDate.TryRead(text, out _) ? "date-future" : "date-impossible", text);
    }

    private void Place(RegistryRow row, RegistryRecord record)
    {
        var county = Code(record[mapping[RegistryField.CountyAdcode]]);
        var city = Code(record[mapping[RegistryField.Adcode]]);
        if (city % 100 != 0 && county == 0 && RegistryPlaces.CityOf(city) != city)
        {
            county = city; // A county's code in the column of the place.
        }
        city = city == 0 ? 0 : RegistryPlaces.CityOf(city);
        var fromNames = city == 0 ? places.FindCity(record[mapping[RegistryField.Province]], record[mapping[RegistryField.City]]) : 0;
        if (fromNames > 0)
        {
            city = RegistryPlaces.CityOf(fromNames);
        }
        if (county == 0 && city > 0)
        {
            county = places.FindCounty(city, record[mapping[RegistryField.County]]);
        }
        var byCode = row.CodeChecked ? Code(row.CreditCode.AsSpan(2, 6)) : 0;
        if (county == 0 && byCode % 100 != 0 && places.Name(byCode) is not null && (city == 0 || RegistryPlaces.CityOf(byCode) == city))
        {
            county = byCode;
        }
        if (city == 0 && county > 0)
        {
            city = RegistryPlaces.CityOf(county);
        }
        Settle(row, city, county);
    }

    private void Settle(RegistryRow row, int city, int county)
    {
        if (county > 0 && places.Name(county) is null)
        {
            row.Mark("place-unknown", county.ToString(CultureInfo.InvariantCulture));
            county = 0;
        }
        if (county > 0 && !places.IsCurrent(county))
        {
            row.Mark("place-retired", county.ToString(CultureInfo.InvariantCulture));
            var successor = places.Successor(county);
            city = successor != county ? RegistryPlaces.CityOf(successor) : city; // The county moved with its new code: 莱芜 to 济南.
            county = successor;
        }
        if (city > 0 && !places.IsCurrent(city))
        {
            row.Mark(places.Name(city) is null ? "place-unknown" : "place-retired", city.ToString(CultureInfo.InvariantCulture));
            city = places.Name(city) is null ? 0 : places.Successor(city);
        }
        if (city == 0)
        {
            row.Mark("place-missing", "");
        }
        (row.Adcode, row.County) = (city, county);
    }

    private static int Code(ReadOnlySpan<char> text) => text.Length is 6 or 4 or 12
        && int.TryParse(text[..Math.Min(6, text.Length)], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        ? text.Length == 4 ? code * 100 : code : 0;
}

/// <summary>Dates as registry files write them: 2013-05-17, 2013/5/17, 20130517, 2013年5月17日, with or without a time behind.</summary>
internal static class RegistryDate
{
    public static bool TryRead(ReadOnlySpan<char> text, out LedgerDate date)
    {
        Span<int> parts = stackalloc int[3];
        var (count, at) = (0, 0);
        while (at < text.Length && count < 3)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
            if (at == start || at - start > (count == 0 ? 8 : 2))
            {
                break;
            }
            parts[count++] = int.Parse(text[start..at], NumberStyles.None, CultureInfo.InvariantCulture);
            at++; // - / . 年 月 日
        }
        if (count == 1 && parts[0] > 1900_00_00)
        {
            (parts[0], parts[1], parts[2], count) = (parts[0] / 10_000, parts[0] / 100 % 100, parts[0] % 100, 3);
        }
        date = new LedgerDate(parts[0], parts[1], parts[2]);
        return parts[0] is >= 1840 and <= 2199 && (count == 1 || parts[1] is >= 1 and <= 12)
            && (count < 3 || (parts[2] >= 1 && parts[2] <= DateTime.DaysInMonth(parts[0], parts[1])));
    }
}
