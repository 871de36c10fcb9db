using System.Net.Http.Headers;
using Yinfeng.Arbitration;
using Yinfeng.Units;

namespace Yinfeng.Tests.Closing;

internal delegate Task<HttpResponseMessage> Try(ClosedTown town);

/// <summary>Requests into the closed first quarter of 2023, by route; a note after "·" tells several of one route apart.</summary>
internal static class RouteTries
{
    private static readonly HttpMethod Post = HttpMethod.Post, Put = HttpMethod.Put, Patch = HttpMethod.Patch, Delete = HttpMethod.Delete;

    /// <summary>Would move a closed figure: refused, and done with a reason.</summary>
    public static readonly Dictionary<string, Try> Moving = new()
    {
        ["POST /projects/new"] = t => t.FormAsync("/projects/new", "/projects/new", ("ownerUnit", "临邑县"), ("stage", "Signed"), ("decidedBy", "张局长"),
            ("reason", "补登"), ("name", "新建材项目"), ("investor", "某建材公司"), ("totalInvestmentWan", "20000"), ("signedOn", "2023-02-02")),
        ["POST /projects/{id:long}/edit"] = t => t.FormAsync(At(t, "/edit"), At(t, "/edit"), ("version", $"{t.Project.Version}"),
            ("totalInvestmentWan", "61234"), ("name", "膳食纤维生产项目")),
        ["POST /projects/{id:long}/move"] = t => t.FormAsync(At(t), At(t, "/move"), ("form", "back"), ("stage", "Signed"), ("reason", "重复计算开工")),
        ["POST /projects/{id:long}/override"] = t => t.FormAsync(At(t), At(t, "/override"), ("stage", "Producing"), ("on", "2023-03-20"), ("decidedBy", "张局长"),
            ("reason", "补报投产")),
        ["POST /projects/{id:long}/transfer"] = t => t.FormAsync(At(t, "/status"), At(t, "/transfer"), ("toUnit", "371481"), ("from", "2023-01"), ("keep", "50"),
            ("reason", "飞地移交")),
        ["POST /arbitration/{id:long}/rule"] = async t => await Ruled(await DisputeAsync(t), at => t.FormAsync(at, at + "/rule", ("outcome", "1"), ("kept", "1"), ("other", "40"),
            ("from", "2023-02"), ("reason", "共同招引"))),
        ["POST /api/arbitration/{id:long}/rule"] = async t => await t.JsonAsync(Post, $"/api/arbitration/{await DisputeAsync(t)}/rule",
            new { outcome = "1", kept = "1", other = "40", from = "2023-02", reason = "共同招引" }),
        ["POST /projects/{id:long}/credit"] = t => t.FormAsync(At(t, "/credit"), At(t, "/credit"), ("from", "2023-02"), ("unit0", "371424"), ("share0", "40"),
            ("unit1", "371481"), ("share1", "60"), ("reason", "共建协议")),
        ["POST /projects/{id:long}/months/{month}"] = t => t.FormAsync(At(t, "/months/2023-02"), At(t, "/months/2023-02"), ("version", "1"), ("fundsWan", "2500"),
            ("progress", "核减设备款")),
        ["POST /monthly"] = t => t.FormAsync(Grid, "/monthly", [("act", "report"), .. Row(t, "2500", 1)]),
        ["POST /targets"] = t => t.FormAsync("/targets?unit=371400&year=2023&i=funds.total", "/targets", ("unit", "371400"), ("year", "2023"), ("i", "funds.total"),
            ("t.371424.funds.total.Base", "12.5"), ("s.371424.funds.total.Base", "10")),
        ["POST /targets/plans"] = t => t.FormAsync("/targets/plans?unit=371400&year=2023&i=funds.total", "/targets/plans", ("unit", "371400"), ("year", "2023"),
            ("i", "funds.total"), ("t.371424.funds.total.2023-02", "1.25"), ("s.371424.funds.total.2023-02", "1")),
        ["POST /imports/staged/{id:long}/confirm"] = async t => await Staged(await t.StageAsync(), at => t.FormAsync(at + "/rows", at + "/confirm")),
        ["POST /imports/{id:long}/undo"] = t => t.FormAsync($"/imports/{t.Imports[0]}", $"/imports/{t.Imports[0]}/undo"),

        ["POST /api/projects"] = t => t.JsonAsync(Post, "/api/projects", new
        {
            ownerUnit = "临邑县", stage = "Signed", decidedBy = "张局长", reason = "补登",
            facts = new { name = "新能源项目", investor = "某能源公司", totalInvestmentWan = 20000, signedOn = "2023-02-02" },
        }),
        ["PATCH /api/projects/{id:long}"] = t => t.JsonAsync(Patch, Api(t), new { version = t.Project.Version, facts = new { totalInvestmentWan = 61234 } }),
        ["PATCH /api/projects/{id:long} · date"] = t => t.JsonAsync(Patch, Api(t), new { version = t.Project.Version, facts = new { startedOn = "2023-05-10" } }),
        ["POST /api/projects/{id:long}/move"] = t => t.JsonAsync(Post, Api(t, "/move"), new { stage = "Signed", reason = "重复计算开工" }),
        ["POST /api/projects/{id:long}/override"] = t => t.JsonAsync(Post, Api(t, "/override"),
            new { stage = "Producing", on = "2023-03-20", reason = "补报投产", decidedBy = "张局长" }),
        ["PUT /api/projects/{id:long}/months/{month}"] = t => t.JsonAsync(Put, Api(t, "/months/2023-02"), new { fundsWan = 2500, version = 1 }),
        ["PUT /api/projects/{id:long}/months/{month} · last year"] = t => t.JsonAsync(Put, Api(t, "/months/2022-12"), new { fundsWan = 100 }),
        ["POST /api/projects/{id:long}/credit"] = t => t.JsonAsync(Post, Api(t, "/credit"), new
        {
            from = "2023-02", shares = new[] { new { unit = "371424", sharePercent = 40 }, new { unit = "371481", sharePercent = 60 } }, reason = "共建",
        }),
        ["POST /api/projects/{id:long}/transfer"] = t => t.JsonAsync(Post, Api(t, "/transfer"),
            new { toUnit = "371481", from = "2023-01", keepPercent = 50, reason = "飞地移交" }),
        ["POST /api/months/{month}/reports"] = t => t.JsonAsync(Post, "/api/months/2023-02/reports",
            new[] { new { projectId = t.Project.Id, version = 1, fundsWan = "2500", answer = "核减" } }),
        ["PUT /api/targets"] = t => t.JsonAsync(Put, "/api/targets", new
        {
            year = 2023, targets = new[] { new { unit = Some.Linyi, indicator = "funds.total", value = 13.5 } },
        }),
        ["PUT /api/plans"] = t => t.JsonAsync(Put, "/api/plans", new
        {
            year = 2023, plans = new[] { new { unit = Some.Linyi, indicator = "funds.total", month = "2023-02", value = 1.75 } },
        }),
        ["POST /api/imports/{id:long}/confirm"] = async t => await t.JsonAsync(Post, $"/api/imports/{await t.StageAsync()}/confirm"),
        ["POST /api/imports/{id:long}/undo"] = t => t.JsonAsync(Post, $"/api/imports/{t.Imports[1]}/undo"),
    };

