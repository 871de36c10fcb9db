using System.Net;
using System.Text.RegularExpressions;
using Yinfeng.Sheets;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Closing;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Sheets;

/// <summary>Every page that shows a list hands it out as a workbook with the same rows; the others are named with the reason.</summary>
public partial class ListExportTests
{
    private const string Form = "a form", One = "one thing, not a list", Own = "for the person alone", Text = "a text", Step = "a step of the way in",
        Log = "the log, which leaves whole and signed";

    /// <summary>Written by hand: a new line is a decision.</summary>
    private static readonly Dictionary<string, string> NoLists = new()
    {
        ["/"] = "cards; each list in it has a page of its own", ["/desk"] = Own, ["/chains/gaps"] = "leads on", ["/chains/new"] = Form, ["/chains/{chain}/edit"] = Form, ["/chains/{chain}/plan"] = One, ["/chains/{chain}/text"] = Text, ["/chains/{chain}/targets"] = "a list of companies that a base must hold; TargetTests compares its workbook", ["/notices"] = Own,
        ["/account"] = Own, ["/account/second"] = Own, ["/account/signed-in"] = Own, ["/account/left"] = Own, ["/account/stay"] = Own, ["/account/kept/{id}"] = Own,
        ["/account/kept/{id}/fields"] = Own, ["/login/oidc"] = Own, ["/login/oidc/back"] = Own, ["/login/oidc/out"] = Own, ["/leads/taken"] = Form,
        ["/inspections/verify-draw.mjs"] = "a program", ["/inspections/plans/new"] = Form, ["/inspections/plans/{id:long}"] = Form,
        ["/inspections/inspectors/new"] = Form, ["/inspections/inspectors/{id:long}"] = Form, ["/inspections/tasks/{id:long}"] = One,
        ["/inspections/draws/{id:long}"] = "one draw; its tasks have a workbook", ["/inspections/tasks/{id:long}/photos/{photoId:long}"] = One,
        ["/task-forces/{id:long}"] = One, ["/projects/{id:long}/sharing"] = One, ["/{**path:file}"] = "static files",
        ["/assessment/replay"] = "two computations side by side; each has a workbook", ["/assessment/editions/{id:long}"] = One,
        ["/assessment/editions/{id:long}/verify"] = One, ["/assessment/schemes/{id:long}"] = Text, ["/assessment/schemes/new"] = Form,
        ["/assessment/leaders/projects"] = "the projects of one leader's figures; has a workbook", ["/suspicion/{id:long}"] = One, ["/suspicion/{id:long}/files/{note:long}"] = One,
        ["/policies/digest"] = Form, ["/policies/{policy}/changes"] = "the part of a policy; has its workbook",
        ["/industries/progress"] = "the part of a list", ["/resolution/of-project"] = One, ["/promises/of-project"] = One, ["/visits/of-project"] = One, ["/visits/of-lead"] = One, ["/visits/new"] = Form, ["/visits/{id:long}"] = One, ["/visits/{id:long}/edit"] = Form, ["/promises/new"] = Form, ["/promises/{id:long}"] = One,
        ["/policies/{policy}"] = Text, ["/policies/match"] = Form, ["/policies/letter"] = Text, ["/policies/new"] = Form, ["/policies/versions/{id:long}"] = One, ["/policies/of-project"] = One, ["/policies/{policy}/entitled"] = "the part of /policies/entitled for one policy; has its workbook",
        ["/grants/new"] = Form, ["/grants/{id:long}"] = One, ["/grants/{id:long}/edit"] = Form, ["/grants/{id:long}/files/{file:long}"] = One,
        ["/enterprises/{id:long}"] = One, ["/enterprises/imports/{id:long}"] = "one file's report; has its workbook", ["/enterprises/imports/jobs/{id:long}"] = Step, ["/enterprises/imports/columns/{file}"] = Step,
        ["/login"] = Form, ["/login/code"] = Form, ["/password"] = Form, ["/settings"] = Form,
        ["/posts"] = Form, ["/audit"] = Log, ["/audit/log"] = Log, ["/audit/log/{seq:long}"] = One, ["/audit/erase"] = Form,
        ["/users/new"] = Form, ["/users/{id:long}"] = One,
        ["/projects/new"] = Form, ["/projects/{id:long}"] = One, ["/projects/{id:long}/edit"] = Form, ["/projects/{id:long}/status"] = Form,
        ["/projects/{id:long}/credit"] = Form, ["/projects/{id:long}/months/{month}"] = Form,
        ["/arbitration/new"] = Form, ["/arbitration/{id:long}"] = One, ["/arbitration/{id:long}/ruling"] = One,
        ["/shareholdings"] = Form, ["/shareholdings/company"] = "one company; its lists have a workbook",
        ["/leads/board"] = "the list in columns; the list has a workbook", ["/leads/import"] = Form,
        ["/enterprises/names"] = "suggestions in a form", ["/leads/new"] = Form, ["/leads/{id:long}"] = One, ["/leads/{id:long}/edit"] = Form,
        ["/imports/staged/{id:long}"] = Step, ["/imports/staged/{id:long}/mapping"] = Step, ["/imports/staged/{id:long}/row"] = One,
        ["/imports/staged/{id:long}/storing"] = Step, ["/imports/{id:long}/source"] = One, ["/imports/{id:long}/cells"] = One,
        ["/reviews/new"] = Form, ["/reviews/{id:long}"] = One, ["/reviews/{id:long}/minutes"] = Text, ["/meetings/new"] = Form, ["/meetings/{id:long}"] = One, ["/meetings/{id:long}/edit"] = Form, ["/meetings/{id:long}/minutes"] = Text,
        ["/meetings/resolutions/{id:long}"] = One, ["/bulletins/open"] = "leads on", ["/bulletins/check"] = Form, ["/bulletins/template"] = Text, ["/bulletins/{period}"] = Text,
        ["/bulletins/{period}/check"] = One,
    };

