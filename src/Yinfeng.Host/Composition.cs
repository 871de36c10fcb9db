using System.CommandLine;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Assessment;
using Yinfeng.Audit;
using Yinfeng.Bulletins;
using Yinfeng.Chains;
using Yinfeng.Closing;
using Yinfeng.Desk;
using Yinfeng.Enterprises;
using Yinfeng.Gaps;
using Yinfeng.Grants;
using Yinfeng.Imports;
using Yinfeng.Industries;
using Yinfeng.Inspections;
using Yinfeng.Leads;
using Yinfeng.Lights;
using Yinfeng.Maps;
using Yinfeng.Meetings;
using Yinfeng.Monthly;
using Yinfeng.Notices;
using Yinfeng.Pending;
using Yinfeng.Persistence;
using Yinfeng.Policies;
using Yinfeng.Projects;
using Yinfeng.Promises;
using Yinfeng.Reference;
using Yinfeng.Reports;
using Yinfeng.Resolving;
using Yinfeng.Returns;
using Yinfeng.Reviews;
using Yinfeng.Rules;
using Yinfeng.Settings;
using Yinfeng.Shareholdings;
using Yinfeng.Shell;
using Yinfeng.Suspicion;
using Yinfeng.Targets;
using Yinfeng.Targeting;
using Yinfeng.TaskForces;
using Yinfeng.Units;
using Yinfeng.Visits;

namespace Yinfeng.Host;

/// <summary>The one list of rooms: what each registers, answers and offers as a command.</summary>
internal static class Composition
{
    public static IServiceCollection AddYinfeng(this IServiceCollection services, Database database, TimeProvider? clock = null) => services
        .AddSingleton(clock ?? TimeProvider.System)
        .AddPersistence(database)
        .AddSingleton<FrameMarkup>()
        .AddIndustries().AddResolving()
        .AddReference().AddUnits().AddRules().AddAudit().AddAccess().AddSettings()
        .AddEnterprises().AddGaps().AddTargeting().AddLeads().AddTaskForces().AddProjects().AddTargets().AddImports().AddReports().AddClosing().AddMonthly()
        .AddLights().AddMeetings().AddReviews().AddPending().AddBulletins().AddDesk().AddReturns()
        .AddNotices().AddPolicies().AddPromises().AddGrants().AddInspections().AddSuspicion().AddArbitration().AddAssessment()
        .AddShareholdings().AddChains().AddMaps().AddVisits();

    /// <summary>Opens the data: brings the schema up to date, then lets every room do its start work.</summary>
    public static async Task StartAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<Database>();
        _ = Task.Run(database.WarmUp, CancellationToken.None); // Beside the rest of the start. Who needs it would meet its failure again.
        var migrating = Task.Run(() => Startup.MigrateAsync(database, ct), ct);
        List<IStartTask> tasks = [.. services.GetServices<IStartTask>()]; // Making them reads rules and reference data, not the database.
        await migrating;
        foreach (var task in tasks)
        {
            await task.RunAsync(ct);
        }
    }

    public static void MapYinfeng(this IEndpointRouteBuilder pages)
    {
        pages.MapAccess();
        pages.MapSettings();
        pages.MapIndustries();
        pages.MapResolving();
        pages.MapUnits();
        pages.MapProjects();
        pages.MapReports();
        pages.MapLights();
        pages.MapImports();
        pages.MapTargets();
        pages.MapEnterprises();
        pages.MapLeads();
        pages.MapTaskForces();
        pages.MapMonthly();
        pages.MapDesk();
        pages.MapNotices();
        pages.MapBulletins();
        pages.MapMeetings();
        pages.MapReviews();
        pages.MapPending();
        pages.MapClosing();
        pages.MapReturns();
        pages.MapAudit();
        pages.MapInspections();
        pages.MapAssessment();
        pages.MapArbitration();
        pages.MapSuspicion();
        pages.MapPolicies();
        pages.MapPromises();
        pages.MapGrants();
        pages.MapShareholdings();
        pages.MapChains();
        pages.MapGaps();
        pages.MapMaps();
        pages.MapTargeting();
        pages.MapVisits();
    }

    public static IEnumerable<Command> Commands(ICommandMaker maker)
    {
        yield return UserCommands.Make(maker);
        yield return ProjectCommands.Make(maker);
        yield return IndustryCommands.Industry(maker);
        yield return BoardCommands.Board(maker);
        yield return MapCommands.Map(maker);
        yield return LightCommands.Lights(maker);
        yield return FigureCommands.Figures(maker);
        yield return BulletinCommands.Bulletin(maker);
        yield return MeetingCommands.Meeting(maker);
        yield return ReviewCommands.Review(maker);
        yield return PendingCommands.Pending(maker);
        yield return MonthCommands.Month(maker);
        yield return ClosingCommands.Close(maker);
        yield return ReturnCommands.Return(maker);
        yield return DrawCommands.Draw(maker);
        yield return AssessmentCommands.Assess(maker);
        yield return LeadCommands.Lead(maker);
        yield return VisitCommands.Visit(maker);
        yield return ArbitrationCommands.Claim(maker);
        yield return SuspicionCommands.Suspicion(maker);
        yield return PolicyCommands.Policy(maker);
        yield return GrantCommands.Grant(maker);
        var enterprise = new Command("enterprise", "企业") { EnterprisesModule.Search(maker), ResolvingCommands.Resolve(maker) };
        foreach (var command in EnterprisesModule.Lists(maker).Concat(ShareholdingCommands.Enterprise(maker)))
        {
            enterprise.Subcommands.Add(command);
        }
        yield return enterprise;
        yield return TargetingModule.Chain(maker);
        yield return PromiseCommands.Promise(maker);
        yield return AuditCommands.Audit(maker);
        yield return new Command("import", "导入台账、目标、单位、边界、企业、政策、产业链")
        {
            UnitCommands.Import(maker),
            MapCommands.Import(maker),
            ImportsModule.ImportLedger(maker),
            ImportsModule.ImportTargets(maker),
            VersionCommands.Import(maker),
            ChainCommands.Import(maker),
            ImportsModule.UndoImport(maker),
            EnterprisesModule.ImportEnterprises(maker),
            EnterprisesModule.ImportLists(maker),
            EnterprisesModule.ImportProducts(maker),
            ShareholdingCommands.Import(maker),
            GapCommands.Coefficients(maker),
        };
        yield return new Command("export", "导出台账、看板、政策汇编") { ImportsModule.ExportLedger(maker), BoardCommands.Export(maker), DigestCommands.Export(maker) };
    }
}
