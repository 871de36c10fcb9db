using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>What somebody said about the columns of files that are headed like this.</summary>
public sealed class RegistryTemplate
{
    /// <summary><see cref="SaidColumns.KeyOf"/> the heads.</summary>
    public required string HeadKey { get; init; }

    /// <summary>JSON: head by field; an empty head says that no column feeds the field.</summary>
    public required string Columns { get; set; }
    public required string ActorId { get; set; }
    public DateTime AtUtc { get; set; }
}

/// <summary>Keeps what people say about columns, for the next file that is headed alike.</summary>
public sealed class RegistryTemplates(Database database, Writer writer)
{
    private static readonly Statement All = new("SELECT head_key, columns FROM registry_template");

    /// <param name="now">What is said for this file alone; null for nothing.</param>
    public async Task<SaidColumns> SaidAsync(IReadOnlyDictionary<string, string>? now, CancellationToken ct)
    {
        var kept = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        await using var sql = await database.BorrowAsync(ct);
        await sql.ReadAsync(All, row => kept.Add(row.GetString(0), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(1))!), ct);
        return new(now, kept);
    }

    public Task KeepAsync(Viewer viewer, IReadOnlyList<string> heads, IReadOnlyDictionary<string, string> columns, CancellationToken ct) =>
        writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var (key, text) = (SaidColumns.KeyOf(heads), JsonSerializer.Serialize(columns, EnterpriseJson.Plain));
            var kept = await work.Db.Set<RegistryTemplate>().FirstOrDefaultAsync(t => t.HeadKey == key, ct);
            if (kept is null)
            {
                work.Db.Add(kept = new RegistryTemplate { HeadKey = key, Columns = text, ActorId = viewer.ActorId });
            }
            (kept.Columns, kept.ActorId, kept.AtUtc) = (text, viewer.ActorId, work.NowUtc);
            work.Audit("enterprise.columns", "enterprise-columns", new { heads, columns });
            return true;
        }, ct);
}
