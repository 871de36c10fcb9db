using Microsoft.EntityFrameworkCore;
using System.Text.RegularExpressions;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>An inspector as typed.</summary>
/// <param name="Organiser">Name or code of the unit that inspects.</param>
/// <param name="Unit">Name or code of the unit in which the person works.</param>
/// <param name="Login">Account that gets the tasks; empty for none.</param>
/// <param name="Interests">Credit codes and project ids, parted by spaces or commas.</param>
public sealed record InspectorFacts(string? Organiser, string? Name, string? Unit, string? Login, string? Interests, bool Active);

/// <summary>Puts somebody on the list of inspectors, or changes the entry. Pools that are frozen already stay as they are.</summary>
internal sealed partial class SaveInspector(Writer writer, UnitDirectory units)
{
    private const int LongestName = 20;

    /// <param name="id">Null for somebody new.</param>
    public async Task<Decision<long>> RunAsync(Viewer viewer, long? id, InspectorFacts facts, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var unmet = new List<Unmet>();
        if (UnitNames.Find(tree, facts.Organiser ?? "", viewer.UnitId) is not [var organiser])
        {
            return Decision<long>.Refuse("inspector.organiser", "organiser", $"找不到唯一的组织单位“{facts.Organiser}”，或者它不在您的权限范围内。请填代码，例如 371400。");
        }
        var unit = UnitNames.Find(tree, facts.Unit ?? "", organiser.Id);
        if (unit.Count != 1)
        {
            unmet.Add(new("inspector.unit", "unit", $"{organiser.Name}以下没有唯一叫“{facts.Unit}”的单位。请填督查员所在单位的全称或代码：本单位的项目要回避。"));
        }
        var name = InspectionTerms.Plain(facts.Name);
        if (name.Length is 0 or > LongestName)
        {
            unmet.Add(new("inspector.name", "name", $"请填督查员姓名，不超过 {LongestName} 个字。"));
        }
        string[] interests = [.. (facts.Interests ?? "").Split([' ', ',', '，', '、', ';', '；', '\n', '\r', '\t'],
            StringSplitOptions.RemoveEmptyEntries)
            .Select(i => i.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal)];
        foreach (var wrong in interests.Where(i => !Key().IsMatch(i)))
        {
            unmet.Add(new("inspector.interests", "interests", $"“{wrong}”既不是统一社会信用代码，也不是项目编号（项目页地址里的数字）。"));
        }
        var login = facts.Login?.Trim().ToLowerInvariant() is { Length: > 0 } typed ? typed : null;
        return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Inspect, async work =>
        {
            if (login is not null && !await work.Db.Set<User>().AnyAsync(u => u.Login == login, ct))
            {
                return Decision<long>.Refuse("inspector.login", "login", $"没有账号“{login}”。请先建账号，或留空（任务由组织单位转交）。");
            }
            var inspector = id is { } known ? await work.Db.Set<Inspector>().FirstOrDefaultAsync(i =>
                i.Id == known && i.OrganiserId == organiser.Id, ct)
                : new Inspector { OrganiserId = organiser.Id, Name = name };
            if (inspector is null)
            {
                return Decision<long>.Refuse("inspector.not-found", "", "没有这名督查员，或不在这个单位的名单里。");
            }
            if (id is null)
            {
                work.Db.Add(inspector);
            }
            (inspector.Name, inspector.UnitId, inspector.ActorId) = (name, unit[0].Id, login is null ? null : "user:" + login);
            (inspector.Interests, inspector.Active) = (string.Join(',', interests), facts.Active);
            inspector.Version++;
            work.Audit(id is null ? "inspector.add" : "inspector.edit", $"inspector:{inspector.Id}", new
            {
                organiser = organiser.Code, name, unit = unit[0].Code, login, interests, facts.Active,
            });
            return Decision<long>.Allow(inspector.Id);
        }, ct);
    }

    [GeneratedRegex("^([0-9A-Z]{18}|[0-9]{6,17})$")]
    private static partial Regex Key();
}
