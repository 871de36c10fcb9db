using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>A leader's target as typed: 亿元, 个 or %; both levels empty takes it away.</summary>
public sealed record LeaderTargetFacts(string? Unit, string? Person, string? Year, string? Indicator, string? Base, string? Stretch, string? Document);

/// <summary>Sets what a leader shall reach in a year (领导双目标), base and stretch.</summary>
internal sealed class SetLeaderTarget(Writer writer, IndicatorCatalog catalog, AssessmentScope scope)
{
    public const int LongestName = 40;

    public async Task<Decision> RunAsync(Viewer viewer, LeaderTargetFacts facts, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var organiser = await scope.OrganiserAsync(viewer, facts.Unit, ct);
        unmet.AddRange(organiser.Unmet);
        var person = string.Concat((facts.Person ?? "").Where(c => !char.IsControl(c))).Trim();
        if (person.Length is 0 or > LongestName || LeaderFigures.Names(person).Count() != 1)
        {
            unmet.Add(new("assess.person", "person", "请填写一位领导的姓名，和项目上的包保领导写法一致。"));
        }
        if (!int.TryParse(facts.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1950 or > 2999)
        {
            unmet.Add(new("assess.year", "year", $"年份“{facts.Year}”写法不对，例如 2023。"));
        }
        var document = AssessmentScope.Needed(facts.Document, "document", "下达目标的文件", unmet);
        var indicator = catalog.FindByName(facts.Indicator ?? "");
        if (indicator is null)
        {
            unmet.Add(new("assess.indicator", "indicator", $"没有指标“{facts.Indicator}”。"));
            return Decision.Refuse(unmet);
        }
        var (lowest, stretch) = (Value(facts.Base, "base", indicator, unmet), Value(facts.Stretch, "stretch", indicator, unmet));
        if (lowest is { } b && stretch is { } s && (indicator.HigherIsBetter ? s < b : s > b))
        {
            unmet.Add(new("assess.order", "stretch", "挑战目标不如基本目标高，请核对两个数。"));
        }
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var unit = organiser.Value!.Id;
            var target = await work.Db.Set<LeaderTarget>().FirstOrDefaultAsync(t => t.UnitId == unit && t.Person == person && t.Year == year && t.Indicator == indicator.Code, ct);
            var before = target is null ? null : new { target.Base, target.Stretch, target.Document };
            if (lowest is null && stretch is null)
            {
                if (target is null)
                {
                    return Decision.Refuse("assess.base", "base", "请至少填基本目标或挑战目标。");
                }
                work.Db.Remove(target);
            }
            else
            {
                if (target is null)
                {
                    target = new LeaderTarget { UnitId = unit, Person = person, Year = year, Indicator = indicator.Code, Document = document };
                    work.Db.Add(target);
                }
                (target.Base, target.Stretch, target.Document) = (lowest, stretch, document);
                target.Version++;
            }
            work.Audit("leader-target.set", $"leader-target:{organiser.Value.Code}:{year}", new
            {
                unit = organiser.Value.Code, personName = person, year, indicator = indicator.Code, before, after = new { Base = lowest, Stretch = stretch, Document = document },
            });
            return Decision.Allow;
        }, ct);
    }

    private static long? Value(string? text, string field, Indicator indicator, List<Unmet> unmet)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= 1_000_000)
        {
            return indicator.Read(value);
        }
        unmet.Add(new("assess." + field, field, $"“{text}”应是一个数，单位 {indicator.UnitLabel}，例如 12.5。"));
        return null;
    }
}
