using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>REST for evidence files.</summary>
internal static class EvidenceEndpoints
{
    /// <summary>The file and the fields around it.</summary>
    public const long LargestBody = EvidenceFiles.LargestBytes + 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/projects/{id:long}/evidence").WithTags("Projects");
        api.MapPost("", AddAsync).Need(Rights.Report).WithName("AddEvidence")
            .WithSummary("Upload a file (multipart: file, stage, kind, datedOn); PDF, OFD, JPG, PNG or Office, up to 50 MB")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody)).WithFormOptions(multipartBodyLengthLimit: LargestBody)
            .DisableAntiforgery() // A script sends it with the session cookie, which other sites cannot use (SameSite).
            .Produces<Created>().Produces(404).ProducesProblem(422);
        api.MapGet("/{evidenceId:long}/file", FileAsync).Need(Rights.See).Exports("evidence", "project:{id}").WithName("GetEvidenceFile").WithSummary("The file itself, as a download")
            .Produces(200, contentType: "application/octet-stream").Produces(404);
        api.MapPost("/{evidenceId:long}/verify", (long id, long evidenceId, HttpContext http, VerifyEvidence write, CancellationToken ct) =>
                ProjectEndpoints.AnswerAsync(write.RunAsync(http.Viewer(), id, evidenceId, ct))).Need(Rights.Verify)
            .WithName("VerifyEvidence").WithSummary("Confirm a file; not by the person who uploaded it")
            .Produces<Versioned>().Produces(404).ProducesProblem(422);
        api.MapPost("/{evidenceId:long}/withdraw", (long id, long evidenceId, ReasonBody body, HttpContext http, WithdrawEvidence write,
                CancellationToken ct) => ProjectEndpoints.AnswerAsync(write.RunAsync(http.Viewer(), id, evidenceId, body.Reason, ct))).Need(Rights.Report)
            .WithName("WithdrawEvidence").WithSummary("Take a file out of force; it is kept").Produces<Versioned>().Produces(404).ProducesProblem(422);
    }

    private static async Task<IResult> AddAsync(long id, IFormFile file, [FromForm] string stage, [FromForm] string kind,
        [FromForm] string? datedOn, HttpContext http, AddEvidence write, CancellationToken ct)
    {
        if (!TryRead(stage, kind, datedOn, file.FileName, out var asked, out var problem))
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }
        await using var content = file.OpenReadStream();
        return ProjectEndpoints.Answer(await write.RunAsync(http.Viewer(), id, asked, content, ct));
    }

    /// <summary>Reads the fields around the file; false with one sentence when one of them is out of shape.</summary>
    public static bool TryRead(string? stage, string? kind, string? datedOn, string fileName, out NewEvidence asked, out string problem)
    {
        problem = "";
        asked = new NewEvidence(ProjectStage.Lead, EvidenceKind.Other, null, fileName);
        if (!Enum.TryParse<ProjectStage>(stage, ignoreCase: true, out var s) || !Enum.IsDefined(s)
            || !Enum.TryParse<EvidenceKind>(kind, ignoreCase: true, out var k) || !Enum.IsDefined(k))
        {
            problem = "没有写明是哪个阶段的哪种佐证，请选择阶段和种类。";
            return false;
        }
        LedgerDate? dated = null;
        if (!string.IsNullOrWhiteSpace(datedOn))
        {
            if (!LedgerDate.TryParse(datedOn.Trim(), out var day))
            {
                problem = $"文件日期“{datedOn}”不是日期，请写成 2023-05-17。";
                return false;
            }
            dated = day;
        }
        asked = new NewEvidence(s, k, dated, fileName);
        return true;
    }

    /// <summary>Always a download, never shown inside the site: what it holds is someone else's.</summary>
    public static async Task<IResult> FileAsync(
        long id, long evidenceId, HttpContext http, ProjectQueries queries, EvidenceFiles files, CancellationToken ct)
    {
        if (await queries.EvidenceAsync(http.Viewer(), id, evidenceId, ct) is not { } evidence)
        {
            return TypedResults.NotFound();
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.PhysicalFile(files.PathOf(evidence.Sha256), EvidenceFiles.MediaType(evidence.FileName), evidence.FileName,
            enableRangeProcessing: true);
    }
}
