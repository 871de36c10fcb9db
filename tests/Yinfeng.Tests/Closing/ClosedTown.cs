using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.Tests.Projects;
using static Yinfeng.Tests.Imports.Store.Ledgers;

namespace Yinfeng.Tests.Closing;

/// <summary>A city whose first quarter of 2023 is closed, behind the product's own routes; a write is sent without a reason and with one.</summary>
internal sealed class ClosedTown : IAsyncDisposable
{
    private const string Board = "/api/board?period=2023-03&unit=371400";

    private readonly List<(Project Project, long Evidence, long Lead)> _turns;
    private int _turn;

    private ClosedTown(TestStore store, List<(Project, long, long)> turns, ProjectSite site) => (Store, _turns, Site) = (store, turns, site);

    public TestStore Store { get; }
    public ProjectSite Site { get; }

    /// <summary>Started, with 3000 万元 in February, reported by somebody else. Every try has its own.</summary>
    public Project Project => _turns[_turn].Project;
    public long Lead => _turns[_turn].Lead;
    public long Evidence => _turns[_turn].Evidence;

    /// <summary>Two stored imports with figures in February.</summary>
    public IReadOnlyList<long> Imports { get; private init; } = [];

    /// <summary>更正原因 that goes with whatever is sent; null sends none.</summary>
    public string? Reason { get; set; }

    /// <summary>What the last form sent, but for its hidden fields.</summary>
    public IReadOnlyList<string> Typed { get; private set; } = [];

    /// <param name="tries">How many tries it has something for.</param>
    public static async Task<ClosedTown> NewAsync(int tries)
    {
        var (store, _) = await ClosedStore.NewAsync();
        var turns = new List<(Project, long, long)>();
        for (var i = 0; i < tries; i++)
        {
            var project = Some.Project(ProjectStage.Started, $"第 {i} 号膳食纤维项目", totalFen: 5 * Money.FenPerYi);
            (project.SignedOn, project.StartedOn, project.ProducingOn, project.AtCapacityOn) = (Some.Day("2023-01-10"), Some.Day("2023-03-05"), null, null);
            var file = Some.Evidence(project, ProjectStage.Started, EvidenceKind.Other);
            await Some.SaveAsync(store, project, file, ClosedStore.Month(project, 2023, 2, 3000));
            var lead = await store.Get<ReportLead>().RunAsync(ClosedStore.Person, new LeadFacts("371424", $"第 {i} 集团拟建厂", $"第 {i} 集团", null, "展会招商", "李四",
                "2023-02-03", "30000", null, null), false, default);
            Assert.True(lead.Allowed, string.Join(" ", lead.Unmet.Select(u => u.Message)));
            turns.Add((project, file.Id, lead.Value));
        }
        for (var i = 0; i < 2; i++)
        {
            var stored = await store.Get<ImportLedger>().RunAsync(ClosedStore.Person, new ImportRequest(await FileAsync(store, $"early{i}.xlsx"),
                Reading(Row(2, $"早先导入的项目{i}", $"早先的公司{i}").WithMonth(202302, 50m)), Some.Linyi), default);
            Assert.True(stored.Allowed);
        }
        await ClosedStore.CloseAsync(store);
        await using var db = store.Database.OpenRead();
        return new ClosedTown(store, turns, await ProjectSite.StartAsync(store, ClosedStore.Person))
        {
            Imports = await db.Set<Import>().OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(),
        };
    }

    /// <summary>The next try: its own project, lead and file, and no reason yet.</summary>
    public void Turn(int turn) => (_turn, Reason, Typed) = (turn, null, []);

    /// <summary>Posts a form as a browser does.</summary>
    public Task<HttpResponseMessage> FormAsync(string page, string action, params (string Name, string Value)[] fields) =>
        FormAsync(page, action, null, null, fields);

