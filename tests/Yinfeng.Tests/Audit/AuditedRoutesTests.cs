using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Host;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Audit;

/// <summary>Nothing is written and no file leaves without an entry. Writes: the writer refuses a commit without one (WriterTests), and nothing
/// else commits (CommitPathTests). Files: the gate below, over every route there is and every command that writes a file.</summary>
public sealed partial class AuditedRoutesTests
{
    /// <summary>Routes that answer with a file, written by hand: a mark that is lost is seen. New rooms are held by the gate itself.</summary>
    private static readonly string[] Exporting =
    [
        "/api/arbitration/{id:long}/ruling", "/arbitration/export", "/arbitration/{id:long}/ruling", "/api/bulletins/{period}/docx", "/api/bulletins/{period}/pdf", "/api/projects/export.xlsx", "/api/projects/{id:long}/evidence/{evidenceId:long}/file",
        "/assessment/export", "/assessment/editions/export", "/assessment/editions/{id:long}/export", "/assessment/editions/{id:long}/docx",
        "/assessment/schemes/export", "/assessment/entries/export", "/assessment/leaders/export", "/assessment/leaders/projects/export",
        "/api/assessment/editions/{id:long}/file", "/api/assessment/editions/{id:long}/docx", "/audit/log/export", "/board/export", "/bulletins/{period}/docx", "/bulletins/{period}/pdf", "/clocks/export", "/closing/export", "/enterprises/export", "/enterprises/{id:long}/export", "/enterprises/imports/export", "/enterprises/imports/{id:long}/export", "/enterprises/imports/lists/export", "/leads/export", "/shareholdings/company/export", "/chains/{chain}/gaps/export", "/chains/export", "/chains/{chain}/export", "/chains/{chain}/text", "/chains/{chain}/plan", "/chains/{chain}/versions/export", "/chains/{chain}/targets/export", "/chains/advice/export",
        "/api/meetings/{id:long}/docx", "/lights/export", "/meetings/export", "/meetings/resolutions/export", "/api/reviews/{id:long}/docx", "/reviews/export", "/reviews/{id:long}/docx", "/reviews/{id:long}/pdf", "/pending/export", "/map/export", "/map/rows/export", "/settings/boundaries/export", "/monthly/export", "/monthly/overdue/export", "/meetings/{id:long}/docx",
        "/meetings/{id:long}/pdf", "/monthly/sheet", "/policies/export", "/policies/entitled/export", "/policies/entitled/companies/export", "/policies/letter", "/policies/versions/export", "/projects/export.xlsx", "/returns/file", "/targets/export", "/task-forces/export", "/users/export",
        "/promises/export", "/visits/export", "/visits/contacts/export", "/policies/digest/docx", "/api/policies/digest/docx", "/policies/{policy}/changes/export",
        "/grants/export", "/grants/budgets/export", "/grants/{id:long}/files/{file:long}", "/api/grants/{id:long}/files/{file:long}",
    ];

    [Fact]
    public async Task MarkedRoutes_AreTheListedOnes_AndHaveNames()
    {
        await using var store = await TestStore.NewAsync();
        await using var app = ServeCommand.BuildApp(store.Database, "http://127.0.0.1:0");
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
            .Select(e => (Path: "/" + e.RoutePattern.RawText!.Trim('/'), Mark: e.Metadata.GetMetadata<ExportMark>())).ToList();
        var marked = routes.Where(e => e.Mark is not null).ToList();

        Found.Nothing(Exporting.Except(marked.Select(m => m.Path)).Select(p => $"{p} is listed and does not export"));
        Found.Nothing(routes.Where(r => r.Mark is null && FileNames().IsMatch(r.Path)).Select(r => $"{r.Path} is called like a file and is not marked .Exports(…)"));
        Found.Nothing(marked.Where(m => !AuditWords.Knows("export." + m.Mark!.Kind)).Select(m => $"{m.Path}: AuditWords has no name for export.{m.Mark!.Kind}"));
    }

