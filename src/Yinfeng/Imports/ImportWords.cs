using System.Globalization;
using System.Text.Json;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>How pages word what an import did.</summary>
internal static class ImportWords
{
    public static string Outcome(RowOutcome outcome) => Outcome(ImportJson.Name(outcome));

    public static string Outcome(string outcome) => outcome switch
    {
        "stored" => "新增",
        "updated" => "更新",
        "merged" => "合并",
        "target" => "目标",
        _ => "退回",
    };

    public static string Css(RowOutcome outcome) => Css(ImportJson.Name(outcome));

    public static string Css(string outcome) => outcome switch
    {
        "stored" => "ok",
        "updated" or "target" => "bl",
        "merged" => "wn",
        _ => "bd2",
    };

    public static string Field(string name)
    {
        if (name.StartsWith(LedgerFields.FundsPrefix, StringComparison.Ordinal))
        {
            return $"{name[LedgerFields.FundsPrefix.Length..]} 到位资金";
        }
        return LedgerFacts.ByName.TryGetValue(name, out var fact) ? fact.Title
            : LedgerFields.Of(name) is { Name.Length: > 0 } field ? field.Label : name == "unit" ? "责任单位" : name;
    }

    public static string Value(string field, string? text) =>
        field.StartsWith(LedgerFields.FundsPrefix, StringComparison.Ordinal)
            ? Money.Show(text is null ? null : long.Parse(text, CultureInfo.InvariantCulture))
            : LedgerFacts.ByName[field].Show(text);

    /// <summary>Long texts are cut for the table; the row's own page has all of it.</summary>
    public static string Short(string text) => text.Length <= 40 ? text : text[..39] + "…";

    public static string NameOf(ImportRow row)
    {
        using var fields = JsonDocument.Parse(row.Fields);
        return fields.RootElement.TryGetProperty("project_name", out var name) && name.GetString() is { Length: > 0 } text ? text : "（无名称）";
    }

    public static List<RowProblem> ProblemsOf(ImportRow row) =>
        row.Problems is null ? [] : JsonSerializer.Deserialize<List<RowProblem>>(row.Problems, ImportJson.Stored)!;
}