    private static Task<HttpResponseMessage> Ruled(long id, Func<string, Task<HttpResponseMessage>> send) => send($"/arbitration/{id}");

    /// <summary>A case about the project of this try that waits for its ruling; made once.</summary>
    private static async Task<long> DisputeAsync(ClosedTown t)
    {
        await using var db = t.Store.Database.OpenRead();
        if (db.Set<ClaimSide>().FirstOrDefault(s => s.MatterId == t.Project.Id) is { } known)
        {
            return known.CaseId;
        }
        var other = Some.Project(name: t.Project.Name, owner: Some.Laoling);
        var claim = new ClaimCase
        {
            PairKey = $"{t.Project.Id}", ArbiterUnitId = Some.Dezhou, Reasons = "SameName", State = ClaimState.Awaiting, AwaitingSince = Some.Today, FoundAtUtc = Some.Now, Version = 1,
        };
        await Some.SaveAsync(t.Store, other, claim,
            new ClaimSide { CaseId = claim.Id, Side = 1, MatterId = t.Project.Id, UnitId = Some.Linyi, Name = t.Project.Name },
            new ClaimSide { CaseId = claim.Id, Side = 2, MatterId = other.Id, UnitId = Some.Laoling, Name = other.Name });
        return claim.Id;
    }

    /// <summary>Would change the tree of a closed month: refused, reason or not.</summary>
    public static readonly Dictionary<string, Try> Standing = new()
    {
        ["POST /units/{id:long}/add"] = t => Unit(t, "add", ("kind", $"{UnitKind.Park}"), ("name", "化工园区"), ("code", "")),
        ["POST /units/{id:long}/rename"] = t => Unit(t, "rename", ("name", "临邑区"), ("code", "")),
        ["POST /units/{id:long}/move"] = t => Unit(t, "move", ("parent", "370100")),
        ["POST /units/{id:long}/merge"] = t => Unit(t, "merge", ("successor", "371481")),
        ["POST /units/{id:long}/end"] = t => Unit(t, "end"),
        ["POST /api/units"] = t => t.JsonAsync(Post, "/api/units", new { name = "化工园区", kind = UnitKind.Park, parentId = Some.Linyi, from = Closed, reason = "批复" }),
        ["POST /api/units/{id:long}/rename"] = t => t.JsonAsync(Post, "/api/units/371424/rename", new { name = "临邑区", from = Closed, reason = "批复" }),
        ["POST /api/units/{id:long}/move"] = t => t.JsonAsync(Post, "/api/units/371424/move", new { parentId = ClosedStore.Jinan, from = Closed, reason = "批复" }),
        ["POST /api/units/{id:long}/merge"] = t => t.JsonAsync(Post, "/api/units/371424/merge", new { successorId = Some.Laoling, from = Closed, reason = "批复" }),
        ["POST /api/units/{id:long}/end"] = t => t.JsonAsync(Post, "/api/units/371424/end", new { from = Closed, reason = "批复" }),
    };

