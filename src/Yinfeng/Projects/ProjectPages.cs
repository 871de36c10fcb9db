using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects.Pages;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Pages of one project. A refused form comes back with 422, what was typed and everything that is wrong.</summary>
/// <remarks>Binding <see cref="IFormCollection"/> is what makes the framework check the antiforgery field.</remarks>
internal static class ProjectPages
{
    private const int MostUnitsOffered = 400;

    private static readonly Dictionary<string, string> Outcomes = new()
    {
        ["created"] = "项目已登记。", ["saved"] = "已保存。", ["moved"] = "已推进。", ["override"] = "已特批，特批会一直显示。", ["back"] = "已退回。",
        ["evidence"] = "凭证已上传，请另一个人核验。", ["verified"] = "已核验。", ["withdrawn"] = "凭证已撤回，文件和记录保留。", ["month"] = "月报已保存。", ["returned"] = "月报已退回，报送人会看到原因。",
        ["credit"] = "分成已保存。", ["transfer"] = "项目已移交。", ["status"] = "状态已更新。", ["tag"] = "标签已更新。",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/projects").ExcludeFromDescription();
        pages.MapGet("/new", async (HttpContext http, UnitDirectory units, CancellationToken ct) =>
            PageResults.Page<ProjectFormPage>(new { Units = Offered(http.Viewer(), await units.TodayAsync(ct)) })).Need(Rights.Report);
        pages.MapPost("/new", CreateAsync).Need(Rights.Report);
        pages.MapGet("/{id:long}", (long id, string? done, HttpContext http, Pieces p, CancellationToken ct) =>
            p.ShowAsync(http, id, null, done is null ? null : Outcomes.GetValueOrDefault(done), ct)).Need(Rights.See);
        pages.MapGet("/{id:long}/edit", (long id, HttpContext http, Pieces p, CancellationToken ct) => p.EditAsync(http, id, null, ct)).Need(Rights.Report);
        pages.MapPost("/{id:long}/edit", EditAsync).Need(Rights.Report);
        pages.MapPost("/{id:long}/move", MoveAsync).Need(Rights.Report);
        pages.MapPost("/{id:long}/override", OverrideAsync).Need(Rights.Approve);
        pages.MapPost("/{id:long}/tags", (long id, IFormCollection form, HttpContext http, TagProject write, Pieces p, CancellationToken ct) =>
            p.AfterAsync(http, id, "tag", "tag", form, write.AddAsync(http.Viewer(), id, form["label"], null, ct), ct)).Need(Rights.Report);
        pages.MapPost("/{id:long}/tags/remove", (long id, IFormCollection form, HttpContext http, TagProject write, Pieces p, CancellationToken ct) =>
            p.AfterAsync(http, id, "tag", "tag", form, write.RemoveAsync(http.Viewer(), id, form["label"], ct), ct)).Need(Rights.Report);
        pages.MapPost("/{id:long}/evidence", UploadAsync).Need(Rights.Report)
            .WithMetadata(new RequestSizeLimitAttribute(EvidenceEndpoints.LargestBody)).WithFormOptions(multipartBodyLengthLimit: EvidenceEndpoints.LargestBody);
        pages.MapPost("/{id:long}/evidence/{file:long}/verify", (long id, long file, IFormCollection form, HttpContext http, VerifyEvidence write,
            Pieces p, CancellationToken ct) =>
            p.AfterAsync(http, id, "evidence", "verified", form, write.RunAsync(http.Viewer(), id, file, ct), ct)).Need(Rights.Verify);
        pages.MapPost("/{id:long}/evidence/{file:long}/withdraw", (long id, long file, IFormCollection form, HttpContext http,
            WithdrawEvidence write, Pieces p, CancellationToken ct) =>
            p.AfterAsync(http, id, "evidence", "withdrawn", form, write.RunAsync(http.Viewer(), id, file, form["reason"], ct), ct)).Need(Rights.Report);
        StatusPages.Map(pages);
        MonthPages.Map(pages);
    }

