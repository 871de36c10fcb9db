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
        clauses = view.Clauses.Select(c => new
        {
            policy = new { id = c.Policy.Id, name = c.Policy.Name }, article = c.Article, name = c.Name, yes = c.Yes, no = c.No, unknown = c.Unknown, ambiguous = c.Ambiguous,
            amountYuan = PolicyJson.Yuan(c.Fen), withoutAmount = c.WithoutAmount,
        }),
        total = view.Rows.Count, page,
        results = view.Rows.Skip((page - 1) * size).Take(size).Select(r => Of(r, tree)),
    };

    private static object Of(Entitlement row, UnitTree tree) => new
    {
        subject = new
        {
            kind = row.Subject.Key.Split(':')[0], id = row.Subject.Id, name = row.Subject.Name, unit = UnitText.Name(row.Subject.UnitId, tree),
            sources = row.Subject.Sources.ToDictionary(s => s.Fact.Name, s => s.Text),
        },
        policy = new { file = row.Result.Policy.Source, article = row.Result.Article, id = row.Result.Policy.Id, name = row.Result.Policy.Name },
        name = row.Result.Name, answer = PolicyJson.Word(row.Result.Answer), amountYuan = PolicyJson.Yuan(row.Result.Fen),
        rangeYuan = row.Result.Range is { } range ? new[] { PolicyJson.Yuan(range.Low), PolicyJson.Yuan(range.High) } : null,
        clause = row.Result.Clause, quote = row.Result.Quote, missing = row.Result.Missing.Select(f => f.Name), deciding = row.Result.Deciding.Select(f => f.Name),
        needsForAmount = row.Result.Needs.Select(f => f.Name),
    };
}
