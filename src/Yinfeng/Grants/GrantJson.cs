using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Policies;

namespace Yinfeng.Grants;

/// <summary>Grants as JSON: amounts in fen.</summary>
internal sealed record GrantListJson(int Total, int Page, long AskedFen, long ApprovedFen, long PaidFen, long RepaidFen,
    IEnumerable<GrantRowJson> Grants)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static GrantListJson Of(GrantList list) =>
        new(list.Total, list.Filter.Page, list.AskedFen, list.ApprovedFen, list.PaidFen, list.RepaidFen,
            list.Rows.Select(r => GrantRowJson.Of(r.Grant, r.UnitName)));
}

internal sealed record GrantRowJson(long Id, string PolicyId, string Policy, string Article, string Clause, DateOnly? PolicyVersion,
    string Name, string Code, int? Year,
    long? ProjectId, string Unit, GrantOrigin Origin, GrantState State, long? ComputedFen, long AskedFen, long? ApprovedFen, long PaidFen,
        long ClawbackFen, long RepaidFen,
    DateOnly Since, int Version)
{
    public static GrantRowJson Of(Grant g, string unit) => new(g.Id, g.PolicyId, g.PolicyName, g.Article, g.ClauseName, g.PolicyVersion,
        g.BeneficiaryName, g.BeneficiaryCode,
        g.Year == 0 ? null : g.Year, g.ProjectId, unit, g.Origin, g.State, g.ComputedFen, g.AskedFen, g.ApprovedFen, g.PaidFen,
            g.ClawbackFen, g.RepaidFen, g.MovedOn, g.Version);
}

/// <summary>One grant with its arithmetic, evidence, instalments, clawbacks and steps.</summary>
internal sealed record GrantJson(GrantRowJson Grant, string? CaseReason, JsonElement Facts, IEnumerable<GrantFactJson> Checked,
    GrantReason Reason,
    IEnumerable<GrantFileJson> Files, IEnumerable<GrantPartJson> Instalments, IEnumerable<GrantClawback> Clawbacks,
        IEnumerable<GrantRepayment> Repayments,
    IEnumerable<GrantStepJson> Steps)
{
    public static GrantJson Of(GrantView view) => new(GrantRowJson.Of(view.Grant, view.UnitName), view.Grant.CaseReason,
        JsonSerializer.Deserialize<JsonElement>(view.Grant.FactsJson),
            view.Facts.Select(f => new GrantFactJson(f.Name, f.Value, f.Source, f.FileId)), view.Reason,
        view.Files.Select(f => new GrantFileJson(f.Id, f.FileName, f.Bytes, f.Sha256, f.UploadedByName)),
        view.Plan.Select(p => new GrantPartJson(p.Position, p.Due, p.Fen, p.PaidOn, p.Voucher, p.FileId, p.PaidByName, p.Stopped)),
            view.Clawbacks, view.Repayments,
        view.Steps.Select(s => new GrantStepJson(s.Act, s.AtUtc, s.Name, s.Fen, s.Text)));
}

internal sealed record GrantFactJson(string Name, string Value, string Source, long? FileId);

internal sealed record GrantFileJson(long Id, string FileName, long Bytes, string Sha256, string UploadedBy);

internal sealed record GrantPartJson(int Part, DateOnly Due, long Fen, DateOnly? PaidOn, string? Voucher, long? FileId, string? PaidBy,
    bool Stopped);

internal sealed record GrantStepJson(GrantAct Act, DateTime AtUtc, string Name, long? Fen, string? Text);

internal sealed record BudgetJson(string PolicyId, string Policy, string Unit, int Year, long? BudgetFen, string? Document, int? Version,
    long ApprovedFen, long PaidFen,
    long ToPayFen, long PendingFen, long ForecastFen, long? EstimatedFen, long? LeftFen, string? RunsOut, string? ForecastRunsOut)
{
    public static IEnumerable<BudgetJson> Of(BudgetView view) =>
        view.Rows.Select(r => new BudgetJson(r.PolicyId, r.PolicyName, r.UnitName, r.Year, r.Budget?.Fen,
        r.Budget?.Document, r.Budget?.Version, r.ApprovedFen, r.PaidFen, r.ToPayFen, r.PendingFen, r.ForecastFen, r.EstimatedFen, r.LeftFen,
        Month(r.Year, r.RunsOut), Month(r.Year, r.ForecastRunsOut)));

    private static string? Month(int year, int? month) => month is { } m ? new Kernel.YearMonth(year, m).ToString() : null;
}
