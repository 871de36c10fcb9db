using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Meetings;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.TaskForces;
using Yinfeng.Units;

namespace Yinfeng.Tests.Proofs;

/// <summary>A project with a text of its own in every field, so that any trace of it in an answer is seen.</summary>
internal sealed record Subject(int No, string Unit, Confidentiality Grade, ProjectStage Stage, long Id, long Evidence)
{
    public string Mark => RightsWorld.Mark('Q', No);
    public bool IsSecret => Grade == Confidentiality.CommercialSecret && Stage < ProjectStage.Signed;
}

/// <summary>Somebody who asks: a role at a place, or with a grant; <see cref="Cookie"/> is null for nobody signed in.</summary>
internal sealed record Asker(string Role, string Place, string? Given, string Login, string? Cookie);

/// <summary>The real product over a store with one project per unit, grade and group of stages, and people of every role everywhere.</summary>
internal sealed class RightsWorld : IAsyncDisposable
{
    public static readonly ProjectStage[] Stages = [ProjectStage.Lead, ProjectStage.Negotiating, ProjectStage.Signed, ProjectStage.Producing];
    private static readonly string[] Kinds = [.. Enum.GetNames<Role>(), "nobody", "ended"];
    private static readonly DateTime Now = TimeProvider.System.GetUtcNow().UtcDateTime;
    private static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);
    private const string FormField = "__RequestVerificationToken";

    /// <summary>Ends of addresses under /api that take files.</summary>
    private static readonly string[] Files = ["/evidence", "/imports", "/photos", "/api/map/boundaries"];
    private readonly TestStore _store;
    private readonly WebApplication _app;

    private RightsWorld(TestStore store, WebApplication app) => (_store, _app) = (store, app);

    public required IReadOnlyDictionary<string, long> UnitIds { get; init; }
    public required IReadOnlyList<Subject> Subjects { get; init; }
    public required IReadOnlyList<Asker> Askers { get; init; }
    public required IReadOnlyDictionary<string, long> Leads { get; init; }
    public required IReadOnlyDictionary<string, long> Imports { get; init; }
    public required IReadOnlyDictionary<string, long> Meetings { get; init; }
    public required HttpClient Client { get; init; }
    public IServiceProvider Services => _app.Services;
    public string Folder => _store.Database.DataFolder;

    /// <summary>"ZQ07XW": a text that stands in nothing else. Q for projects, L leads, I imports, M meetings.</summary>
    public static string Mark(char what, int no) => $"Z{what}{no:00}XW";

    public static async Task<RightsWorld> NewAsync(RightsTable table, string provider = "sqlite")
    {
        var store = await TestStore.NewAsync(provider);
        var park = (await store.Get<AddUnit>().RunAsync(TestStore.Viewer, new NewUnit(null, "化工园区", null, UnitKind.Park, Some.Linyi, new(2020, 1, 1), "批复"), default)).Value;
        var units = new Dictionary<string, long> { ["city"] = Some.Dezhou, ["county"] = Some.Linyi, ["park"] = park, ["neighbour"] = Some.Laoling, ["away"] = 110105 };
        var tree = await store.Get<UnitDirectory>().TodayAsync(default);
        var subjects = new List<Subject>();
        foreach (var (unit, id) in units)
        {
            foreach (var grade in Enum.GetValues<Confidentiality>())
            {
                foreach (var stage in Stages)
                {
                    subjects.Add(await ProjectAsync(store, subjects.Count, unit, id, tree.CityOf(id), grade, stage));
                }
            }
        }
        var (leads, imports, meetings) = await ThingsAsync(store, units, tree);
        var askers = await AskersAsync(store, table, units, subjects);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(store.Database.DataFolder, "evidence")).FullName, new string('a', 64)), "pdf");
        var app = ServeCommand.BuildApp(store.Database, "http://127.0.0.1:0");
        await Composition.StartAsync(app.Services, default);
        await app.StartAsync();
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 };
        return new RightsWorld(store, app)
        {
            UnitIds = units, Subjects = subjects, Askers = askers, Leads = leads, Imports = imports, Meetings = meetings,
            Client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(3) },
        };
    }

    private static async Task<Subject> ProjectAsync(TestStore store, int no, string unit, long unitId, long city, Confidentiality grade, ProjectStage stage)
    {
        var mark = Mark('Q', no);
        var project = Some.Project(stage, $"{mark}项目", owner: unitId, grade: grade, totalFen: (700 + no) * Money.FenPerWan);
        (project.CityId, project.Investor, project.InvestorPlace, project.Park, project.Parcel) = (city, $"{mark}集团", $"{mark}地", $"{mark}园", $"{mark}块");
        (project.Content, project.Leader, project.TaskForce, project.ServiceOfficer) = ($"{mark}内容", $"{mark}领导", $"{mark}班", $"{mark}官");
        (project.InvestorContact, project.Remark, project.FirstReporter, project.Chain, project.ChainNode) = ($"{mark}人", $"{mark}注", $"{mark}报", $"{mark}链", $"{mark}环");
        project.Tags.Add(new ProjectTag { ProjectId = project.Id, Label = $"{mark}签", From = new(2023, 1, 1) });
        var file = Some.Evidence(project, stage, EvidenceKind.Other);
        var evidence = new Evidence
        {
            ProjectId = project.Id, Stage = stage, Kind = EvidenceKind.Other, FileName = $"{mark}.pdf", Bytes = 4, Sha256 = file.Sha256,
            DatedOn = file.DatedOn, UploadedBy = "user:x", UploadedAtUtc = Now,
        };
        await Some.SaveAsync(store, project, evidence, new StageChange { ProjectId = project.Id, To = stage, ActorId = "user:x", AtUtc = Now, Reason = $"{mark}因" },
            new CreditShare { ProjectId = project.Id, UnitId = unitId, From = new YearMonth(202201), ShareBp = 10_000 },
            new MonthlyReport
            {
                ProjectId = project.Id, Month = new YearMonth(202305), CityId = city, FundsFen = (30 + no) * Money.FenPerWan, Progress = $"{mark}进展",
                Problems = $"{mark}困难", ReportedBy = "user:x", ReportedAtUtc = Now,
            });
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Audit("project.edit", $"project:{project.Id}", new { remark = $"{mark}改" });
            return Task.FromResult(0);
        }, default);
        return new Subject(no, unit, grade, stage, project.Id, evidence.Id);
    }

    private static async Task<(Dictionary<string, long> Leads, Dictionary<string, long> Imports, Dictionary<string, long> Meetings)> ThingsAsync(
        TestStore store, Dictionary<string, long> units, UnitTree tree)
    {
        var (leads, imports, meetings) = (new Dictionary<string, long>(), new Dictionary<string, long>(), new Dictionary<string, long>());
        foreach (var (i, (unit, id)) in units.Index())
        {
            var lead = new Lead
            {
                CityId = tree.CityOf(id), UnitId = id, Title = $"{Mark('L', i)}线索", Investor = $"{Mark('L', i)}公司", Channel = "展会招商", FirstReporter = $"{Mark('L', i)}",
                FirstReportedOn = new LedgerDate(2023, 2, 3), Note = Mark('L', i), CreatedAtUtc = Now,
            };
            var import = new Import
            {
                FileName = $"{Mark('I', i)}.xlsx", Sha256 = $"{i}".PadLeft(64, 'a'), UnitId = id, Year = 2023, ActorId = "user:x", AtUtc = Now, Mapping = "[]",
            };
            var meeting = new Meeting
            {
                Kind = "dispatch", UnitId = id, Day = new(2023, 6, 20), Period = new YearMonth(202306), Place = Mark('M', i), Chair = Mark('M', i),
                CreatedBy = "user:x", CreatedAtUtc = Now,
            };
            await Some.SaveAsync(store, lead, import, meeting);
            (leads[unit], imports[unit], meetings[unit]) = (lead.Id, import.Id, meeting.Id);
        }
        return (leads, imports, meetings);
    }

    /// <summary>Every role at every place, and with every kind of grant; and nobody, and people whose time is over.</summary>
    private static async Task<List<Asker>> AskersAsync(TestStore store, RightsTable table, Dictionary<string, long> units, List<Subject> subjects)
    {
        var guests = new Dictionary<string, long> { ["guest"] = 110108, ["shared-with"] = 110106, ["was-shared"] = 110107 };
        var places = units.ToDictionary(u => u.Key, u => (long?)u.Value);
        (places["whole"], places["guest"]) = (null, guests["guest"]);
        var (rows, askers, members) = (new List<object>(), new List<Asker>(), new Dictionary<string, List<long>>());
        foreach (var (role, place, given) in
            (from role in Kinds from place in table.Places where role != "nobody" || place == "whole" select (role, place, (string?)null))
            .Concat(from role in Kinds from given in table.Given where role != "nobody" select (role, "guest", (string?)given)))
        {
            if (role == "nobody")
            {
                askers.Add(new(role, place, null, "", null));
                continue;
            }
            var unit = given is "shared-with" or "was-shared" ? guests[given] : places[place];
            var user = new User { Login = $"{role}-{given ?? place}".ToLowerInvariant(), Name = $"{role} {given ?? place}", UnitId = unit, PasswordHash = "x", CreatedAtUtc = Now };
            rows.Add(user);
            rows.Add(new Appointment
            {
                UserId = user.Id, UnitId = unit, Role = role == "ended" ? Role.Leader : Enum.Parse<Role>(role), From = Today.AddDays(-100), Until = role == "ended" ? Today.AddDays(-1) : null,
            });
            var token = Sessions.NewToken();
            rows.Add(new Session { TokenHash = Sessions.HashOf(token), UserId = user.Id, CreatedAtUtc = Now, SeenAtUtc = Now });
            if (given is not null)
            {
                (members.TryGetValue(given, out var list) ? list : members[given] = []).Add(user.Id);
            }
            askers.Add(new(role, place, given, user.Login, $"{SignInGuard.Cookie}={token}"));
        }
        rows.AddRange(Grants(members, guests, [.. subjects.Where(s => s.Unit == "county").Select(s => s.Id)]));
        await Some.SaveAsync(store, [.. rows]);
        return askers;
    }

    /// <summary>The county's projects are given: to a task force with members of now and of before, to one that is over, to a unit until now and before.</summary>
    private static IEnumerable<object> Grants(Dictionary<string, List<long>> members, Dictionary<string, long> guests, List<long> projects)
    {
        var (start, yesterday, soon) = (Today.AddDays(-50), Today.AddDays(-1), Today.AddDays(30));
        var force = new TaskForce { Name = "专班", UnitId = Some.Linyi, From = start, Until = soon };
        var over = new TaskForce { Name = "旧专班", UnitId = Some.Linyi, From = start, Until = yesterday };
        return [force, over,
            .. members["member"].Select(u => new TaskForceMember { TaskForceId = force.Id, UserId = u, From = start, Until = soon }),
            .. members["was-member"].Select(u => new TaskForceMember { TaskForceId = force.Id, UserId = u, From = start, Until = yesterday }),
            .. members["force-over"].Select(u => new TaskForceMember { TaskForceId = over.Id, UserId = u, From = start, Until = soon }),
            .. projects.SelectMany(p => new[]
            {
                Share(p, force.Id, null, soon), Share(p, over.Id, null, soon), Share(p, null, guests["shared-with"], soon), Share(p, null, guests["was-shared"], yesterday),
            })];

        ProjectShare Share(long project, long? taskForce, long? unit, DateOnly until) =>
            new() { ProjectId = project, TaskForceId = taskForce, UnitId = unit, From = start, Until = until, Reason = "协作", SharedBy = "user:x" };
    }

    /// <summary>Asks as a browser does; the answer with everything packed in it unpacked.</summary>
    public async Task<(HttpStatusCode Status, byte[] Bytes)> AskAsync(Asker asker, string method, string address, string? form = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (asker.Cookie is not null)
        {
            request.Headers.Add("Cookie", asker.Cookie + (form is null ? "" : "; " + _formCookie));
        }
        if (method != "GET")
        {
            request.Content = !address.StartsWith("/api", StringComparison.Ordinal) || method == "POST" && TakesFile(address)
                ? new MultipartFormDataContent { { new StringContent(form ?? ""), FormField }, { new ByteArrayContent([1]), "file", "x.pdf" } }
                : new StringContent("{}", Encoding.UTF8, "application/json");
        }
        using var answer = await Client.SendAsync(request);
        return (answer.StatusCode, Unpacked.All(await answer.Content.ReadAsByteArrayAsync()));
    }

    private static bool TakesFile(string address) => Files.Any(f => address.EndsWith(f, StringComparison.Ordinal))
        || (address.StartsWith("/api/suspicion/", StringComparison.Ordinal) && (address.EndsWith("/answer", StringComparison.Ordinal) || address.EndsWith("/x", StringComparison.Ordinal)));

    private string _formCookie = "";

    /// <summary>The hidden field that forms carry; it holds for everybody.</summary>
    public async Task<string> FormFieldAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", Askers.First(a => a.Role == nameof(Role.Leader)).Cookie);
        using var answer = await Client.SendAsync(request);
        _formCookie = answer.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("yinfeng-form=", StringComparison.Ordinal)).Split(';')[0];
        var page = await answer.Content.ReadAsStringAsync();
        var at = page.IndexOf($"name=\"{FormField}\" value=\"", StringComparison.Ordinal) + FormField.Length + "name=\"\" value=\"".Length;
        return page[at..page.IndexOf('"', at)];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(); // Jobs end before their database does.
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await _store.DisposeAsync();
    }
}
