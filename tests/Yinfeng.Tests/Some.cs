using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Tests;

/// <summary>Builders: something valid, with only what the test cares about spelled out.</summary>
internal static class Some
{
    /// <summary>临邑县 of 德州市, and its neighbour 乐陵市; both come with the reference data.</summary>
    public const long Linyi = 371424, Laoling = 371481, Dezhou = 371400;

    public static readonly DateTime Now = new(2023, 6, 28, 8, 40, 0, DateTimeKind.Utc);
    public static readonly DateOnly Today = new(2023, 6, 28);

    /// <summary>Everything that business people may do, of whatever role.</summary>
    public const Rights Business = Rights.See | Rights.SeeSecrets | Rights.SeeUnits | Rights.Report | Rights.Verify | Rights.Approve | Rights.Publish | Rights.Inspect;

    public static Viewer User(string login, long? unitId) => new($"user:{login}", login, unitId, Business);

    public static LedgerDate Day(string text) =>
        LedgerDate.TryParse(text, out var date) ? date : throw new ArgumentException($"no date: {text}");

    /// <summary>A date within two years, some of them known only to the month.</summary>
    public static LedgerDate Date(Random random, int firstYear) =>
        new(firstYear + random.Next(2), random.Next(1, 13), random.Next(5) == 0 ? 0 : random.Next(1, 29));

    /// <summary>A project in a stage as a ledger import would leave it: with dates, without evidence.</summary>
    public static Project Project(ProjectStage stage = ProjectStage.Lead, string name = "膳食纤维生产项目", long owner = Linyi,
        long? landing = null, Confidentiality grade = Confidentiality.Public, long? totalFen = 5 * Money.FenPerYi)
    {
        var project = new Project
        {
            Name = name, OwnerUnitId = owner, LandingUnitId = landing ?? owner, CityId = Dezhou, Stage = stage, Investor = "首创生物",
            TotalInvestmentFen = totalFen, Confidentiality = grade, Version = 1, CreatedAtUtc = Now, UpdatedAtUtc = Now,
        };
        for (var s = ProjectStage.Lead; s <= stage; s++)
        {
            project.SetDate(s, new LedgerDate(2022, 1 + (int)s, 8));
        }
        return project;
    }

    /// <summary>Stores a project, as an import would.</summary>
    public static async Task<Project> ProjectAsync(TestStore store, Project? project = null)
    {
        project ??= Project();
        await SaveAsync(store, project);
        return project;
    }

    /// <summary>Stores rows as they are.</summary>
    public static Task SaveAsync(TestStore store, params object[] rows) =>
        store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Db.AddRange(rows);
            work.Audit("test.seed", "", new { rows.Length });
            foreach (var project in rows.OfType<Project>())
            {
                work.Changes.ProjectIds.Add(project.Id);
            }
            return Task.FromResult(0);
        }, CancellationToken.None);

    public static async Task<Project> ReadAsync(TestStore store, long id)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<Project>().Include(p => p.Tags).SingleAsync(p => p.Id == id);
    }

    public static Evidence Evidence(Project project, ProjectStage stage, EvidenceKind kind, string? datedOn = "2023-01-01", string by = "user:chen") =>
        new()
        {
            ProjectId = project.Id, Stage = stage, Kind = kind, FileName = kind + ".pdf", Bytes = 4, Sha256 = new string('a', 64),
            DatedOn = datedOn is null ? null : Day(datedOn), UploadedBy = by, UploadedAtUtc = Now,
        };
}
