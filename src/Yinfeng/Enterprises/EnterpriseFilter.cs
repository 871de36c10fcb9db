using System.Globalization;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Names;
using Yinfeng.Kernel;
using Yinfeng.Reference;

namespace Yinfeng.Enterprises;

/// <summary>Which companies a search is about. What is null does not restrict.</summary>
/// <param name="Place">Prefix of a GB/T 2260 code: 2, 4 or 6 digits.</param>
/// <param name="Division">Two digits of GB/T 4754.</param>
/// <param name="FromWan">Registered capital of at least so many 万元, other currencies at a rough rate; a doubtful or unknown one is left out.</param>
/// <param name="ToWan">Registered capital of at most so many 万元.</param>
/// <param name="Since">Registered on this day or later.</param>
/// <param name="Until">Registered on this day or earlier.</param>
/// <param name="HeadOffices">Without branches and offices.</param>
/// <param name="List">Id of a list it stands on.</param>
public sealed record EnterpriseFilter(int? Place = null, int? Division = null, OrganisationKind? Kind = null, long? FromWan = null, long? ToWan = null,
    LedgerDate? Since = null, LedgerDate? Until = null, bool HeadOffices = false, long? List = null)
{
    /// <summary>A place as people write it, or its code; null when there is none of that name.</summary>
    public static int? PlaceOf(string text)
    {
        text = text.Trim();
        if (text.Length is 2 or 4 or 6 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return code % 10_000 == 0 ? code / 10_000 : code % 100 == 0 ? code / 100 : code;
        }
        var place = new Analytics.Search.NameQuery(text, CompanyNames.Reading, 1).PlaceOf(CompanyNames.Reading.Folding.Fold(text));
        return place == 0 ? null : place;
    }

    public bool Restricts => this != new EnterpriseFilter();

    /// <summary>The rows that fit; null when nothing restricts.</summary>
    /// <param name="listed">Ids of the companies on <see cref="List"/>; null without one.</param>
    public Func<int, bool>? Of(EnterpriseColumns columns, IReadOnlySet<long>? listed) => !Restricts ? null : row =>
        (listed is null || listed.Contains(columns.Id(row)))
        && (Place is not { } place || NameParser.Within(columns.Adcode(row), place) || NameParser.Within(columns.County(row), place))
        && (Division is not { } division || columns.Division(row) == division)
        && (Kind is not { } kind || columns.Kind(row) == kind)
        && ((FromWan is null && ToWan is null)
            || (LargestCompanies.Fen(columns, row) is { } fen && fen >= (FromWan ?? 0) * Money.FenPerWan && fen <= (ToWan ?? int.MaxValue) * Money.FenPerWan))
        && (Since is not { } since || columns.RegisteredOn(row) >= since.Ymd)
        && (Until is not { } until || (columns.RegisteredOn(row) > 0 && columns.RegisteredOn(row) <= until.Ymd))
        && !(HeadOffices && columns.Kind(row) is OrganisationKind.Branch or OrganisationKind.Office);
}