    /// <summary>Works on something of the closed months, yet moves none of their figures: done without a reason, nothing restated.</summary>
    public static readonly Dictionary<string, Try> Harmless = new()
    {
        ["POST /projects/assign"] = t => t.FormAsync("/projects", "/projects/assign", ("id", $"{t.Project.Id}"), ("field", "leader"), ("value", "王书记")),
        ["POST /projects/{id:long}/tags"] = t => t.FormAsync(At(t), At(t, "/tags"), ("label", "重点项目")),
        ["POST /projects/{id:long}/tags/remove"] = async t => await Second(await t.FormAsync(At(t), At(t, "/tags"), ("label", "重点项目")),
            () => t.FormAsync(At(t), At(t, "/tags/remove"), ("label", "重点项目"))),
        ["POST /projects/{id:long}/suspend"] = t => t.FormAsync(At(t, "/status"), At(t, "/suspend"), ("reason", "缺地")),
        ["POST /projects/{id:long}/terminate"] = t => t.FormAsync(At(t, "/status"), At(t, "/terminate"), ("reason", "撤资")),
        ["POST /projects/{id:long}/resume"] = async t => await Second(await t.FormAsync(At(t, "/status"), At(t, "/suspend"), ("reason", "缺地")),
            () => t.FormAsync(At(t, "/status"), At(t, "/resume"), ("reason", "已落实"))),
        ["POST /projects/{id:long}/evidence"] = t => t.FormAsync(At(t), At(t, "/evidence"), "合同.pdf", Pdf, ("stage", "Started"), ("kind", "Other"), ("datedOn", "2023-03-01")),
        ["POST /projects/{id:long}/evidence/{file:long}/verify"] = t => t.FormAsync(At(t), At(t, $"/evidence/{t.Evidence}/verify")),
        ["POST /projects/{id:long}/evidence/{file:long}/withdraw"] = t => t.FormAsync(At(t), At(t, $"/evidence/{t.Evidence}/withdraw"), ("reason", "传错了")),
        ["POST /projects/{id:long}/months/{month}/verify"] = t => t.FormAsync(At(t, "/months/2023-02"), At(t, "/months/2023-02/verify"), ("version", "1")),
        ["POST /monthly · verify"] = t => t.FormAsync(Grid, "/monthly", ("month", "2023-02"), ("unit", "371424"), ("act", "verify"), ("tick", $"{t.Project.Id}:1")),
        ["POST /monthly · keep"] = t => t.FormAsync(Grid, "/monthly", [("act", "keep"), .. Row(t, "2500", 1)]),
        ["POST /monthly/draft"] = t => t.FormAsync(Grid, "/monthly/draft", Row(t, "2500", 1)),
        ["POST /monthly/sheet"] = t => t.FormAsync(Grid, "/monthly/sheet", "月报.csv",
            System.Text.Encoding.UTF8.GetBytes($"项目编号,项目名称,本月到位资金\n{t.Project.Id},{t.Project.Name},2500\n"), ("month", "2023-02"), ("unit", "371424")),
        ["POST /leads"] = t => t.FormAsync("/leads/new", "/leads", ("unit", "371424"), ("title", "某厂选址"), ("investor", "某厂"), ("channel", "展会招商"),
            ("firstReporter", "李四"), ("firstReportedOn", "2023-02-05")),
        ["POST /leads/{id:long}/edit"] = t => t.FormAsync($"/leads/{t.Lead}/edit", $"/leads/{t.Lead}/edit", ("version", "1"), ("unit", "371424"), ("title", "某集团建厂"),
            ("investor", $"{t.Lead}集团"), ("channel", "展会招商"), ("firstReporter", "李四"), ("firstReportedOn", "2023-01-05"), ("intendedInvestmentWan", "40000")),
        ["POST /leads/{id:long}/close"] = t => t.FormAsync($"/leads/{t.Lead}", $"/leads/{t.Lead}/close", ("reason", "选了别处")),
        ["POST /leads/{id:long}/convert"] = t => t.FormAsync($"/leads/{t.Lead}", $"/leads/{t.Lead}/convert"),
        ["POST /imports"] = t => t.FormAsync("/imports", "/imports", "late.csv",
            System.Text.Encoding.UTF8.GetBytes(ClosedTown.Ledger(t.Project.Name)), ("unit", "371424"), ("year", "")),
        ["POST /imports/staged/{id:long}/mapping"] = async t => await Staged(await t.StageAsync(), at => t.FormAsync(at + "/mapping", at + "/mapping")),
        ["POST /imports/staged/{id:long}/row"] = async t => await Staged(await t.StageAsync(), at => t.FormAsync($"{at}/row?sheet=late&row=2", at + "/row",
            ("sheet", "late"), ("row", "2"), ("signed_on", "2023-03-01"))),
        ["POST /imports/staged/{id:long}/decide"] = async t => await Staged(await t.StageAsync(), at => t.FormAsync(at + "/rows", at + "/decide",
            ("sheet", "late"), ("row", "2"), ("same", "false"))),
        ["POST /imports/staged/{id:long}/discard"] = async t => await Staged(await t.StageAsync(), at => t.FormAsync(at + "/rows", at + "/discard")),

        ["POST /api/projects/{id:long}/suspend"] = t => t.JsonAsync(Post, Api(t, "/suspend"), new { reason = "缺地" }),
        ["POST /api/projects/{id:long}/terminate"] = t => t.JsonAsync(Post, Api(t, "/terminate"), new { reason = "撤资" }),
        ["POST /api/projects/{id:long}/resume"] = async t => await Second(await t.JsonAsync(Post, Api(t, "/suspend"), new { reason = "缺地" }),
            () => t.JsonAsync(Post, Api(t, "/resume"), new { reason = "已落实" })),
        ["PUT /api/projects/{id:long}/tags/{label}"] = t => t.JsonAsync(Put, Api(t, "/tags/重点项目"), new { from = "2023-02-01" }),
        ["DELETE /api/projects/{id:long}/tags/{label}"] = async t => await Second(await t.JsonAsync(Put, Api(t, "/tags/重点项目"), new { from = "2023-02-01" }),
            () => t.JsonAsync(Delete, Api(t, "/tags/重点项目"))),
        ["POST /api/projects/assign"] = t => t.JsonAsync(Post, "/api/projects/assign", new { ids = new[] { t.Project.Id }, field = "leader", value = "王书记" }),
        ["POST /api/projects/{id:long}/months/{month}/verify"] = t => t.JsonAsync(Post, Api(t, "/months/2023-02/verify"), new { version = 1 }),
        ["POST /api/projects/{id:long}/months/{month}/return"] = t => t.JsonAsync(Post, Api(t, "/months/2023-02/return"), new { version = 1, remark = "缺凭证" }),
        ["POST /api/months/{month}/return"] = t => t.JsonAsync(Post, "/api/months/2023-02/return", new[] { new { projectId = t.Project.Id, version = 1, remark = "缺凭证" } }),
        ["POST /api/months/{month}/verify"] = t => t.JsonAsync(Post, "/api/months/2023-02/verify", new[] { new { projectId = t.Project.Id, version = 1 } }),
        ["PUT /api/months/{month}/drafts"] = t => t.JsonAsync(Put, "/api/months/2023-02/drafts", new[] { new { projectId = t.Project.Id, version = 1, fundsWan = "2500" } }),
        ["POST /api/projects/{id:long}/evidence"] = t => FileAsync(t, Api(t, "/evidence"), "合同.pdf", Pdf, ("stage", "Started"), ("kind", "Other")),
        ["POST /api/projects/{id:long}/evidence/{evidenceId:long}/verify"] = t => t.JsonAsync(Post, Api(t, $"/evidence/{t.Evidence}/verify")),
        ["POST /api/projects/{id:long}/evidence/{evidenceId:long}/withdraw"] = t => t.JsonAsync(Post, Api(t, $"/evidence/{t.Evidence}/withdraw"), new { reason = "传错了" }),
        ["POST /api/leads"] = t => t.JsonAsync(Post, "/api/leads", new { facts = Facts("某新厂", "某厂选址") }),
        ["PUT /api/leads/{id:long}"] = t => t.JsonAsync(Put, $"/api/leads/{t.Lead}", new { version = 1, facts = Facts($"{t.Lead}集团", "某集团建厂") }),
        ["POST /api/leads/{id:long}/close"] = t => t.JsonAsync(Post, $"/api/leads/{t.Lead}/close", new { reason = "选了别处" }),
        ["POST /api/leads/{id:long}/convert"] = t => t.JsonAsync(Post, $"/api/leads/{t.Lead}/convert", new { confirmedNew = true }),
        ["POST /api/imports"] = t => FileAsync(t, "/api/imports", "late.csv",
            System.Text.Encoding.UTF8.GetBytes(ClosedTown.Ledger(t.Project.Name)), ("unit", "371424")),
        ["PUT /api/imports/{id:long}/mapping"] = async t => await t.JsonAsync(Put, $"/api/imports/{await t.StageAsync()}/mapping", Array.Empty<object>()),
        ["PUT /api/imports/{id:long}/rows"] = async t => await t.JsonAsync(Put, $"/api/imports/{await t.StageAsync()}/rows",
            new { sheet = "late", row = 2, fields = new Dictionary<string, string> { ["signed_on"] = "2023-03-01" } }),
        ["DELETE /api/imports/{id:long}"] = async t => await t.JsonAsync(Delete, $"/api/imports/{await t.StageAsync()}"),
    };

