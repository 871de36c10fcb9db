using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Reads projects from the database as rows of the ledger list.</summary>
internal sealed class LedgerLoad(Database database, TimeProvider clock)
{
    private readonly record struct Months(long? FundsFen, bool HasProblems);

    /// <summary>All projects, or only those named.</summary>
    public async Task<List<LedgerRow>> RowsAsync(IReadOnlyCollection<long>? ids, UnitTree tree, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var months = await MonthsAsync(ids, ct);
        var others = await OtherUnitsAsync(ids, ct);
        var year = BusinessTime.Today(clock).Year;
        var projects = db.Set<Project>().AsQueryable();
        if (ids is not null)
        {
            projects = projects.Where(p => ids.Contains(p.Id));
        }
        var rows = new List<LedgerRow>();
        await foreach (var p in Narrow(projects.OrderBy(p => p.Id)).AsAsyncEnumerable().WithCancellation(ct))
        {
            var reported = months.GetValueOrDefault(p.Id);
            var owner = OwnerName(p.OwnerUnitId, tree);
            rows.Add(new LedgerRow(p.Id, p.Name, p.Investor, p.Industry, p.Chain, p.OwnerUnitId, p.LandingUnitId, p.Stage, p.Status, p.Kind,
                p.InvestorOrigin, p.Confidentiality, p.TotalInvestmentFen, p.Currency, p.ForeignAmountCents, p.Leader, p.ServiceOfficer,
                p.IsSample, p.SignedOn, p.DateOf(p.Stage), p.IsCarriedOverInto(year), p.SourceImportId, p.UpdatedAtUtc,
                reported.FundsFen, reported.HasProblems, others.GetValueOrDefault(p.Id, []))
            {
                OwnerName = owner, SearchText = LedgerTerms.Fold($"{p.Name}\n{p.Investor}\n{owner}\n{p.FilingCode}"),
            });
        }
        return rows;
    }

    /// <summary>"德州市 · 临邑县"; a province or the nation by its name alone.</summary>
    private static string OwnerName(long id, UnitTree tree)
    {
        var path = tree.Upward(id).Where(n => n.Depth > 1).Reverse().Select(n => n.Name).ToList();
        return path.Count > 0 ? string.Join(" · ", path) : UnitText.Name(id, tree);
    }

    /// <summary>Only the columns that the list needs; long texts stay on disk.</summary>
    private static IQueryable<Project> Narrow(IQueryable<Project> projects) => projects.Select(p => new Project
    {
        Id = p.Id, Name = p.Name, Investor = p.Investor, Industry = p.Industry, Chain = p.Chain, OwnerUnitId = p.OwnerUnitId,
        LandingUnitId = p.LandingUnitId, Stage = p.Stage, Status = p.Status, Kind = p.Kind, InvestorOrigin = p.InvestorOrigin,
        Confidentiality = p.Confidentiality, TotalInvestmentFen = p.TotalInvestmentFen, Currency = p.Currency,
        ForeignAmountCents = p.ForeignAmountCents, Leader = p.Leader, ServiceOfficer = p.ServiceOfficer, IsSample = p.IsSample,
        FilingCode = p.FilingCode, LeadOn = p.LeadOn, ContactedOn = p.ContactedOn, NegotiatingOn = p.NegotiatingOn, ReviewedOn = p.ReviewedOn,
        SignedOn = p.SignedOn, StartedOn = p.StartedOn, ProducingOn = p.ProducingOn, AtCapacityOn = p.AtCapacityOn,
        SourceImportId = p.SourceImportId, UpdatedAtUtc = p.UpdatedAtUtc,
    });

    private Task<Dictionary<long, Months>> MonthsAsync(IReadOnlyCollection<long>? ids, CancellationToken ct) => ReadAsync($"""
        SELECT project_id, CAST(SUM(funds_fen) AS BIGINT), MAX(month),
               MAX(CASE WHEN problems IS NOT NULL AND problems <> '' THEN month END)
        FROM monthly_report{Only(ids, " WHERE project_id")} GROUP BY project_id
        """,
        (Dictionary<long, Months> into, DbDataReader r) => into[r.GetInt64(0)] = new(
            r.IsDBNull(1) ? null : r.GetInt64(1), !r.IsDBNull(3) && r.GetInt32(3) == r.GetInt32(2)), ct);

    private async Task<Dictionary<long, long[]>> OtherUnitsAsync(IReadOnlyCollection<long>? ids, CancellationToken ct)
    {
        var lists = await ReadAsync($"""
            SELECT DISTINCT s.project_id, s.unit_id FROM credit_share s JOIN project p ON p.id = s.project_id
            WHERE s.unit_id <> p.owner_unit_id AND s.unit_id <> p.landing_unit_id{Only(ids, " AND s.project_id")}
            """,
            (Dictionary<long, List<long>> into, DbDataReader r) =>
                (into.TryGetValue(r.GetInt64(0), out var list) ? list : into[r.GetInt64(0)] = []).Add(r.GetInt64(1)), ct);
        return lists.ToDictionary(l => l.Key, l => l.Value.ToArray());
    }

    private async Task<Dictionary<long, T>> ReadAsync<T>(string sql, Action<Dictionary<long, T>, DbDataReader> add, CancellationToken ct)
    {
        var into = new Dictionary<long, T>();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            add(into, reader);
        }
        return into;
    }

    /// <summary>Ids are numbers of ours, so they may stand in the text.</summary>
    private static string Only(IReadOnlyCollection<long>? ids, string column) => ids is null
        ? "" : $"{column} IN ({string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)))})";
}
