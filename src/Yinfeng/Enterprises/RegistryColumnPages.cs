using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Enterprises.Pages;
using Yinfeng.Industries;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>Between upload and import: what each column means, with the first rows as they would be taken in.</summary>
internal static class RegistryColumnPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/enterprises/imports/columns/{file}").ExcludeFromDescription();
        pages.MapGet("", async (StagedRegistries staged, RegistryColumns columns, string file, CancellationToken ct) =>
            staged.Find(file) is { } found ? Page(found, await columns.LookAsync(found, null, ct), []) : PageResults.See("/enterprises/imports")).Need(Rights.Approve);
        pages.MapPost("", MapAsync).Need(Rights.Approve);
        pages.MapPost("/discard", (StagedRegistries staged, string file, [FromForm] string? act) =>
        {
            _ = act; // Binding a form field is what makes the framework check the antiforgery field.
            if (staged.Find(file) is { } found)
            {
                staged.Remove(found);
            }
            return PageResults.See("/enterprises/imports");
        }).Need(Rights.Approve);
    }

    private static async Task<IResult> MapAsync(HttpContext http, StagedRegistries staged, RegistryColumns columns, RegistryTemplates templates,
        EnterpriseImportJobs jobs, string file, IFormCollection form, CancellationToken ct)
    {
        if (staged.Find(file) is not { } found)
        {
            return PageResults.See("/enterprises/imports");
        }
        var heads = (await columns.LookAsync(found, null, ct)).Heads;
        var (said, unmet) = Read(form, heads);
        if (unmet.Count > 0 || form["act"] == "look")
        {
            return Page(found, await columns.LookAsync(found, said, ct), unmet);
        }
        await templates.KeepAsync(http.Viewer(), heads, said, ct);
        var job = await jobs.StartAsync(http.Viewer(), staged.FileOf(found), LedgerDate.TryParse(found.On, out var on) ? on : default, said, ct);
        staged.Remove(found);
        return PageResults.See($"/enterprises/imports/jobs/{job.Id}");
    }

    private static RazorComponentResult<RegistryColumnsPage> Page(StagedRegistry staged, RegistryPreview preview, List<Unmet> unmet) => PageResults.Page<RegistryColumnsPage>(
        new { Staged = staged, Preview = preview, Unmet = unmet.Count > 0 ? unmet : preview.Unmet },
        unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>Every field is said, those without a column as an empty head, so that the words guess nothing behind the clerk's back.</summary>
    private static (Dictionary<string, string> Said, List<Unmet> Unmet) Read(IFormCollection form, IReadOnlyList<string> heads)
    {
        var (said, unmet) = (Enum.GetValues<RegistryField>().ToDictionary(FieldWords.Name, _ => "", StringComparer.Ordinal), new List<Unmet>());
        for (var column = 0; column < heads.Count; column++)
        {
            var field = form[$"col-{column}"].ToString();
            if (field.Length == 0 || !FieldWords.IsField(field))
            {
                continue;
            }
            if (said[field].Length > 0)
            {
                unmet.Add(new("enterprise.columns.twice", $"col-{column}", $"“{said[field]}”和“{heads[column]}”都读成{EnterpriseTerms.Column(field)}，请只留一列。"));
            }
            said[field] = heads[column];
        }
        if (said[FieldWords.Name(RegistryField.Name)].Length == 0)
        {
            unmet.Add(new("enterprise.columns.name", "col-0", "没有一列读成企业名称，请指定。"));
        }
        return (said, unmet);
    }
}

/// <summary>Looks at an uploaded file with what is said about its columns.</summary>
public sealed class RegistryColumns(StagedRegistries staged, RegistryTemplates templates, RegistryPlaces places, IndustryJudge industries, TimeProvider clock)
{
    /// <param name="now">Head by field as the clerk has it now; null for what was said before, or guessed.</param>
    /// <returns>A file that cannot be read has no heads, and says why.</returns>
    public async Task<RegistryPreview> LookAsync(StagedRegistry file, IReadOnlyDictionary<string, string>? now, CancellationToken ct)
    {
        var said = await templates.SaidAsync(now, ct);
        try
        {
            return RegistryPreview.Of(staged.FileOf(file), said, places, industries, BusinessTime.Today(clock));
        }
        catch (RegistryRefusedException e)
        {
            return new([], [], new Dictionary<string, string>(), 0, [], [], [new Unmet(e.Reason, "file", e.Message)]);
        }
    }
}
