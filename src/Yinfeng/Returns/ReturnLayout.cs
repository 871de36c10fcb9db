using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Returns;

/// <summary>Which units are the rows of a return; or projects, one row each.</summary>
public enum ReturnRows { OwnAndChildren, Children, Own, Projects }

/// <summary>What a column shows: a fact of the unit, the same text in every row, or a field of the board, a fact of a
/// project.</summary>
public enum ReturnField
{
    UnitName, UnitCode, Number, Text, Value, LastYear, Yoy, Target, Completion, Plan, PlanCompletion, Gap, Rank, Fact,
}

/// <param name="Indicator">Code; null where the column is no figure.</param>
/// <param name="Unit">亿元, 万元, 个 or %; null where the figure has none.</param>
/// <param name="Decimals">Rounded half away from zero; null keeps every digit.</param>
/// <param name="Text">Of a <see cref="ReturnField.Text"/>.</param>
/// <param name="Fact">Of a <see cref="ReturnField.Fact"/>: its word in the mapping.</param>
public sealed record ReturnColumn(string Header, ReturnField Field, string? Indicator = null, string? Unit = null, int? Decimals = null, string? Text = null,
    string? Fact = null)
{
    public bool IsNumber => Indicator is not null || Field == ReturnField.Number || (Fact is { } word && ReturnFact.Find(word) is { IsMoney: true });

    /// <summary>The figure as the return shows it; null is no figure, never zero.</summary>
    public object? Of(BoardCell? cell) => Field == ReturnField.Rank ? (object?)cell?.Rank : cell is null ? null : Scaled(Field switch
    {
        ReturnField.Value => cell.Value,
        ReturnField.LastYear => cell.LastYear,
        ReturnField.Yoy => cell.Yoy,
        ReturnField.Target => cell.Target,
        ReturnField.Completion => cell.Completion,
        ReturnField.Plan => cell.Plan,
        ReturnField.PlanCompletion => cell.PlanCompletion,
        ReturnField.Gap => cell.Gap,
        _ => null,
    });

    /// <summary>An amount of a project, from fen.</summary>
    public decimal? OfMoney(long? fen) => fen is { } amount ? Scaled(amount / (decimal)Money.FenPerYi) : null;

    private decimal? Scaled(decimal? figure)
    {
        var scaled = Unit == ReturnUnits.Wan ? figure * 10_000 : figure;
        return scaled is { } value && Decimals is { } places ? decimal.Round(value, places, MidpointRounding.AwayFromZero) : scaled;
    }
}

/// <param name="Scope">Of a list of projects.</param>
public sealed record ReturnLayout(string Title, ReturnRows Rows, IReadOnlyList<ReturnColumn> Columns, ReturnScope? Scope = null);

/// <summary>The units a column may carry; the first is the one the board has.</summary>
internal static class ReturnUnits
{
    public const string Wan = "万元";

    /// <summary>Of an amount in a list of projects, where 万元 is what ledgers are kept in.</summary>
    public static readonly string[] OfMoney = [Wan, "亿元"];

    public static string[] Of(ReturnField field, IndicatorUnit unit) => field switch
    {
        ReturnField.Rank => [],
        ReturnField.Yoy or ReturnField.Completion or ReturnField.PlanCompletion or ReturnField.Gap => ["%"],
        _ => unit switch { IndicatorUnit.Money => ["亿元", Wan], IndicatorUnit.Count => ["个"], _ => ["%"] },
    };

    /// <summary>Decimals to which the board itself rounds the field; null where it has every digit.</summary>
    public static int? RoundedTo(ReturnField field, IndicatorUnit unit) => field switch
    {
        ReturnField.Yoy => 1,
        ReturnField.Completion or ReturnField.PlanCompletion or ReturnField.Gap => 2,
        ReturnField.Value or ReturnField.LastYear when unit == IndicatorUnit.Rate => 2,
        _ => null,
    };
}