    private static async Task<IResult> CreateAsync(
        IFormCollection form, HttpContext http, CreateProject write, UnitDirectory units, CancellationToken ct)
    {
        var typed = FormState.Texts(form);
        var facts = typed.Where(x => ProjectFields.Find(x.Key) is not null).ToDictionary(StringComparer.OrdinalIgnoreCase);
        _ = Enum.TryParse<ProjectStage>(typed.GetValueOrDefault("stage"), ignoreCase: true, out var stage); // The first stage otherwise.
        var decision = await write.RunAsync(http.Viewer(), new NewProject(typed.GetValueOrDefault("ownerUnit"), facts, stage,
            typed.GetValueOrDefault("reason"), typed.GetValueOrDefault("decidedBy"), typed.GetValueOrDefault("confirmedNew") == "true"), ct);
        return decision is Decision<long> { Allowed: true } made
            ? PageResults.See($"/projects/{made.Value}?done=created")
            : PageResults.Page<ProjectFormPage>(new
            {
                Form = FormState.Of("create", form, decision), Units = Offered(http.Viewer(), await units.TodayAsync(ct)),
            }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EditAsync(
        long id, IFormCollection form, HttpContext http, EditProject write, Pieces pieces, CancellationToken ct)
    {
        var typed = FormState.Texts(form);
        var facts = typed.Where(x => ProjectFields.Find(x.Key) is not null).ToDictionary(StringComparer.OrdinalIgnoreCase);
        _ = int.TryParse(typed.GetValueOrDefault("version"), out var version); // A missing version is version 0: stale, both shown.
        var decision = await write.RunAsync(http.Viewer(), id, version, facts, ct);
        return decision.Allowed ? PageResults.See($"/projects/{id}?done=saved")
            : await pieces.EditAsync(http, id, FormState.Of("edit", form, decision), ct);
    }

    private static Task<IResult> MoveAsync(long id, IFormCollection form, HttpContext http, MoveProject write, Pieces pieces, CancellationToken ct)
    {
        var name = form["form"] == "back" ? "back" : "move";
        return TryReadMove(form, out var move, out var bad)
            ? pieces.AfterAsync(http, id, name, name == "back" ? "back" : "moved", form, write.RunAsync(http.Viewer(), id, move, ct), ct)
            : pieces.AfterAsync(http, id, name, "", form, Task.FromResult(bad), ct);
    }

    private static Task<IResult> OverrideAsync(
        long id, IFormCollection form, HttpContext http, OverrideGate write, Pieces pieces, CancellationToken ct) =>
        TryReadMove(form, out var move, out var bad)
            ? pieces.AfterAsync(http, id, "override", "override", form, write.RunAsync(http.Viewer(), id, move, form["decidedBy"], ct), ct)
            : pieces.AfterAsync(http, id, "override", "", form, Task.FromResult(bad), ct);

    private static async Task<IResult> UploadAsync(
        long id, IFormCollection form, HttpContext http, AddEvidence write, Pieces pieces, CancellationToken ct)
    {
        if (form.Files.GetFile("file") is not { } file)
        {
            return await pieces.AfterAsync(http, id, "evidence", "", form,
                Task.FromResult(Decision.Refuse("evidence.file-missing", "file", "没有选择文件，请选择要上传的文件。")), ct);
        }
        if (!EvidenceEndpoints.TryRead(form["stage"], form["kind"], form["datedOn"], file.FileName, out var asked, out var problem))
        {
            return await pieces.AfterAsync(http, id, "evidence", "", form,
                Task.FromResult(Decision.Refuse("evidence.unreadable", "datedOn", problem)), ct);
        }
        await using var content = file.OpenReadStream();
        return await pieces.AfterAsync(http, id, "evidence", "evidence", form, write.RunAsync(http.Viewer(), id, asked, content, ct), ct);
    }

    private static bool TryReadMove(IFormCollection form, out Move move, out Decision bad)
    {
        bad = Decision.Allow;
        move = new Move(ProjectStage.Lead, null, null, form["reason"]);
        if (!Enum.TryParse<ProjectStage>(form["stage"], ignoreCase: true, out var stage) || !Enum.IsDefined(stage))
        {
            bad = Decision.Refuse("project.stage.unknown", "stage", "没有选择阶段，请选择要推进到哪个阶段。");
            return false;
        }
        LedgerDate? on = null;
        if (form["on"].ToString().Trim() is { Length: > 0 } text)
        {
            if (!LedgerDate.TryParse(text, out var date))
            {
                bad = Decision.Refuse("project.date.unreadable", ProjectField.Camel(stage) + "On", $"“{text}”不是日期，请写成 2023-05-17；不知道哪一天写 2023-05。");
                return false;
            }
            on = date;
        }
        move = move with { Stage = stage, On = on };
        return true;
    }

    /// <summary>Units of the viewer's part of the tree for the list of suggestions; none when they would be too many to send.</summary>
    public static IReadOnlyList<UnitNode> Offered(Viewer viewer, UnitTree tree)
    {
        var root = tree.Find(viewer.UnitId ?? UnitTree.NationId);
        return root is null || root.Last - root.First >= MostUnitsOffered ? [] : [.. tree.InOrder.Skip(root.First).Take(root.Last - root.First + 1)];
    }
}
