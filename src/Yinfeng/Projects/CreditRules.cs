using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>A unit's part of a project's figures.</summary>
/// <param name="ShareBp">Hundredths of a percent: 5000 is half.</param>
public sealed record Part(long UnitId, int ShareBp);

/// <summary>Dated shares of credit (业绩分成): every month of a project is covered by shares that add up to exactly 100 %.</summary>
/// <remarks>A project without any share counts wholly for its owner.</remarks>
public static class CreditRules
{
    public const int Whole = 10_000;

    /// <summary>Month from which the first owner has the credit once somebody else gets a part.</summary>
    public static readonly YearMonth Beginning = new(1949, 1);

    /// <summary>What is wrong with a division; empty when it can be used.</summary>
    public static IEnumerable<Unmet> Faults(IReadOnlyList<Part> parts, UnitTree tree)
    {
        if (parts.Count == 0)
        {
            yield return new("credit.empty", "shares", "没有填写任何单位的分成比例，请至少填写一个单位。");
            yield break;
        }
        foreach (var part in parts.Where(p => tree.Find(p.UnitId) is null))
        {
            yield return new("credit.unit-unknown", "shares", $"单位 {part.UnitId} 不在单位名录中，请核对。");
        }
        foreach (var part in parts.Where(p => p.ShareBp is <= 0 or > Whole))
        {
            yield return new("credit.share-range", "shares", $"{UnitText.Name(part.UnitId, tree)}的比例 {Percent(part.ShareBp)} 不在 0% 到 100% 之间；不分成的单位请去掉。");
        }
        foreach (var twice in parts.GroupBy(p => p.UnitId).Where(g => g.Count() > 1))
        {
            yield return new("credit.unit-twice", "shares", $"{UnitText.Name(twice.Key, tree)}写了两次，请合并成一行。");
        }
        var sum = parts.Sum(p => (long)p.ShareBp);
        if (sum != Whole)
        {
            yield return new("credit.not-whole", "shares", $"各单位比例合计 {Percent(sum)}，必须正好 100%，{(sum > Whole ? "多" : "少")}了 {Percent(Math.Abs(sum - Whole))}。");
        }
    }

    /// <summary>The shares of a project after a division from a month on: earlier months stay as they were.</summary>
    /// <param name="existing">All shares of the project; empty means the owner has had it all.</param>
    /// <param name="ownerUnitId">Owner until now.</param>
    /// <param name="parts">Adds up to the whole.</param>
    /// <returns>Every share the project shall have, in order.</returns>
    public static List<CreditShare> Divide(
        IReadOnlyList<CreditShare> existing, long projectId, long ownerUnitId, YearMonth from, IReadOnlyList<Part> parts)
    {
        var past = existing.Count > 0 ? existing
            : [new CreditShare { ProjectId = projectId, UnitId = ownerUnitId, From = Beginning, ShareBp = Whole }];
        var last = from.AddMonths(-1);
        return
        [
            .. past.Where(s => s.From < from).Select(s => new CreditShare
            {
                ProjectId = projectId, UnitId = s.UnitId, From = s.From, ShareBp = s.ShareBp,
                To = s.To is { } to && to < from ? to : last,
            }),
            .. parts.Select(p => new CreditShare { ProjectId = projectId, UnitId = p.UnitId, From = from, ShareBp = p.ShareBp }),
        ];
    }

    /// <summary>Reads "50", "33.33" or "33.33%" into hundredths of a percent; false for anything finer or not a number.</summary>
    public static bool TryReadPercent(string text, out int shareBp)
    {
        shareBp = 0;
        if (!decimal.TryParse(text.Trim().TrimEnd('%', '％'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            || percent > 1000 || decimal.Truncate(percent * 100) != percent * 100)
        {
            return false;
        }
        shareBp = (int)(percent * 100);
        return true;
    }

    /// <summary>"50%", "33.33%".</summary>
    public static string Percent(long shareBp) => (shareBp / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>"临邑县 50%、乐陵市 50%".</summary>
    public static string Show(IEnumerable<Part> parts, UnitTree tree) =>
        string.Join("、", parts.Select(p => $"{UnitText.Name(p.UnitId, tree)} {Percent(p.ShareBp)}"));
}