    /// <summary>Rows beside the list: sums, which a workbook leaves to whoever opens it, and the months of the drawn trend.</summary>
    private static readonly string[] Aside = ["筛选结果合计", "下级合计", "分解是否到位", "2022-", "2023-"];

    /// <summary>Pages with a list: an address of each.</summary>
    private static readonly Dictionary<string, Func<ClosedTown, string>> Lists = new()
    {
        ["/map"] = _ => "/map?period=2023-03&unit=371400&side=To&stock=all", ["/map/rows"] = _ => "/map/rows?period=2023-03&unit=371400&stock=all", ["/settings/boundaries"] = _ => "/settings/boundaries",
        ["/projects"] = _ => "/projects?q=膳食", ["/chains/advice"] = _ => "/chains/advice", ["/chains"] = _ => "/chains?unit=371400", ["/chains/{chain}"] = _ => "/chains/semiconductors?unit=371400", ["/chains/{chain}/versions"] = _ => "/chains/semiconductors/versions", ["/chains/{chain}/gaps"] = _ => "/chains/new-energy-storage/gaps?unit=371400", ["/leads"] = _ => "/leads?q=拟建厂", ["/enterprises"] = _ => "/enterprises?q=膳食", ["/users"] = _ => "/users", ["/units"] = _ => "/units?q=临",
        ["/units/{id:long}"] = _ => "/units/371400", ["/imports"] = _ => "/imports", ["/imports/{id:long}"] = t => $"/imports/{t.Imports[0]}",
        ["/imports/staged/{id:long}/rows"] = t => $"/imports/staged/{t.StageAsync().Result}/rows", ["/board"] = _ => "/board?period=2023-03&unit=371400&indicator=funds.total",
        ["/board/figure"] = _ => "/board/figure?period=2023-03&unit=371400&indicator=funds.total", ["/lights"] = _ => "/lights?period=2023-03&unit=371400",
        ["/clocks"] = _ => "/clocks?period=2023-03&unit=371400", ["/closing"] = _ => "/closing", ["/targets"] = _ => "/targets?unit=371400&year=2023&i=funds.total",
        ["/targets/plans"] = _ => "/targets/plans?unit=371400&year=2023&indicator=funds.total", ["/monthly"] = _ => "/monthly?month=2023-04&unit=371424",
        ["/promises"] = _ => "/promises", ["/visits"] = _ => "/visits", ["/visits/contacts"] = _ => "/visits/contacts",
        ["/industries"] = _ => "/industries", ["/resolution"] = _ => "/resolution",
        ["/enterprises/imports"] = _ => "/enterprises/imports", ["/policies"] = _ => "/policies", ["/policies/versions"] = _ => "/policies/versions", ["/policies/entitled"] = _ => "/policies/entitled", ["/policies/entitled/companies"] = _ => "/policies/entitled/companies?place=371400",
        ["/grants"] = _ => "/grants", ["/grants/budgets"] = _ => "/grants/budgets",
        ["/assessment"] = _ => "/assessment?period=2023-03&unit=371400",
        ["/assessment/editions"] = _ => "/assessment/editions", ["/assessment/schemes"] = _ => "/assessment/schemes",
        ["/assessment/entries"] = _ => "/assessment/entries", ["/assessment/leaders"] = _ => "/assessment/leaders?period=2023-06",
        ["/returns"] = _ => "/returns?period=2023-03&unit=371400", ["/bulletins"] = _ => "/bulletins", ["/inspections"] = _ => "/inspections", ["/arbitration"] = _ => "/arbitration?all=1", ["/inspections/tasks"] = _ => "/inspections/tasks", ["/suspicion"] = _ => "/suspicion", ["/suspicion/lists"] = _ => "/suspicion/lists", ["/task-forces"] = _ => "/task-forces", ["/meetings"] = _ => "/meetings", ["/reviews"] = _ => "/reviews",
        ["/pending"] = _ => "/pending", ["/monthly/overdue"] = _ => "/monthly/overdue?month=2023-04&unit=371424", ["/meetings/resolutions"] = _ => "/meetings/resolutions",
    };

