using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Projects;

public class ProjectEndpointTests
{
    private static readonly Viewer Li = Some.User("li", Some.Linyi), Wang = Some.User("wang", Some.Laoling), City = Some.User("city", Some.Dezhou);
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 agreement");

    [Theory, OnSqlite, OnPostgres]
    public async Task Loop_FromLeadToSigned_OverRest(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await using var site = await ProjectSite.StartAsync(store, Li, Wang, City);

        var refused = await site.SendAsync(HttpMethod.Post, "/api/projects", new { ownerUnit = "临邑县", facts = new { name = "膳食纤维" } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["leadOn", "channel", "firstReporter"], await FieldsAsync(refused));

        var made = await site.SendAsync(HttpMethod.Post, "/api/projects", new
        {
            ownerUnit = "371424",
            facts = new { name = "膳食纤维", leadOn = "2022-06-08", channel = "以商招商", firstReporter = "陈立", totalInvestmentWan = 50000.5m },
        });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = (await JsonAsync(made)).GetProperty("id").GetInt64();

        refused = await site.SendAsync(HttpMethod.Post, $"/api/projects/{id}/move", new { stage = "signed", on = "2023-01-12" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["contactedOn", "investor", "evidence:contactRecord", "negotiatingOn", "content", "evidence:meetingRecord", "reviewedOn",
            "industry", "evidence:reviewMinutes", "evidence:agreement"], await FieldsAsync(refused));

        var edit = await site.SendAsync(HttpMethod.Patch, $"/api/projects/{id}",
            new { version = 1, facts = new { investor = "首创生物", content = "年产一万吨", industry = "食品制造" } });
        Assert.Equal(HttpStatusCode.OK, edit.StatusCode);
        var stale = await site.SendAsync(HttpMethod.Patch, $"/api/projects/{id}", new { version = 1, facts = new { investor = "别的公司" } });
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        var difference = (await JsonAsync(stale)).GetProperty("differences")[0];
        Assert.Equal(("首创生物", "别的公司"), (difference.GetProperty("theirs").GetString(), difference.GetProperty("yours").GetString()));

        foreach (var (stage, kind) in new[] { ("contacted", "contactRecord"), ("negotiating", "meetingRecord"), ("reviewed", "reviewMinutes"), ("signed", "agreement") })
        {
            Assert.Equal(HttpStatusCode.OK, (await UploadAsync(site, id, stage, kind, "材料.pdf", [.. Pdf, .. Encoding.ASCII.GetBytes(kind)])).StatusCode);
        }
        var moved = await site.SendAsync(HttpMethod.Post, $"/api/projects/{id}/move", new
        {
            stage = "signed", on = "2023-01-12", dates = new { contacted = "2022-06-21", negotiating = "2022-08-30", reviewed = "2022-12-19" },
        });
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);

        var project = await JsonAsync(await site.SendAsync(HttpMethod.Get, $"/api/projects/{id}"));
        Assert.Equal("signed", project.GetProperty("stage").GetString());
        Assert.Equal(50000.5m, project.GetProperty("facts").GetProperty("totalInvestmentWan").GetDecimal());
        Assert.Equal("startedOn", project.GetProperty("nextGateMissing")[0].GetProperty("field").GetString());
        Assert.Equal(5, project.GetProperty("steps").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Get, $"/api/projects/{id}", user: "wang")).StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Evidence_IsVerifiedByAnotherPerson_DownloadedAsAttachment_AndNeverDeleted(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Reviewed));
        await using var site = await ProjectSite.StartAsync(store, Li, Wang, City);