    public Task<HttpResponseMessage> FormAsync(string page, string action, string? fileName, byte[]? file, params (string Name, string Value)[] fields)
    {
        Typed = [.. fields.Where(f => f.Name is not ("form" or "stage" or "act") && !f.Name.StartsWith('v')).Select(f => f.Value)];
        return Site.PostAsync(page, action,
            [.. fields.Append(("restatement", Reason!)).Where(f => f.Item2 is not null).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))], fileName, file);
    }

    /// <summary>Sends JSON; the reason is a field of the body where that is an object, else a header.</summary>
    public async Task<HttpResponseMessage> JsonAsync(HttpMethod method, string address, object? body = null)
    {
        var json = JsonSerializer.SerializeToNode(body);
        using var request = new HttpRequestMessage(method, address);
        if (Reason is not null && json is JsonObject whole)
        {
            whole["restatement"] = Reason;
        }
        else if (Reason is not null)
        {
            request.Headers.Add("Restatement", Uri.EscapeDataString(Reason));
        }
        request.Content = json is null ? null : new StringContent(json.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        return await Site.Client.SendAsync(request);
    }

    /// <summary>Uploads a ledger that reaches into February, up to the page before it is stored.</summary>
    public async Task<long> StageAsync()
    {
        var ledger = System.Text.Encoding.UTF8.GetBytes(Ledger($"第 {Lead} 号"));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(ledger), "file", "late.csv" }, { new StringContent("371424"), "unit" } };
        var answer = await Site.Client.PostAsync("/api/imports", form);
        using var staged = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var id = staged.RootElement.GetProperty("id").GetInt64();
        for (var patience = 500; patience > 0; patience--)
        {
            var state = await Site.Client.GetStringAsync($"/api/imports/{id}");
            if (!state.Contains("\"state\":\"reading\"", StringComparison.Ordinal))
            {
                Assert.Contains("\"state\":\"ready\"", state, StringComparison.Ordinal);
                return id;
            }
            await Task.Delay(20);
        }
        throw new TimeoutException("The ledger is still being read.");
    }

    /// <summary>A ledger with one new project that was signed in February.</summary>
    public static string Ledger(string name) => $"项目名称,投资方,责任单位,总投资（万元）,签约日期\n{name}新材料项目,{name}公司,临邑县,20000,2023-02-10\n";

    /// <summary>The closed board as frozen.</summary>
    public Task<string> FrozenAsync() => Site.Client.GetStringAsync(Board);

    /// <summary>The closed board with the figures of this moment beside it, and the tree.</summary>
    public async Task<string> FiguresAsync() => await Site.Client.GetStringAsync(Board + "&restated=true")
        + await Site.Client.GetStringAsync("/api/units/371400?on=2023-03-31") + (await ClosedStore.RowsAsync(Store)).Count;

    public async Task<bool> VerifiesAsync() =>
        (await Site.Client.GetStringAsync("/api/closing/verify?period=2023-03&unit=371400")).Contains("\"ok\":true", StringComparison.Ordinal);

    /// <summary>Whether an answer is the refusal of a closed month, as REST or as the form again.</summary>
    public static async Task<string?> WhyNotRefusedAsync(HttpResponseMessage answer, IReadOnlyList<string> typed)
    {
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        var shown = text.Length > 600 ? text[..600] : text;
        if (answer.StatusCode is not (HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict))
        {
            return $"{(int)answer.StatusCode} {shown}";
        }
        if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) is true)
        {
            return text.Contains("\"code\":\"month.closed\"", StringComparison.Ordinal) && text.Contains("\"field\":\"restatement\"", StringComparison.Ordinal) ? null : shown;
        }
        return !text.Contains("name=\"restatement\"", StringComparison.Ordinal) ? "The form does not ask for the reason."
            : typed.FirstOrDefault(t => !text.Contains(t, StringComparison.Ordinal)) is { } lost ? $"“{lost}” is lost." : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await Store.DisposeAsync();
    }
}