    [Fact]
    public void Pages_AreListsOrStandInTheTable()
    {
        var pages = ProductRoutes.All.Where(r => ProductRoutes.Methods(r).Contains("GET", StringComparison.Ordinal)).Select(ProductRoutes.Path)
            .Where(p => !p.StartsWith("/api/", StringComparison.Ordinal) && !p.StartsWith("/openapi", StringComparison.Ordinal) && p != "/healthz" && !IsFile(p)).ToHashSet();

        Found.Nothing(pages.Where(p => !Lists.ContainsKey(p) && !NoLists.ContainsKey(p)).Select(p => $"{p}: has no workbook and is not in the table")
            .Concat(NoLists.Keys.Concat(Lists.Keys).Where(p => !pages.Contains(p)).Select(p => $"{p}: there is no such page")));
    }

    [Fact]
    public async Task List_IsHandedOutWithTheSameRows()
    {
        await using var town = await ClosedTown.NewAsync(60); // More than fit on one page of the ledger or of the lights.
        var wrong = new List<string>();
        foreach (var (page, address) in Lists)
        {
            if (await WrongAsync(town, address(town)) is { } problem)
            {
                wrong.Add($"{page}: {problem}");
            }
        }
        Found.Nothing(wrong);
    }

    private static async Task<string?> WrongAsync(ClosedTown town, string address)
    {
        var html = WebUtility.HtmlDecode(await town.Site.Client.GetStringAsync(address));
        if (Link().Match(html) is not { Success: true } link)
        {
            return "no link to a workbook";
        }
        var answer = await town.Site.Client.GetAsync(link.Groups[1].Value);
        if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != ExcelFile.Type)
        {
            return $"{link.Groups[1].Value} answers {(int)answer.StatusCode} {answer.Content.Headers.ContentType}";
        }
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, await answer.Content.ReadAsByteArrayAsync());
            using var book = WorkbookReader.Open(path);
            var texts = book.Sheets.SelectMany(s => s.ReadRows()).SelectMany(Texts).ToHashSet();
            // What heads each row of the page is in the workbook; and of the ledger also the rows of further pages.
            var heads = RowHeads().Matches(html).Select(m => Tags().Replace(m.Groups[1].Value, "").Trim())
                .Where(t => t.Length > 0 && !Aside.Any(a => t.StartsWith(a, StringComparison.Ordinal))).ToList();
            var lost = heads.Where(h => !texts.Any(t => h.Contains(t, StringComparison.Ordinal) || t.Contains(h, StringComparison.Ordinal))).Take(3).ToList();
            var all = Counted(html, "膳食纤维项目");
            var given = texts.Count(t => t.Contains("膳食纤维项目", StringComparison.Ordinal));
            return lost.Count > 0 ? $"the workbook lacks {string.Join("、", lost)}" : all > given ? $"the page has {all} projects, the workbook {given}"
                : address.StartsWith("/projects", StringComparison.Ordinal) && given < 60 ? $"only {given} of 60 projects" : null;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static int Counted(string html, string name) => Regex.Matches(html, $"第 \\d+ 号{name}").Select(m => m.Value).Distinct().Count();

    private static IEnumerable<string> Texts(SheetRow row)
    {
        for (var c = 0; c < row.Count; c++)
        {
            if (row[c].Kind == CellKind.Text && row[c].Text is { Length: > 0 } text)
            {
                yield return text;
            }
        }
    }

    private static bool IsFile(string path) => path.Split('/')[^1] is "export" or "export.xlsx" or "file" or "docx" or "pdf" or "sheet" or "codes";

    [GeneratedRegex("href=\"([^\"]*(?:export|/file\\?|/sheet\\?)[^\"]*)\"(?![^<]*JSON)[^>]*>(?:(?!</a>).)*(?:Excel|xlsx|填报表|导出)", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex("<th scope=\"row\"[^>]*>(.*?)</th>", RegexOptions.Singleline)]
    private static partial Regex RowHeads();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
