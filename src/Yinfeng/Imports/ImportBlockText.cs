using System.Text.Json;

namespace Yinfeng.Imports;

/// <summary>Rows of an import as the JSON inside an <see cref="ImportBlock"/>, and back.</summary>
internal static class ImportBlockText
{
    public static ImportBlock Pack(long importId, int no, ReadOnlySpan<PlannedRow> rows, RowTexts texts)
    {
        var marks = new byte[rows.Length];
        var json = texts.Begin();
        json.WriteStartArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            marks[i] = new RowMark(row.Outcome, row.HasProblems).Value;
            json.WriteStartObject();
            json.WriteString("sheet", row.Row.Place.Sheet);
            json.WriteNumber("row", row.Row.Place.Row);
            if (row.Outcome != RowOutcome.Refused)
            {
                json.WriteNumber("project", row.ProjectId);
            }
            json.WritePropertyName("fields");
            ImportJson.Fields(json, row.Row);
            if (row.HasProblems)
            {
                json.WritePropertyName("problems");
                ImportJson.Problems(json, row.Problems.Select(p => p.Kept is { } kept ? p with { Message = kept } : p));
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        return ImportBlock.Of(importId, no, marks, texts.End());
    }

    /// <param name="wanted">Places within the block, from 0.</param>
    public static IEnumerable<ImportRow> Rows(ImportBlock block, IEnumerable<int> wanted)
    {
        using var lines = block.Open();
        foreach (var at in wanted)
        {
            var line = lines.RootElement[at];
            yield return new ImportRow(line.GetProperty("sheet").GetString()!, line.GetProperty("row").GetInt32(),
                ImportJson.Name(new RowMark(block.Marks[at]).Outcome),
                line.TryGetProperty("project", out var project) ? project.GetInt64() : null,
                line.GetProperty("fields").GetRawText(),
                line.TryGetProperty("problems", out var problems) ? problems.GetRawText() : null);
        }
    }
}
