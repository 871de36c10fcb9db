using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>What the store holds of a ledger row.</summary>
internal static class LedgerProject
{
    private static readonly (string More, string Fact)[] MoreAsWan =
    [
        ("registered_capital", "registered_capital_wan"), ("paid_in_capital", "paid_in_capital_wan"),
        ("expected_output", "expected_output_wan"), ("expected_tax", "expected_tax_wan"),
    ];

    /// <summary>Further facts a ledger may state, as text or dates, and where they go.</summary>
    private static readonly Dictionary<string, Action<Project, string>> More = new(
    [
        .. from name in (string[])["investor_credit_code", "park", "parcel", "leader", "task_force", "service_officer", "investor_contact",
            "filing_code", "industry_code", "chain", "chain_node", "at_capacity_on", "planned_signed_on", "planned_started_on",
            "planned_producing_on", "planned_at_capacity_on"] select KeyValuePair.Create(name, AsText(name)),
        .. from wan in MoreAsWan select KeyValuePair.Create(wan.More, AsWan(wan.Fact)),
        KeyValuePair.Create<string, Action<Project, string>>("expected_jobs", Jobs),
    ], StringComparer.Ordinal);

    /// <summary>The project as this row alone states it; owner, source and instants are the caller's.</summary>
    public static Project From(LedgerRow row, long id, DateOnly today)
    {
        var project = new Project { Id = id, Name = row.ProjectName!, Confidentiality = Confidentiality.Internal };
        project.Investor = row.Investor;
        project.InvestorPlace = row.InvestorPlace;
        project.InvestorRegionId = row.InvestorRegionId;
        project.InvestorOrigin = row.InvestorOrigin;
        if (row.Currency is null or "CNY")
        {
            project.TotalInvestmentFen = row.TotalInvestment;
        }
        else
        {
            (project.ForeignAmountCents, project.Currency) = (row.TotalInvestment, row.Currency);
        }
        project.FixedInvestmentFen = row.FixedInvestmentFen;
        (project.SignedOn, project.PlannedSignedOn) = FactOrPlan(row.SignedOn, row.SignedPlanned);
        (project.StartedOn, project.PlannedStartedOn) = FactOrPlan(row.StartedOn, row.StartedPlanned);
        (project.ProducingOn, project.PlannedProducingOn) = FactOrPlan(row.ProducingOn, row.ProducingPlanned);
        project.StageStated = row.Stage;
        project.Kind = row.Kind;
        project.Industry = row.Industry;
        project.Content = row.Content;
        project.Remark = row.Remark;
        project.SignedOnline = row.SignedOnline;
        project.IsSample = row.IsSample;
        if (row.HasMore)
        {
            TakeMore(project, row.More);
        }
        project.Status = StageWords.Status(row.Stage);
        project.StatusReason = project.Status == ProjectStatus.Active ? null : row.Stage;
        project.Stage = StageWords.Reached(project, today);
        return project;
    }

    /// <summary>Takes from <paramref name="other"/> what <paramref name="project"/> does not state.</summary>
    public static void FillBlanks(Project project, Project other)
    {
        var amountKnown = project.TotalInvestmentFen is not null || project.ForeignAmountCents is not null;
        foreach (var field in LedgerFacts.All)
        {
            if (amountKnown && LedgerFacts.IsAmount(field))
            {
                continue; // Amount and currency belong together.
            }
            if (field.Read(project) is null && field.Read(other) is { } value)
            {
                field.Write(project, value);
            }
        }
        project.Stage = (ProjectStage)Math.Max((int)project.Stage, (int)other.Stage);
    }

    private static void TakeMore(Project project, MoreFacts more)
    {
        foreach (var (name, text) in more)
        {
            if (More.TryGetValue(name, out var take))
            {
                take(project, text);
            }
        }
    }

    private static Action<Project, string> AsText(string name) => LedgerFacts.ByName[name].Write;

    private static Action<Project, string> AsWan(string fact)
    {
        var write = LedgerFacts.ByName[fact].Write;
        return (project, text) =>
        {
            if (AmountText.Read(text, AmountUnit.Wan) is { Minor: { } fen, Currency: "CNY" })
            {
                write(project, fen.ToString(CultureInfo.InvariantCulture));
            }
        };
    }

    private static void Jobs(Project project, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var people))
        {
            project.ExpectedJobs = people;
        }
    }

    private static (LedgerDate? Fact, LedgerDate? Plan) FactOrPlan(LedgerDate? on, bool planned) => planned ? (null, on) : (on, null);
}