    /// <summary>A route that forgot its mark cannot hand out a file, whatever it answers with.</summary>
    [Fact]
    public async Task AFileWithoutAMark_IsABug_AndDoesNotLeave()
    {
        await using var store = await TestStore.NewAsync();
        var filter = new ExportFilter(store.Get<RecordExport>());
        var context = new DefaultEndpointFilterInvocationContext(new DefaultHttpContext());

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await filter.InvokeAsync(context, _ => new(Results.File(new byte[] { 1 }, "application/pdf"))));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await filter.InvokeAsync(context, _ => new(Results.Stream(new MemoryStream()))));
        Assert.NotNull(await filter.InvokeAsync(context, _ => new(Results.Bytes(new byte[] { 1 }, "text/html; charset=utf-8"))));
        Assert.NotNull(await filter.InvokeAsync(context, _ => new(Results.NotFound())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AnExport_IsInTheLog_BeforeItIsAnswered(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await Some.ProjectAsync(store);
        await using var site = await ProjectSite.StartAsync(store, Some.User("li", null) with { Rights = Rights.All });
        (string Address, string Action)[] asked =
        [
            ("/projects/export.xlsx?unit=371424", "export.ledger"), ("/closing/export", "export.closing"), ("/targets/export?year=2023&unit=371424", "export.targets"),
            ("/board/export?period=2023-03&unit=371424", "export.board"), ("/audit/log/export", "export.audit-list"),
        ];
        foreach (var (address, action) in asked)
        {
            using var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            Assert.True(answer.IsSuccessStatusCode, address);
            await using var db = store.Database.OpenRead();
            var last = (await AuditPeople.OpenAsync(db, [await db.Set<AuditEntry>().OrderByDescending(e => e.Seq).FirstAsync()], default)).Single();
            Assert.Equal((action, "user:li"), (last.Action, last.ActorId));
        }
        await using var after = store.Database.OpenRead();
        var entries = await after.Set<AuditEntry>().CountAsync();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await site.Client.GetAsync(new Uri("/projects/export.xlsx?unit=999999", UriKind.Relative))).StatusCode);
        Assert.Equal(entries, await after.Set<AuditEntry>().CountAsync()); // Nothing left, nothing logged.
    }

    /// <summary>Commands hand files out through <see cref="ExportRoutes"/> alone.</summary>
    [Fact]
    public void Commands_WriteNoFilesThemselves() => Found.Nothing(
        from file in Repository.Files("src/Yinfeng", "Commands.cs")
        where !file.EndsWith("AuditCommands.cs", StringComparison.Ordinal) // Its export logs itself and signs a checkpoint.
        from Match use in FileWrites().Matches(File.ReadAllText(file))
        select $"{Repository.Name(file)}: {use.Value}");

    [Fact]
    public void EveryAction_HasAChineseName() => Found.Nothing(
        from file in Repository.Files("src/Yinfeng", ".cs")
        let text = File.ReadAllText(file)
        from action in Actions().Matches(text).SelectMany(m => Names().Matches(m.Value).Select(n => n.Groups[1].Value))
            .Concat(HandOuts().Matches(text).Select(m => "export." + m.Groups[1].Value)).Concat(Reveals().Matches(text).Select(m => "reveal." + m.Groups[1].Value))
        where !AuditWords.Knows(action)
        select $"{Repository.Name(file)}: {action} has no name in AuditWords");

    // Guards that cannot fail guard nothing.
    [Fact]
    public void TheGuards_See()
    {
        Assert.Equal(["a.b", "a.c"], Actions().Matches("""work.Audit(x ? "a.b" : "a.c", $"project:{id}",""").SelectMany(m => Names().Matches(m.Value).Select(n => n.Groups[1].Value)));
        Assert.Single(FileWrites().Matches("await File.WriteAllBytesAsync(path, bytes, ct);"));
        Assert.Equal("board", HandOuts().Match("""seat.HandOutAsync("board", path""").Groups[1].Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ErasingAPerson_LeavesTheTreeValid_AndNobodyToFind(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await store.Get<Writer>().RunAsync(Some.User("li", null), Rights.None, work =>
        {
            work.Audit("project.edit", "project:5", new { after = new { leader = "王建国", park = "南园" } });
            return Task.FromResult(0);
        }, default);
        await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", default);
        var erase = store.Get<ErasePerson>();

        Assert.Equal(1, (await erase.RunAsync(TestStore.Viewer, "王建国", "本人申请", default)).Value);
        Assert.Equal(1, (await erase.RunAsync(TestStore.Viewer, "li", "离职", default)).Value);

        Assert.False((await erase.RunAsync(TestStore.Viewer, "王建国", "本人申请", default)).Allowed);
        Assert.False((await erase.RunAsync(TestStore.Viewer, "li", "", default)).Allowed);
        Assert.False((await erase.RunAsync(Some.User("zhou", Some.Linyi), "zhou", "好奇", default)).Allowed);
        var report = await store.Get<VerifyStore>().RunAsync([], null, default);
        Assert.True(report.Ok, report.FirstDamaged?.Why);
        await using var db = store.Database.OpenRead();
        var opened = await AuditPeople.OpenAsync(db, await db.Set<AuditEntry>().Where(e => e.Subject == "project:5").ToListAsync(), default);
        Assert.DoesNotContain("王建国", opened[0].Detail, StringComparison.Ordinal);
        Assert.Contains(AuditPeople.Erased, opened[0].Detail, StringComparison.Ordinal);
        Assert.True(AuditPeople.IsPseudonym(opened[0].ActorId));
        Assert.Equal(2, await db.Set<AuditEntry>().CountAsync(e => e.Action == "audit.erase"));
    }

    [Fact]
    public async Task TheDailyCheckpoint_ComesOnceADay_AndOnlyWhereTheLogGrew()
    {
        await using var store = await TestStore.NewAsync();
        var job = store.Get<DailyCheckpoint>();
        Assert.True(await job.RunAsync(default));
        await SomeLog.WriteAsync(store, 3);
        Assert.False(await job.RunAsync(default));
    }

    [GeneratedRegex(@"(?:/export|\.xlsx|\.csv|\.docx|\.pdf|/docx|/pdf|/file|/download)$")]
    private static partial Regex FileNames();

    [GeneratedRegex(@"\.Audit\([^$;]*?(?=,\s*(?:\$?""|viewer|work|subject))", RegexOptions.Singleline)]
    private static partial Regex Actions();

    [GeneratedRegex(@"""([a-z-]+\.[a-z-]+)""")]
    private static partial Regex Names();

    [GeneratedRegex(@"(?:HandOutAsync|Exports)\(""([a-z-]+)""")]
    private static partial Regex HandOuts();

    [GeneratedRegex(@"\.RevealAsync\([^"";]*""([a-z-]+)""")]
    private static partial Regex Reveals();

    [GeneratedRegex(@"File\.(?:WriteAll\w+|Create|OpenWrite)\(|new FileStream\((?!Path\.GetTempFileName)")]
    private static partial Regex FileWrites();
}
