using Microsoft.AspNetCore.Http;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>Gathers what the page of closed months shows, from the words of its address.</summary>
internal sealed class ClosingDesk(ClosingQueries queries, RestatementQueries restatements, VerifyClosed verify, UnitDirectory units, IndicatorCatalog catalog)
{
    public async Task<ClosingView> ViewAsync(Viewer viewer, IQueryCollection asked, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var unitId = await UnitAsync(viewer, Text(asked, "unit"), unmet, ct);
        var (from, to) = (Month(asked, "from", unmet), Month(asked, "to", unmet));
        var (indicator, carried) = (Text(asked, "indicator"), Text(asked, "carried"));
        var filter = new RestatementFilter(unitId, true, from, to, indicator, null, carried switch { "true" => true, "false" => false, _ => null });
        var check = await CheckAsync(viewer, Text(asked, "check"), Text(asked, "unit"), unmet, ct);
        string[] names = ["unit", "from", "to", "indicator", "carried"];
        return new ClosingView(Text(asked, "unit"), Text(asked, "from"), Text(asked, "to"), indicator, carried,
            QueryString.Create(names.Where(n => Text(asked, n) is not null).Select(n => KeyValuePair.Create(n, Text(asked, n)))).Value ?? "",
            [.. catalog.Codes.Select(c => catalog.Find(c)!).Where(i => !i.Hidden)], await queries.ListAsync(viewer, unitId, ct),
            await restatements.ListAsync(viewer, filter, ct), check, viewer.May(Rights.Publish), unmet, null);
    }

    private async Task<ClosingCheck?> CheckAsync(Viewer viewer, string? period, string? unit, List<Unmet> unmet, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return null;
        }
        var check = await verify.RunAsync(viewer, month, unit, ct);
        unmet.AddRange(check.Unmet);
        return check.Value;
    }

    private async Task<long?> UnitAsync(Viewer viewer, string? text, List<Unmet> unmet, CancellationToken ct)
    {
        if (text is null)
        {
            return null;
        }
        if (UnitNames.Find(await units.TodayAsync(ct), text, viewer.UnitId) is [var unit])
        {
            return unit.Id;
        }
        unmet.Add(new("closing.unit", "", $"找不到唯一的单位“{text}”，下面没有按单位筛选。请填代码，例如 371400。"));
        return null;
    }

    private static YearMonth? Month(IQueryCollection asked, string name, List<Unmet> unmet)
    {
        if (Text(asked, name) is not { } text)
        {
            return null;
        }
        if (YearMonth.TryParse(text, out var month))
        {
            return month;
        }
        unmet.Add(new("closing.month", "", $"月份“{text}”写法不对，请写成 2023-03 这样的年月。"));
        return null;
    }

    private static string? Text(IQueryCollection asked, string name) => asked[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
