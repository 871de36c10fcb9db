using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Closing;

/// <summary>A project as a closed month froze it: what rules ask of it, and what a person must see to know it again.</summary>
internal static class FrozenProject
{
    /// <summary>Columns that no figure is made of.</summary>
    public static readonly string[] ForPeople = ["name", "investor", "source_sheet", "source_column", "reported_by", "verified_by"];

    public static Project Of(FrozenRow row) => new()
    {
        Id = row.Whole("id"), Name = row.Text("name") ?? "", Investor = row.Text("investor"), CityId = row.Whole("city_id"),
        OwnerUnitId = row.Whole("owner_unit_id"), LandingUnitId = row.Number("landing_unit_id") ?? row.Whole("owner_unit_id"),
        Kind = row.Text("kind") is { } kind ? Words<InvestmentKind>.Of(kind) : null,
        TotalInvestmentFen = row.Number("total_investment_fen"), FixedInvestmentFen = row.Number("fixed_investment_fen"),
        RegisteredCapitalFen = row.Number("registered_capital_fen"), PaidInCapitalFen = row.Number("paid_in_capital_fen"),
        ExpectedOutputFen = row.Number("expected_output_fen"), ExpectedTaxFen = row.Number("expected_tax_fen"),
        ExpectedJobs = row.Number("expected_jobs") is { } jobs ? (int)jobs : null,
        InvestorOrigin = Word<InvestorOrigin>(row, "investor_origin"), InvestorRegionId = row.Number("investor_region_id"),
        Attraction = Word<Attraction>(row, "attraction"), SignedOnline = row.Number("signed_online") == 1,
        Status = Word<ProjectStatus>(row, "status"), Stage = Word<ProjectStage>(row, "stage"),
        Confidentiality = Word<Confidentiality>(row, "confidentiality"), IsSample = row.Number("is_sample") == 1,
        IndustryCode = row.Text("industry_code"), Chain = row.Text("chain"), LeadOn = Date(row, "lead_on"),
        ContactedOn = Date(row, "contacted_on"), NegotiatingOn = Date(row, "negotiating_on"), ReviewedOn = Date(row, "reviewed_on"),
        SignedOn = Date(row, "signed_on"), StartedOn = Date(row, "started_on"), ProducingOn = Date(row, "producing_on"),
        AtCapacityOn = Date(row, "at_capacity_on"), SourceImportId = row.Number("source_import_id"), SourceSheet = row.Text("source_sheet"),
        SourceRow = row.Number("source_row") is { } number ? (int)number : null,
    };

    public static MonthlyReport Month(FrozenRow row) => new()
    {
        ProjectId = row.Whole("project_id"), Month = new YearMonth((int)row.Whole("month")), CityId = row.Whole("city_id"),
        FundsFen = row.Number("funds_fen"), FixedInvestmentFen = row.Number("fixed_investment_fen"), ReportedBy = row.Text("reported_by") ?? "",
        VerifiedBy = row.Text("verified_by"), SourceImportId = row.Number("source_import_id"), SourceSheet = row.Text("source_sheet"),
        SourceRow = row.Number("source_row") is { } number ? (int)number : null, SourceColumn = row.Text("source_column"),
    };

    private static T Word<T>(FrozenRow row, string column) where T : struct, Enum =>
        row.Text(column) is { } text ? Words<T>.Of(text) : default;

    private static LedgerDate? Date(FrozenRow row, string column) => row.Number(column) is { } ymd ? new LedgerDate((int)ymd) : null;
}
