using System.Globalization;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>Who is entitled, as JSON: amounts in whole yuan.</summary>
internal static class EntitledJson
{
    public static object Of(EntitledView view, UnitTree tree, int page, int size) => new
    {
        on = view.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        subjects = view.Subjects, entitled = view.Entitled, oneFactAway = view.OneFactAway, amountYuan = PolicyJson.Yuan(view.PlanFen),
        clauses = view.Clauses.Select(Of),
        total = view.Rows.Count, page,
        results = view.Rows.Skip((page - 1) * size).Take(size).Select(r => Of(r, tree)),
    };

    public static object Of(CompaniesView view) => new
    {
        on = view.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), adcode = EntitledCompanies.Code(view.Place), companies = view.Companies,
        clauses = view.Clauses.Select(Of), total = view.Total, results = view.Rows.Select(r => Of(r, null)),
    };

    private static object Of(EntitledClause clause) => new
    {
        policy = new { id = clause.Policy.Id, name = clause.Policy.Name }, article = clause.Article, name = clause.Name, yes = clause.Yes, no = clause.No, unknown = clause.Unknown,
        ambiguous = clause.Ambiguous, amountYuan = PolicyJson.Yuan(clause.Fen), withoutAmount = clause.WithoutAmount,
    };

    private static object Of(Entitlement row, UnitTree? tree) => new
    {
        subject = new
        {
            kind = row.Subject.Key.Split(':')[0], id = row.Subject.Id, name = row.Subject.Name, unit = tree is null ? null : UnitText.Name(row.Subject.UnitId, tree),
            sources = row.Subject.Sources.ToDictionary(s => s.Fact.Name, s => s.Text),
        },
        policy = new { file = row.Result.Policy.Source, article = row.Result.Article, id = row.Result.Policy.Id, name = row.Result.Policy.Name },
        name = row.Result.Name, answer = PolicyJson.Word(row.Result.Answer), amountYuan = PolicyJson.Yuan(row.Result.Fen),
        rangeYuan = row.Result.Range is { } range ? new[] { PolicyJson.Yuan(range.Low), PolicyJson.Yuan(range.High) } : null,
        clause = row.Result.Clause, quote = row.Result.Quote, missing = row.Result.Missing.Select(f => f.Name), deciding = row.Result.Deciding.Select(f => f.Name),
        needsForAmount = row.Result.Needs.Select(f => f.Name),
    };
}
