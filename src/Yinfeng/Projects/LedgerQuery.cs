using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Columns that the ledger list can be sorted by.</summary>
public enum LedgerSort { Invest, Funds, Signed, Since, Updated, Stage, Unit, Name }

/// <summary>What somebody asks of the ledger list; one query string means the same to page, API, export and saved filter.</summary>
/// <param name="Text">Words that all have to occur in name, investor, unit or filing code.</param>
/// <param name="MinWan">Least total investment in 万元.</param>
/// <param name="NoInvestment">Only projects that state no total investment.</param>
/// <param name="Year">Year of signing.</param>
/// <param name="Person">Leader or service officer.</param>
public sealed record LedgerQuery(
    string? Text = null, long? UnitId = null, string? Industry = null, ProjectStage? Stage = null, decimal? MinWan = null, decimal? MaxWan = null,
    bool NoInvestment = false, InvestmentKind? Kind = null, InvestorOrigin? Origin = null, ProjectStatus? Status = null, int? Year = null,
    bool CarriedOver = false, bool WithProblems = false, long? ImportId = null, string? Person = null,
    LedgerSort Sort = LedgerSort.Invest, bool Descending = true, int Page = 1, int Limit = 20)
{
    public static readonly int[] Limits = [20, 50, 100];

    /// <summary>Reads a query string. Empty values mean no filter; unknown names belong to someone else.</summary>
    /// <param name="problems">What could not be understood, in Chinese; the rest of the query stands.</param>
    public static LedgerQuery Read(IEnumerable<KeyValuePair<string, StringValues>> query, List<string> problems)
    {
        var read = new LedgerQuery();
        foreach (var (name, values) in query)
        {
            var text = values.Count > 0 ? values[0]?.Trim() : null;
            if (!string.IsNullOrEmpty(text) && text.Length <= 200 && !read.TrySet(name, text, out read))
            {
                problems.Add($"筛选条件“{name}”的值“{text}”看不懂，已忽略。");
            }
        }
        return read;
    }

    /// <summary>Reads a stored query string such as "stage=signed&amp;gte=10000".</summary>
    public static LedgerQuery Read(string query) => Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query), []);

    /// <summary>The query string, "" for none; what equals the default is left out.</summary>
    /// <remarks>A page holds some thirty of these, hence no list of pairs and no encoder where the value needs none.</remarks>
    public string ToQueryString(bool withPage = true)
    {
        var text = new StringBuilder(96);
        Add(text, "q", Text is null ? null : Uri.EscapeDataString(Text));
        Add(text, "unit", Show(UnitId));
        Add(text, "industry", Industry is null ? null : Uri.EscapeDataString(Industry));
        Add(text, "stage", LedgerTerms.Word(Stage));
        Add(text, "gte", Show(MinWan));
        Add(text, "lte", Show(MaxWan));
        Add(text, "noinvest", Flag(NoInvestment));
        Add(text, "kind", LedgerTerms.Word(Kind));
        Add(text, "origin", LedgerTerms.Word(Origin));
        Add(text, "status", LedgerTerms.Word(Status));
        Add(text, "year", Show(Year));
        Add(text, "carried", Flag(CarriedOver));
        Add(text, "problems", Flag(WithProblems));
        Add(text, "import", Show(ImportId));
        Add(text, "who", Person is null ? null : Uri.EscapeDataString(Person));
        Add(text, "sort", Sort is LedgerSort.Invest && Descending ? null : SortText);
        Add(text, "limit", Limit == 20 ? null : Show<int>(Limit));
        Add(text, "page", withPage && Page > 1 ? Show<int>(Page) : null);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(value);
        }
    }

    private bool TrySet(string name, string text, out LedgerQuery set)
    {
        set = name switch
        {
            "q" => this with { Text = text },
            "industry" => this with { Industry = text },
            "who" => this with { Person = text },
            "carried" => this with { CarriedOver = text == "1" },
            "problems" => this with { WithProblems = text == "1" },
            "noinvest" => this with { NoInvestment = text == "1" },
            "unit" when Number(text) is { } unit => this with { UnitId = unit },
            "import" when Number(text) is { } import => this with { ImportId = import },
            "year" when Number(text) is >= 1949 and <= 2199 and { } year => this with { Year = (int)year },
            "page" when Number(text) is >= 1 and <= 10_000_000 and { } page => this with { Page = (int)page },
            "limit" when Number(text) is >= 1 and <= 100 and { } limit => this with { Limit = (int)limit },
            "gte" when Amount(text) is { } min => this with { MinWan = min },
            "lte" when Amount(text) is { } max => this with { MaxWan = max },
            "stage" when LedgerTerms.Stage(text) is { } stage => this with { Stage = stage },
            "status" when LedgerTerms.Value<ProjectStatus>(text) is { } status => this with { Status = status },
            "kind" when LedgerTerms.Value<InvestmentKind>(text) is { } kind => this with { Kind = kind },
            "origin" when LedgerTerms.Value<InvestorOrigin>(text) is { } origin => this with { Origin = origin },
            "sort" when LedgerTerms.Value<LedgerSort>(text.TrimStart('-')) is { } sort =>
                this with { Sort = sort, Descending = text[0] == '-' },
            "unit" or "import" or "year" or "page" or "limit" or "gte" or "lte" or "stage" or "status" or "kind" or "origin" or "sort" => null!,
            _ => this,
        };
        if (set is null)
        {
            set = this;
            return false;
        }
        return true;
    }

    public string SortText => (Descending ? "-" : "") + LedgerTerms.Word<LedgerSort>(Sort);

    private static string? Flag(bool on) => on ? "1" : null;
    private static string? Show<T>(T? value) where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);
    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value <= Money.LargestFen / Money.FenPerWan ? value : null;
}
