using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Monthly;

/// <summary>What the texts of a row say: the entry, what cannot be read, what is asked about.</summary>
public sealed record CheckedRow(MonthEntry? Entry, IReadOnlyList<Unmet> Unmet, IReadOnlyList<MonthQuestion> Questions)
{
    /// <summary>The questions in one line, as kept beside the answer.</summary>
    public string Question => string.Join(" ", Questions.Select(q => q.Message));
}

/// <summary>Reads a row as typed: numbers, choices, questions. Field names end in the project's id, as in the form.</summary>
internal static class RowCheck
{
    public static CheckedRow Of(GridRow row, TypedMonth typed, int seenVersion, YearMonth month, MonthLimits limits)
    {
        var unmet = new List<Unmet>();
        var funds = Wan(unmet, row, "funds", "到位资金", typed.FundsWan);
        var made = Wan(unmet, row, "fixed", "完成固投", typed.FixedInvestmentWan);
        bool? inStatistics = typed.InStatistics switch { "true" => true, "false" => false, _ => null };
        if (typed.InStatistics is not ("" or "true" or "false"))
        {
            unmet.Add(new("month.statistics", $"stat.{row.ProjectId}", $"“{row.Name}”的入统“{typed.InStatistics}”看不懂，请选择“是”或“否”。"));
        }
        if (unmet.Count > 0)
        {
            return new CheckedRow(null, unmet, []);
        }
        var entry = new MonthEntry(month, funds, made, inStatistics, typed.Progress, typed.Problems, seenVersion, null, typed.Answer);
        return new CheckedRow(entry, [], MonthQuestions.Ask(new(funds, made, inStatistics), typed.Progress, row.Background, limits));
    }

    private static long? Wan(List<Unmet> unmet, GridRow row, string field, string label, string text)
    {
        if (ProjectField.ReadWan($"“{row.Name}”的{label}", text.Trim().Normalize(System.Text.NormalizationForm.FormKC), out var fen) is { } problem)
        {
            unmet.Add(new("month.amount", $"{field}.{row.ProjectId}", problem));
        }
        return fen;
    }
}
