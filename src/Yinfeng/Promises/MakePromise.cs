using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Promises;

/// <summary>A promise as typed.</summary>
/// <param name="To">Project or company; empty for the investor of the project.</param>
/// <param name="Project">Number or exact name of a project; may be empty.</param>
/// <param name="AmountWan">In 万元; empty where a deed was promised.</param>
/// <param name="Unit">The unit that owes it, name or code; empty for the owner of the project.</param>
/// <param name="PromisedOn">"2023-06-30"; empty for today.</param>
public sealed record PromiseFacts(string? To, string? Project, string? CreditCode, PromiseOrigin? Origin, string? Source, string? Text, string? AmountWan, string? Unit,
    Role? Post, string? PromisedOn, string? Due);

/// <summary>Registers a promise (登记承诺).</summary>
internal sealed class MakePromise(Writer writer, UnitDirectory units, TimeProvider clock)
{
    private const int MostText = 1000, MostName = 200;

    /// <returns>The id of the promise.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, PromiseFacts typed, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var (unmet, today) = (new List<Unmet>(), BusinessTime.Today(clock));
            var project = await ProjectAsync(work.Db, viewer, tree, typed.Project, unmet, ct);
            var promise = Read(typed, project, viewer, tree, today, unmet);
            if (unmet.Count > 0)
            {
                return Decision<long>.Refuse(unmet);
            }
            work.Db.Add(promise);
            OpenPromises.Note(work, promise, new(PromiseAct.Made, null), today);
            return Decision<long>.Allow(promise.Id);
        }, ct);
    }

    private static Promise Read(PromiseFacts typed, Project? project, Viewer viewer, UnitTree tree, DateOnly today, List<Unmet> unmet)
    {
        var to = Or(typed.To, project?.Investor ?? project?.Name);
        Check(to is { Length: <= MostName }, unmet, "to", $"请写明对谁承诺（企业或项目），不超过 {MostName} 字。");
        Check(string.IsNullOrWhiteSpace(typed.CreditCode) || CreditCode.IsValid(typed.CreditCode.Trim()), unmet, "creditCode", "统一社会信用代码不对，请核对 18 位代码，或留空。");
        Check(typed.Origin is not null, unmet, "origin", "请选依据：政策条款、协议、一事一议、会议或其他。");
        Check(Or(typed.Source, null) is { Length: <= MostText }, unmet, "source", "请写明依据的文件、条款、会议或协议。");
        Check(Or(typed.Text, null) is { Length: <= MostText }, unmet, "text", $"请写明承诺了什么，不超过 {MostText} 字。");
        Check(typed.Post is { } post && PromiseTerms.Posts.Contains(post), unmet, "post", "请选由哪个岗位负责。");
        if (ProjectField.ReadWan("金额", typed.AmountWan?.Trim() ?? "", out var fen) is { } wrongAmount)
        {
            unmet.Add(new("promise.amount", "amountWan", wrongAmount));
        }
        var unit = project is null ? null : tree.Find(project.OwnerUnitId);
        if ((!string.IsNullOrWhiteSpace(typed.Unit) || unit is null) && UnitText.Read("责任单位", typed.Unit?.Trim() ?? "", tree, out unit) is { } wrong)
        {
            unmet.Add(new("promise.unit", "unit", wrong));
        }
        Check(unit is null || project is not null || tree.IsWithin(unit.Id, viewer.UnitId), unmet, "unit",
            "没有关联项目的承诺，责任单位须是本单位或其下级。请改选，或填写项目。");
        var made = today;
        Check(string.IsNullOrWhiteSpace(typed.PromisedOn) || (PromiseTerms.TryDay(typed.PromisedOn, out made) && made <= today), unmet, "promisedOn",
            "承诺日期请写成 2023-06-30 这样，不晚于今天；留空取今天。");
        Check(PromiseTerms.TryDay(typed.Due, out var due) && due >= made, unmet, "due", "请填写兑现期限，写成 2023-12-31 这样，不早于承诺日期。");
        return new Promise
        {
            To = to ?? "", ProjectId = project?.Id, CreditCode = Or(typed.CreditCode, project?.InvestorCreditCode), Origin = typed.Origin ?? PromiseOrigin.Other,
            Source = Or(typed.Source, "")!, Text = Or(typed.Text, "")!, AmountFen = fen, UnitId = unit?.Id ?? 0, Post = typed.Post ?? Role.ServiceOfficer,
            OfficeUnitId = viewer.UnitId ?? UnitTree.NationId, PromisedOn = made, Due = due, State = PromiseState.Open, Version = 1,
        };
    }

    private static async Task<Project?> ProjectAsync(YinfengDb db, Viewer viewer, UnitTree tree, string? typed, List<Unmet> unmet, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var text = typed.Trim();
        var seen = db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db));
        var found = long.TryParse(text, out var id) ? await seen.Where(p => p.Id == id).ToListAsync(ct) : await seen.Where(p => p.Name == text).Take(3).ToListAsync(ct);
        if (found.Count != 1)
        {
            unmet.Add(found.Count == 0
                ? new("promise.project", "project", $"没有名为“{text}”的项目，或它不在您的权限范围内。请填项目全称或编号。")
                : new("promise.project-many", "project", $"名为“{text}”的项目不止一个，请填编号：{string.Join("、", found.Select(p => p.Id))}。"));
        }
        return found.Count == 1 ? found[0] : null;
    }

    private static void Check(bool met, List<Unmet> unmet, string field, string message)
    {
        if (!met)
        {
            unmet.Add(new($"promise.{field.ToLowerInvariant()}", field, message));
        }
    }

    private static string? Or(string? typed, string? otherwise) => string.IsNullOrWhiteSpace(typed) ? otherwise : typed.Trim().ReplaceLineEndings(" ");
}
