using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Host;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Lights;
using Yinfeng.Meetings;
using Yinfeng.Monthly;
using Yinfeng.Notices;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.TaskForces;
using Yinfeng.Tests.Access;
using Yinfeng.Units;
using Yinfeng.Visits;

namespace Yinfeng.Tests.Proofs;

/// <summary>What may differ between the two worlds of a pair: what the people of this group may not see.</summary>
internal enum TwinGroup
{
    /// <summary>People of one county without sight of secrets below it: everything of other units, and secrets of the park.</summary>
    County,

    /// <summary>People who see the whole tree but no secrets.</summary>
    Whole,

    /// <summary>Administrators, people whose appointment ended, nobody: all business.</summary>
    NoBusiness,
}

/// <summary>One of two worlds that are the same row for row and id for id but for what is rewritten.</summary>
internal sealed partial class TwinWorld : IAsyncDisposable
{
    public const long HiddenFrom = 7_000_000_000, HiddenTo = 8_000_000_000, Seen = 2_000, Park = 371424_99;
    public const string HiddenWord = "隐藏";
    private static readonly DateTimeOffset Instant = new(2023, 6, 28, 8, 40, 0, TimeSpan.Zero);
    private static readonly string[] Texts = ["药业", "芯片", "面粉", "光伏", "纺织", "物流", "乳业", "船舶"];
    private readonly TestStore _store;
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private TwinWorld(TestStore store, WebApplication app)
    {
        (_store, _app) = (store, app);
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        _client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>Roles at places: who asks, with the cookie that holds in both worlds.</summary>
    public static IReadOnlyDictionary<TwinGroup, (string Login, Role? Role, long? Unit)[]> People { get; } = new Dictionary<TwinGroup, (string, Role?, long?)[]>
    {
        [TwinGroup.County] = [("county-reporter", Role.Reporter, Some.Linyi), ("county-inspector", Role.Inspector, Some.Linyi), ("county-verifier", Role.Verifier, Some.Linyi),
            ("guest", Role.Reporter, 110108)],
        [TwinGroup.Whole] = [("whole-reporter", Role.Reporter, null), ("whole-verifier", Role.Verifier, null)],
        [TwinGroup.NoBusiness] = [("system", Role.SystemAdministrator, null), ("security", Role.SecurityAdministrator, null), ("auditor", Role.AuditAdministrator, null),
            ("ended", null, Some.Linyi), ("", null, null)],
    };

    private static readonly (string Login, Role? Role, long? Unit) Powerful = ("powerful", Role.Approver, null);

    public static async Task<TwinWorld> NewAsync(string provider)
    {
        var store = await TestStore.NewAsync(provider);
        var app = ServeCommand.BuildApp(store.Database, "http://127.0.0.1:0", new Clock(Instant));
        await Composition.StartAsync(app.Services, default);
        await app.Services.GetRequiredService<SignCheckpoint>().RunAsync(SignCheckpoint.Clerk, "daily", default); // Or a job would, if it is not stopped first.
        var world = new TwinWorld(store, await StartedAsync(app));
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(store.Database.DataFolder, "evidence")).FullName, new string('a', 64));
        await File.WriteAllTextAsync(file, "pdf");
        File.SetLastWriteTimeUtc(file, Instant.UtcDateTime);
        await world.WriteAsync(Common);
        return world;
    }

    private static async Task<WebApplication> StartedAsync(WebApplication app)
    {
        await app.StartAsync();
        foreach (var job in app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await job.StopAsync(default); // What a job writes, it writes at a moment of its own in each world.
        }
        return app;
    }

    private static void Common(YinfengDb db)
    {
        db.Add(new Unit { Id = Park, Kind = UnitKind.Park });
        db.Add(new UnitVersion { UnitId = Park, ValidFrom = new(2020, 1, 1), Code = "371424-99", Name = "化工园区", ParentId = Some.Linyi });
        var id = Seen;
        foreach (var (login, role, unit) in People.Values.SelectMany(p => p).Append(Powerful).Append(("other", Role.Reporter, Some.Laoling)).Where(p => p.Item1.Length > 0))
        {
            db.Add(new User { Id = ++id, Login = login, Name = $"某{login}", UnitId = unit, PasswordHash = "x", CreatedAtUtc = Instant.UtcDateTime });
            db.Add(new Appointment
            {
                Id = id, UserId = id, UnitId = unit, Role = role ?? Role.Leader, From = new(2023, 1, 1), Until = role is null ? new DateOnly(2023, 6, 1) : null,
            });
            db.Add(new Session { TokenHash = Sessions.HashOf(Token(login)), UserId = id, CreatedAtUtc = Instant.UtcDateTime, SeenAtUtc = Instant.UtcDateTime });
        }
        var (same, no) = (new Random(1), 0);
        (long, Confidentiality, ProjectStage)[] seen =
        [
            (Some.Linyi, Confidentiality.Public, ProjectStage.Started), (Some.Linyi, Confidentiality.Internal, ProjectStage.Negotiating),
            (Some.Linyi, Confidentiality.CommercialSecret, ProjectStage.Contacted), (Park, Confidentiality.Internal, ProjectStage.Signed),
            (Park, Confidentiality.Public, ProjectStage.Lead),
        ];
        foreach (var (unit, grade, stage) in seen)
        {
            Project(db, same, Seen + 500 + no, $"可见{Texts[no++]}项目", unit, grade, stage, withMonths: true);
        }
        db.Add(new Lead
        {
            Id = Seen + 600, CityId = Some.Dezhou, UnitId = Some.Linyi, Title = "可见线索", Channel = "展会招商", FirstReporter = "李",
            FirstReportedOn = new LedgerDate(2023, 2, 3), CreatedAtUtc = Instant.UtcDateTime,
        });
        var force = new TaskForce
        {
            Id = Seen + 700, Name = "可见专班", UnitId = Some.Linyi,
            From = new(2023, 1, 1), Until = new(2023, 12, 31)
        };
        var guest = People[TwinGroup.County].Index().Single(p => p.Item.Login == "guest").Index + Seen + 1;
        db.Add(force);
        db.Add(new TaskForceMember { Id = Seen + 701, TaskForceId = force.Id, UserId = guest, From = new(2023, 1, 1), Until = new(2023, 12, 31) });
        db.Add(new ProjectShare
        {
            Id = Seen + 702, ProjectId = Seen + 502, TaskForceId = force.Id, From = new(2023, 1, 1), Until = new(2023, 12, 31),
            Reason = "协作", SharedBy = "user:x"
        });
    }

    private static string Token(string login) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes("twin " + login)));

    private static void Project(YinfengDb db, Random random, long id, string name, long unit, Confidentiality grade, ProjectStage stage, bool withMonths)
    {
        var made = Some.Project(stage, name, owner: unit, grade: grade);
        var project = new Project
        {
            Id = id, Name = name, OwnerUnitId = unit, LandingUnitId = unit, CityId = unit == 110105 ? 110000 : Some.Dezhou, Stage = stage, Confidentiality = grade, Version = 1,
            Investor = $"{Texts[random.Next(Texts.Length)]}{random.Next(1000)}集团", TotalInvestmentFen = random.NextInt64(1, 900) * Money.FenPerWan * 100, Park = $"园{random.Next(99)}",
            Leader = $"领导{random.Next(99)}", Industry = Texts[random.Next(Texts.Length)], Remark = $"注{random.Next(9999)}", IndustryCode = random.Next(2) == 0 ? "C27" : "C39",
            InvestorRegionId = random.Next(2) == 0 ? 310000 : 440300, Status = random.Next(4) == 0 ? ProjectStatus.Suspended : ProjectStatus.Active,
            CreatedAtUtc = Instant.UtcDateTime.AddDays(-random.Next(200)), UpdatedAtUtc = Instant.UtcDateTime.AddDays(-random.Next(20)),
        };
        for (var s = ProjectStage.Lead; s <= stage; s++)
        {
            project.SetDate(s, made.DateOf(s) is { } && random.Next(8) > 0 ? new LedgerDate(2023, 1 + random.Next(6), 1 + random.Next(27)) : null);
        }
        project.Tags.Add(new ProjectTag { ProjectId = id, Label = $"签{random.Next(20)}", From = new(2023, 1, 1) });
        db.Add(project);
        db.Add(new CreditShare { ProjectId = id, UnitId = unit, From = new YearMonth(202201), ShareBp = 10_000 });
        db.Add(new StageChange { Id = id, ProjectId = id, To = stage, ActorId = "user:x", AtUtc = Instant.UtcDateTime.AddDays(-random.Next(100)), Reason = $"因{random.Next(99)}" });
        db.Add(new Evidence
        {
            Id = id, ProjectId = id, Stage = stage, Kind = EvidenceKind.Other, FileName = $"{name}{random.Next(99)}.pdf", Bytes = random.Next(9999), Sha256 = new string('a', 64),
            UploadedBy = "user:other", UploadedAtUtc = Instant.UtcDateTime,
        });
        for (var month = 1; withMonths && month <= 6; month += 1 + random.Next(3))
        {
            db.Add(new MonthlyReport
            {
                ProjectId = id, Month = new YearMonth(2023, month), CityId = project.CityId, FundsFen = random.NextInt64(1, 999) * Money.FenPerWan, Progress = $"进展{random.Next(999)}",
                ReportedBy = "user:other", ReportedAtUtc = Instant.UtcDateTime, VerifiedBy = random.Next(2) == 0 ? "user:x" : null,
            });
        }
    }

    /// <summary>Throws away what the group may not see and writes something else; the log gets one line whatever it is.</summary>
    public Task RewriteAsync(TwinGroup group, int seed) => WriteAsync(async db =>
    {
        await ForgetAsync(db);
        Hidden(db, group, new Random(seed));
    });

    private static void Hidden(YinfengDb db, TwinGroup group, Random random)
    {
        long id = HiddenFrom;
        long[] elsewhere = [Some.Laoling, 110105, Some.Dezhou, 370000];
        long[] below = [Park, Some.Laoling, 110105, Some.Linyi, Some.Dezhou];
        for (var i = random.Next(6); i > 0; i--, id += 1 + random.Next(3))
        {
            var secret = new[] { ProjectStage.Lead, ProjectStage.Contacted, ProjectStage.Negotiating, ProjectStage.Reviewed }[random.Next(4)];
            var name = $"{HiddenWord}{Texts[random.Next(Texts.Length)]}{random.Next(99)}项目";
            switch (group)
            {
                case TwinGroup.County when random.Next(3) == 0:
                    Project(db, random, id, name, Park, Confidentiality.CommercialSecret, secret, withMonths: false);
                    break;
                case TwinGroup.Whole:
                    Project(db, random, id, name, below[random.Next(below.Length)], Confidentiality.CommercialSecret, secret, withMonths: false);
                    break;
                default:
                    Project(db, random, id, name, (group == TwinGroup.County ? elsewhere : below)[random.Next(4)], (Confidentiality)random.Next(3),
                        (ProjectStage)random.Next(8), withMonths: true);
                    break;
            }
            Met(db, random, id, db.Set<Project>().Local.Single(p => p.Id == id).OwnerUnitId, id);
        }
        if (group != TwinGroup.Whole)
        {
            Things(db, random, id + 1_000, group == TwinGroup.County ? elsewhere : below);
        }
        Own(db, random, id + 2_000);
    }

    /// <summary>Leads, imports, meetings, targets, plans and task forces of other units.</summary>
    private static void Things(YinfengDb db, Random random, long id, long[] units)
    {
        for (var i = random.Next(4); i > 0; i--, id++)
        {
            var unit = units[random.Next(units.Length)];
            db.Add(new Lead
            {
                Id = id, CityId = Some.Dezhou, UnitId = unit, Title = $"{HiddenWord}线索{random.Next(99)}", Investor = $"{Texts[random.Next(8)]}{random.Next(99)}公司", Channel = "展会招商",
                FirstReporter = "x", FirstReportedOn = new LedgerDate(2023, 1 + random.Next(6), 3), CreatedAtUtc = Instant.UtcDateTime,
            });
            db.Add(new Import
            {
                Id = id, FileName = $"{HiddenWord}{random.Next(99)}.xlsx", Sha256 = $"{random.Next()}".PadLeft(64, 'b'), UnitId = unit, Year = 2023, ActorId = "user:other",
                AtUtc = Instant.UtcDateTime, Mapping = "[]", Stored = random.Next(99),
            });
            db.Add(new Meeting
            {
                Id = id, Kind = "dispatch", UnitId = unit, Day = new(2023, 6, 1 + random.Next(27)), Period = new YearMonth(202306), Place = HiddenWord, Chair = $"{random.Next(99)}",
                CreatedBy = "user:other", CreatedAtUtc = Instant.UtcDateTime,
            });
            Met(db, random, id, unit, null);
            db.Add(new TaskForce { Id = id, Name = $"{HiddenWord}专班{random.Next(99)}", UnitId = unit, From = new(2023, 1, 1), Until = new(2023, 12, 31) });
        }
        foreach (var unit in units.Where(_ => random.Next(2) == 0))
        {
            foreach (var (subject, of) in new[] { (LightSubject.Unit, unit), (LightSubject.Project, HiddenFrom) })
            {
                db.Add(new LightChange
                {
                    Id = ++id + 500, Subject = subject, SubjectId = of, Indicator = "funds.total", Month = new YearMonth(202306), On = new(2023, 6, 1 + random.Next(27)),
                    From = LightColour.Green, To = LightColour.Red, Why = $"{HiddenWord}{random.Next(99)}", Rule = "x", AtUtc = Instant.UtcDateTime,
                });
            }
            db.Add(new Target { UnitId = unit, Year = 2023, Indicator = "funds.total", Value = random.Next(1, 999) });
            db.Add(new Plan { UnitId = unit, Month = new YearMonth(202306), Indicator = "funds.total", Value = random.Next(1, 999) });
        }
    }

    /// <summary>A visit and whom it met. The person is no sealed value: whoever were to open it would fail.</summary>
    private static void Met(YinfengDb db, Random random, long id, long unit, long? project)
    {
        var company = $"{HiddenWord}{Texts[random.Next(8)]}{random.Next(99)}公司";
        db.Add(new Contact { Id = id, UnitId = unit, Company = company, Person = $"{random.Next(99)}" });
        db.Add(new Visit
        {
            Id = id, On = new(2023, 6, 1 + random.Next(27)), Kind = (VisitKind)random.Next(5), Company = company, UnitId = unit, Content = $"{random.Next(99)}", ProjectId = project,
            ContactId = id, NextStep = HiddenWord, NextDue = new(2023, 6, 28), RecordedBy = "user:other", RecordedAtUtc = Instant.UtcDateTime,
        });
    }

    /// <summary>What belongs to another person alone: filters, messages, drafts.</summary>
    private static void Own(YinfengDb db, Random random, long id)
    {
        for (var i = random.Next(4); i > 0; i--, id++)
        {
            db.Add(new SavedFilter { Id = id, ActorId = "user:other", Name = $"{HiddenWord}{random.Next(99)}", Query = $"q={random.Next(99)}" });
            db.Add(new Notice { Id = id, ActorId = "user:other", Key = $"k{id}", Title = HiddenWord, Detail = $"{random.Next(99)}", Href = "/", AtUtc = Instant.UtcDateTime });
            db.Add(new MonthDraft { ActorId = "user:other", Month = new YearMonth(202306), ProjectId = Seen + 500 + i, FundsWan = $"{random.Next(99)}", Progress = HiddenWord });
        }
    }

    private static async Task ForgetAsync(YinfengDb db)
    {
        await db.Set<MonthlyReport>().Where(r => r.ProjectId >= HiddenFrom && r.ProjectId < HiddenTo).ExecuteDeleteAsync();
        await db.Set<Evidence>().Where(r => r.ProjectId >= HiddenFrom && r.ProjectId < HiddenTo).ExecuteDeleteAsync();
        await db.Set<StageChange>().Where(r => r.ProjectId >= HiddenFrom && r.ProjectId < HiddenTo).ExecuteDeleteAsync();
        await db.Set<CreditShare>().Where(r => r.ProjectId >= HiddenFrom && r.ProjectId < HiddenTo).ExecuteDeleteAsync();
        await db.Set<ProjectTag>().Where(r => r.ProjectId >= HiddenFrom && r.ProjectId < HiddenTo).ExecuteDeleteAsync();
        await db.Set<Project>().Where(r => r.Id >= HiddenFrom && r.Id < HiddenTo).ExecuteDeleteAsync();
        await db.Set<Lead>().Where(r => r.Id >= HiddenFrom && r.Id < HiddenTo).ExecuteDeleteAsync();
        await db.Set<Import>().Where(r => r.Id >= HiddenFrom && r.Id < HiddenTo).ExecuteDeleteAsync();
        await db.Set<Meeting>().Where(r => r.Id >= HiddenFrom && r.Id < HiddenTo).ExecuteDeleteAsync();
        await db.Set<TaskForce>().Where(r => r.Id >= HiddenFrom && r.Id < HiddenTo).ExecuteDeleteAsync();
        await db.Set<Visit>().Where(r => r.Id >= HiddenFrom && r.Id < HiddenTo).ExecuteDeleteAsync();
        await db.Set<Contact>().Where(r => r.Id >= HiddenFrom && r.Id < HiddenTo).ExecuteDeleteAsync();
        await db.Set<SavedFilter>().Where(r => r.ActorId == "user:other").ExecuteDeleteAsync();
        await db.Set<Notice>().ExecuteDeleteAsync();
        await db.Set<LightChange>().ExecuteDeleteAsync();
        await db.Set<MonthDraft>().ExecuteDeleteAsync();
        await db.Set<Target>().ExecuteDeleteAsync();
        await db.Set<Plan>().ExecuteDeleteAsync();
    }

    private Task<int> WriteAsync(Action<YinfengDb> write) => WriteAsync(db =>
    {
        write(db);
        return Task.CompletedTask;
    });

    private Task<int> WriteAsync(Func<YinfengDb, Task> write) => _app.Services.GetRequiredService<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        await write(work.Db);
        work.Audit("test.twin", "", new { });
        (work.Changes.Everything, work.Changes.Targets, work.Changes.Units, work.Changes.People) = (true, true, true, true);
        return 0;
    }, default);

    /// <summary>What somebody gets, headers and unpacked body as one text, with nothing evened out but random names and fields.</summary>
    public async Task<string> AskAsync(string login, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (login.Length > 0)
        {
            request.Headers.Add("Cookie", $"{SignInGuard.Cookie}={Token(login)}");
        }
        using var answer = await _client.SendAsync(request);
        var packed = await answer.Content.ReadAsByteArrayAsync();
        var bytes = Unpacked.All(packed);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Length"))
            .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        return LogSize().Replace(Nonce().Replace($"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{Encoding.UTF8.GetString(bytes)}", "$1"), "$1");
    }

    public static string PowerfulLogin => Powerful.Login;

    /// <summary>Drawn by chance: the hidden field of forms, the names of a workbook's parts, and what follows in the log from its
    /// random salts and from each store's own key: pseudonyms, hashes of entries, roots and the name of the key.</summary>
    [GeneratedRegex("""(name="__RequestVerificationToken" value="|(?:r:id|Id)="R|/R|u-|"root":"|"key":"|根值|"leafHash":"|class="hash">)[0-9a-zA-Z_+/=-]{16,}""")]
    private static partial Regex Nonce();

    /// <summary>How many entries the log has, and so the place of each, depends on which jobs have written by then; the number stands in each bulletin for everybody.</summary>
    [GeneratedRegex("""("audit":\{"size":|审计日志共|"seq":)\d+""")]
    private static partial Regex LogSize();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync(); // Jobs end before their database does.
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }
}
