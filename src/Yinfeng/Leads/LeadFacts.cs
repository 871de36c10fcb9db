using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>A lead as people type it; every field is text so that a refused form comes back as it was.</summary>
/// <param name="Unit">Code or name of the unit that follows it up.</param>
/// <param name="FirstReportedOn">"2023-05-17", "2023-05" or "2023".</param>
/// <param name="IntendedInvestmentWan">In 万元, or with its unit: "3亿元".</param>
/// <param name="Grade">A to D; empty for the grade of the intended investment.</param>
/// <param name="Owner">Login or name of the person who follows it up; empty for whoever reports it where that is a person of the unit, else for none.</param>
public sealed record LeadFacts(string? Unit, string? Title, string? Investor, string? InvestorPlace, string? Channel, string? FirstReporter,
    string? FirstReportedOn, string? IntendedInvestmentWan, string? Industry, string? Note, string? Grade = null, string? Owner = null)
{
    /// <summary>What holds now, as it would be typed.</summary>
    internal static LeadFacts Of(LeadRow row) => new(row.UnitCode, row.Lead.Title, row.Lead.Investor, row.Lead.InvestorPlace, row.Lead.Channel, row.Lead.FirstReporter,
        row.Lead.FirstReportedOn.ToString(), row.Lead.IntendedInvestmentFen is { } fen ? Money.ToWan(fen).ToString(CultureInfo.InvariantCulture) : null,
        row.Lead.Industry, row.Lead.Note, row.Lead.Grade.ToString(), row.Lead.OwnerName);
}

/// <summary>Reads what was typed onto a lead, or says everything that is wrong with it.</summary>
internal sealed class LeadChecks(UnitDirectory units, Channels channels, LeadRules rules, LeadOwners owners, TimeProvider clock)
{
    public async Task<UnitTree> TreeAsync(CancellationToken ct) => await units.TodayAsync(ct);

    /// <summary>Sets the facts on the lead and, where they set a new pace, its deadline; leaves it half-set when something is wrong, so discard it then.</summary>
    public async Task<List<Unmet>> ApplyAsync(Viewer viewer, UnitTree tree, LeadFacts typed, Lead lead, CancellationToken ct)
    {
        var unmet = Apply(viewer, tree, typed, lead);
        var today = BusinessTime.Today(clock);
        var before = lead.Version == 0 ? (LeadGrade?)null : lead.Grade;
        if (string.IsNullOrWhiteSpace(typed.Grade))
        {
            lead.Grade = before ?? rules.Grade(lead.IntendedInvestmentFen, today);
        }
        else if (Enum.TryParse<LeadGrade>(typed.Grade.Trim(), ignoreCase: true, out var grade) && Enum.IsDefined(grade))
        {
            lead.Grade = grade;
        }
        else
        {
            unmet.Add(new("lead.grade", "grade", $"等级“{typed.Grade}”不对，请选 A、B、C 或 D；留空按意向投资分级。"));
        }
        if (lead.Grade != before)
        {
            var due = today.AddDays(rules.Days(lead.Grade, today));
            lead.NextOn = lead.NextOn is { } next && next < due ? next : due;
        }
        unmet.AddRange(await owners.SetAsync(viewer, typed.Owner, lead, ct));
        return unmet;
    }

    private List<Unmet> Apply(Viewer viewer, UnitTree tree, LeadFacts typed, Lead lead)
    {
        var unmet = new List<Unmet>();
        if (UnitNames.Find(tree, typed.Unit ?? "", viewer.UnitId) is [var unit])
        {
            (lead.UnitId, lead.CityId) = (unit.Id, tree.CityOf(unit.Id));
        }
        else
        {
            unmet.Add(new("lead.unit", "unit", string.IsNullOrWhiteSpace(typed.Unit) ? "请填写跟进单位的全称或代码。"
                : $"跟进单位“{typed.Unit}”不能确定是哪一个，或者不在您的权限范围内。请写代码，例如 371424。"));
        }
        lead.Title = Text(typed.Title, 200, "title", "线索名称", unmet, required: true) ?? "";
        lead.Investor = Text(typed.Investor, 200, "investor", "投资方", unmet);
        lead.InvestorPlace = Text(typed.InvestorPlace, 100, "investorPlace", "投资方所在地", unmet);
        lead.FirstReporter = Text(typed.FirstReporter, 60, "firstReporter", "首报人", unmet, required: true) ?? "";
        lead.Industry = Text(typed.Industry, 100, "industry", "产业", unmet);
        lead.Note = Text(typed.Note, 4000, "note", "说明", unmet);
        if (channels.Find(typed.Channel) is { } channel)
        {
            lead.Channel = channel.Name;
        }
        else
        {
            unmet.Add(new("lead.channel", "channel", $"请选择线索渠道：{string.Join("、", channels.All.Select(c => c.Name))}。"));
        }
        if (!LedgerDate.TryParse(typed.FirstReportedOn?.Trim(), out var on))
        {
            unmet.Add(new("lead.first-reported-on", "firstReportedOn", "请填写首报日期，例如 2023-05-17；不知道哪一天写 2023-05。"));
        }
        else if (on.Earliest > BusinessTime.Today(clock))
        {
            unmet.Add(new("lead.first-reported-on.future", "firstReportedOn", $"首报日期 {on} 还没到。请填写实际报告的日期。"));
        }
        lead.FirstReportedOn = on;
        if (!TryReadAmount(typed.IntendedInvestmentWan, out var fen))
        {
            unmet.Add(new("lead.amount", "intendedInvestmentWan", $"意向投资“{typed.IntendedInvestmentWan}”不是可信的金额。请写以万元计的数，例如 5000，或 3亿元。"));
        }
        lead.IntendedInvestmentFen = fen;
        return unmet;
    }

    private static string? Text(string? typed, int longest, string field, string label, List<Unmet> unmet, bool required = false)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            if (required)
            {
                unmet.Add(new($"lead.{field}.missing", field, $"请填写{label}。"));
            }
            return null;
        }
        if (text.Length > longest)
        {
            unmet.Add(new($"lead.{field}.too-long", field, $"{label}有 {text.Length} 个字，最多 {longest} 个。请写得短些。"));
        }
        return text;
    }

    private static bool TryReadAmount(string? typed, out long? fen)
    {
        fen = null;
        var text = (typed ?? "").Trim().Replace(",", "", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return true;
        }
        var isYi = text.EndsWith("亿元", StringComparison.Ordinal) || text.EndsWith('亿');
        if (!decimal.TryParse(text.TrimEnd('元', '万', '亿'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > Money.LargestFen / Money.FenPerWan)
        {
            return false;
        }
        var amount = number * (isYi ? Money.FenPerYi : Money.FenPerWan);
        fen = amount > Money.LargestFen ? null : (long)decimal.Round(amount, 0, MidpointRounding.AwayFromZero);
        return fen is not null;
    }
}
