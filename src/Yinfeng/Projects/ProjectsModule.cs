using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Audit;

namespace Yinfeng.Projects;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ProjectsModule
{
    public static IServiceCollection AddProjects(this IServiceCollection services) => services
        .AddSingleton<IAuditSubjects, ProjectAuditSubjects>()
        .AddSingleton<ProjectDesk>().AddSingleton<Pieces>().AddSingleton<ProjectQueries>()
        .AddSingleton<CreateProject>().AddSingleton<EditProject>().AddSingleton<MoveProject>().AddSingleton<OverrideGate>()
        .AddSingleton<SuspendProject>().AddSingleton<ResumeProject>().AddSingleton<TerminateProject>()
        .AddSingleton<LedgerIndex>().AddHostedService<WarmLedger>().AddSingleton<LedgerQueries>().AddSingleton<SavedFilters>()
        .AddSingleton<ReportMonth>().AddSingleton<VerifyMonth>().AddSingleton<Shell.IDeskSource, EvidenceDesk>()
        .AddSingleton<EvidenceFiles>().AddSingleton<AddEvidence>().AddSingleton<VerifyEvidence>().AddSingleton<WithdrawEvidence>()
        .AddSingleton<ShareCredit>().AddSingleton<TransferProject>().AddSingleton<TagProject>().AddSingleton<BatchAssign>()
        .ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            o.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Chinese stays readable; JSON is never HTML here.
        });

    public static IEndpointRouteBuilder MapProjects(this IEndpointRouteBuilder routes)
    {
        ProjectEndpoints.Map(routes);
        LedgerEndpoints.Map(routes);
        LedgerPages.Map(routes);
        EvidenceEndpoints.Map(routes);
        CreditEndpoints.Map(routes);
        ProjectPages.Map(routes);
        return routes;
    }
}