        var added = await UploadAsync(site, project.Id, "signed", "agreement", @"C:\桌面\投资协议.pdf", Pdf);
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync());
        var evidence = (await JsonAsync(added)).GetProperty("id").GetInt64();
        var again = await UploadAsync(site, project.Id, "signed", "agreement", "换个名.pdf", Pdf);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);

        var own = await site.SendAsync(HttpMethod.Post, $"/api/projects/{project.Id}/evidence/{evidence}/verify");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Post, $"/api/projects/{project.Id}/evidence/{evidence}/verify", user: "city")).StatusCode);

        var file = await site.SendAsync(HttpMethod.Get, $"/api/projects/{project.Id}/evidence/{evidence}/file");
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("投资协议.pdf", file.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Contains("nosniff", file.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Get, $"/api/projects/{project.Id}/evidence/{evidence}/file", user: "wang")).StatusCode);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.SendAsync(HttpMethod.Post, $"/api/projects/{project.Id}/evidence/{evidence}/withdraw", new { reason = "" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Post, $"/api/projects/{project.Id}/evidence/{evidence}/withdraw", new { reason = "扫描不全" })).StatusCode);
        var after = await JsonAsync(await site.SendAsync(HttpMethod.Get, $"/api/projects/{project.Id}"));
        Assert.Equal("扫描不全", after.GetProperty("evidence")[0].GetProperty("withdrawnReason").GetString());
        Assert.Contains(after.GetProperty("nextGateMissing").EnumerateArray(), n => n.GetProperty("field").GetString() == "evidence:agreement");
        Assert.True(File.Exists(store.Get<EvidenceFiles>().PathOf(after.GetProperty("evidence")[0].GetProperty("sha256").GetString()!)));
    }

    [Theory]
    [InlineData("病毒.exe", "MZ\u0090", "evidence.type-unknown")]
    [InlineData("协议.jpg", "%PDF-1.7", "evidence.type-differs")]
    [InlineData("空.pdf", "", "evidence.empty")]
    public async Task Evidence_ThatIsNotWhatItSays_IsRefused(string name, string content, string code)
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store);
        await using var site = await ProjectSite.StartAsync(store, Li);
        var answer = await UploadAsync(site, project.Id, "signed", "agreement", name, Encoding.Latin1.GetBytes(content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(code, (await JsonAsync(answer)).GetProperty("unmet")[0].GetProperty("code").GetString());
        Assert.Empty(Directory.GetFiles(Path.Combine(store.Database.DataFolder, "evidence")));
    }

    [Fact]
    public async Task StageRules_AreServedAsTheDomainHasThem()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, Li);
        var rules = await JsonAsync(await site.SendAsync(HttpMethod.Get, "/api/stage-rules"));
        Assert.Equal(StageRules.Gates.Select(g => g.Name), rules.EnumerateArray().Select(g => g.GetProperty("name").GetString()));
        Assert.Equal("started", rules[5].GetProperty("stage").GetString());
        Assert.Equal(StageRules.Of(ProjectStage.Started).Needs.Select(n => n.Code), rules[5].GetProperty("needs").EnumerateArray().Select(n => n.GetProperty("code").GetString()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Months_AreReportedVerifiedAndAcceptedByThreePeople(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        await using var site = await ProjectSite.StartAsync(store, Li, Wang, City, Some.User("ju", null));
        var month = $"/api/projects/{project.Id}/months/2023-05";

        Assert.Equal(HttpStatusCode.BadRequest, (await site.SendAsync(HttpMethod.Put, $"/api/projects/{project.Id}/months/2023-13", new { fundsWan = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Put, month, new { fundsWan = 3600.25m, version = 0 })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await site.SendAsync(HttpMethod.Put, month, new { fundsWan = 1, version = 0 })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.SendAsync(HttpMethod.Post, month + "/verify", new { version = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Post, month + "/verify", new { version = 1 }, "city")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.SendAsync(HttpMethod.Post, month + "/verify", new { version = 2 }, "city")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Post, month + "/verify", new { version = 2 }, "ju")).StatusCode);
        var stored = (await JsonAsync(await site.SendAsync(HttpMethod.Get, $"/api/projects/{project.Id}"))).GetProperty("months")[0];
        Assert.Equal((3600.25m, "user:city", "user:ju"), (stored.GetProperty("fundsWan").GetDecimal(),
            stored.GetProperty("verifiedBy").GetString(), stored.GetProperty("acceptedBy").GetString()));
    }

    private static Task<HttpResponseMessage> UploadAsync(ProjectSite site, long id, string stage, string kind, string name, byte[] content)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(stage), "stage" }, { new StringContent(kind), "kind" }, { new StringContent("2023-01-12"), "datedOn" },
            { new ByteArrayContent(content), "file", name },
        };
        return site.Client.PostAsync($"/api/projects/{id}/evidence", form);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement?>())!.Value;

    private static async Task<IEnumerable<string?>> FieldsAsync(HttpResponseMessage answer) =>
        (await JsonAsync(answer)).GetProperty("unmet").EnumerateArray().Select(u => u.GetProperty("field").GetString()).ToList();
}