    private const string Grid = "/monthly?month=2023-02&unit=371424", Closed = "2023-03-31";
    private static byte[] Pdf => "%PDF-1.4\n%%EOF\n"u8.ToArray();

    private static string At(ClosedTown town, string part = "") => $"/projects/{town.Project.Id}{part}";
    private static string Api(ClosedTown town, string part = "") => $"/api/projects/{town.Project.Id}{part}";

    private static object Facts(string investor, string title) => new
    {
        unit = "371424", title, investor, channel = "展会招商", firstReporter = "李四", firstReportedOn = "2023-02-05", intendedInvestmentWan = "40000",
    };

    /// <summary>A row of the grid; the answer keeps an unlikely amount from being questioned.</summary>
    private static (string, string)[] Row(ClosedTown town, string funds, int version) =>
    [
        ("month", "2023-02"), ("unit", "371424"), ($"v.{town.Project.Id}", $"{version}"), ($"funds.{town.Project.Id}", funds),
        ($"progress.{town.Project.Id}", "主体封顶"), ($"answer.{town.Project.Id}", "核减设备款"),
    ];

    private static Task<HttpResponseMessage> Unit(ClosedTown town, string what, params (string, string)[] fields) =>
        town.FormAsync("/units/371424", $"/units/371424/{what}", [.. fields, ("from", Closed), ("reason", "批复")]);

    private static Task<HttpResponseMessage> Staged(long id, Func<string, Task<HttpResponseMessage>> send) => send($"/imports/staged/{id}");

    private static Task<HttpResponseMessage> Second(HttpResponseMessage first, Func<Task<HttpResponseMessage>> send)
    {
        Assert.True((int)first.StatusCode < 400, $"The step before: {first.StatusCode}");
        return send();
    }

    private static async Task<HttpResponseMessage> FileAsync(ClosedTown town, string address, string name, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "file", name);
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }
        return await town.Site.Client.PostAsync(address, form);
    }
}
