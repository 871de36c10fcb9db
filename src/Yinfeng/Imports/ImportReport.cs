using System.Text;
using System.Text.Json;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>What `import ledger` prints: one JSON document a file, or a summary for people.</summary>
internal static class ImportReport
{
    /// <summary>Writes row by row, so that a million rows need no million-row text in memory.</summary>
    public static void WriteJson(TextWriter to, string path, ImportOutcome outcome)
    {
        using var stream = new CharStream(to);
        using var json = new Utf8JsonWriter(stream, ImportJson.Writer);
        json.WriteStartObject();
        json.WriteString("file", path);
        json.WriteString("sha256", outcome.File.Sha256);
        json.WriteBoolean("dryRun", outcome.DryRun);
        json.WriteBoolean("alreadyImported", outcome.AlreadyImported);
        if ((outcome.ImportId ?? outcome.Earlier?.Id) is { } id)
        {
            json.WriteNumber("id", id);
        }
        foreach (var kind in Enum.GetValues<RowOutcome>())
        {
            json.WriteNumber(ImportJson.Name(kind), outcome.Plan.Count(kind));
        }
        json.WriteNumber("targets", Taken(outcome) ? outcome.Reading.Targets.Count : 0);
        json.WriteStartArray("rows");
        foreach (var row in outcome.Plan.Rows)
        {
            Row(json, row);
            if (json.BytesPending > 1 << 16)
            {
                json.Flush();
            }
        }
        json.WriteEndArray();
        Rest(json, outcome);
        json.WriteEndObject();
    }

    public static void WriteRefusedJson(TextWriter to, string path, Decision refused)
    {
        using var stream = new CharStream(to);
        using var json = new Utf8JsonWriter(stream, ImportJson.Writer);
        json.WriteStartObject();
        json.WriteString("file", path);
        json.WriteBoolean("refused", true);
        json.WriteString("reason", refused.Unmet[0].Code);
        json.WriteString("message", string.Join(" ", refused.Unmet.Select(u => u.Message)));
        json.WriteEndObject();
    }

    public static void WriteText(TextWriter to, string path, ImportOutcome outcome)
    {
        if (outcome is { AlreadyImported: true, DryRun: false })
        {
            to.WriteLine($"{path}：这个文件已经导入过（{outcome.Earlier!.FileName}，编号 {outcome.Earlier.Id}），没有重复导入。");
            return;
        }
        to.WriteLine($"{path}：{(outcome.DryRun ? "试读（未保存）" : "已导入")}：新增 {outcome.Plan.Count(RowOutcome.Stored)} 个，"
            + $"更新 {outcome.Plan.Count(RowOutcome.Updated)} 个，与前面的行合并 {outcome.Plan.Count(RowOutcome.Merged)} 行，"
            + $"退回 {outcome.Plan.Count(RowOutcome.Refused)} 行，目标和计划 {outcome.Reading.Targets.Count} 格。");
        foreach (var warning in outcome.Reading.Warnings)
        {
            to.WriteLine("注意：" + warning);
        }
        foreach (var mismatch in outcome.Reading.TotalMismatches)
        {
            to.WriteLine($"合计不符：{mismatch.Sheet} 第 {mismatch.Row} 行写 {mismatch.PrintedWan} 万元，各行相加为 {mismatch.ComputedWan} 万元。");
        }
        foreach (var row in outcome.Plan.Rows.Where(r => r.Outcome == RowOutcome.Refused).Take(50))
        {
            to.WriteLine($"退回：{row.Row.Place.Sheet} 第 {row.Row.Place.Row} 行 {row.Row.ProjectName}："
                + string.Join(" ", row.Problems.Select(p => p.Message)));
        }
    }

    /// <summary>One row in the shape of `import ledger --json`; the REST preview uses it too.</summary>
    public static void Row(Utf8JsonWriter json, PlannedRow row)
    {
        json.WriteStartObject();
        json.WriteString("sheet", row.Row.Place.Sheet);
        json.WriteNumber("row", row.Row.Place.Row);
        json.WriteString("outcome", ImportJson.Name(row.Outcome));
        json.WritePropertyName("fields");
        ImportJson.Fields(json, row.Row);
        json.WritePropertyName("problems");
        ImportJson.Problems(json, row.Problems);
        json.WritePropertyName("duplicateOf");
        if (row.Row.DuplicateOf is { } place)
        {
            json.WriteStartObject();
            json.WriteString("sheet", place.Sheet);
            json.WriteNumber("row", place.Row);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
        if (row.Outcome == RowOutcome.Updated)
        {
            json.WritePropertyName("changes");
            ImportJson.Changes(json, row.Changes);
        }
        json.WriteEndObject();
    }

    /// <summary>A page of rows that would be stored: {count, rows}.</summary>
    public static string PlannedRows(IEnumerable<PlannedRow> rows, int count)
    {
        using var texts = new RowTexts();
        return texts.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", count);
            json.WriteStartArray("rows");
            foreach (var row in rows)
            {
                Row(json, row);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>A page of stored rows in the same shape.</summary>
    public static string StoredRows(IEnumerable<ImportRow> rows, int count)
    {
        using var texts = new RowTexts();
        return texts.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", count);
            json.WriteStartArray("rows");
            foreach (var row in rows)
            {
                json.WriteStartObject();
                json.WriteString("sheet", row.Sheet);
                json.WriteNumber("row", row.Row);
                json.WriteString("outcome", row.Outcome);
                json.WritePropertyName("fields");
                json.WriteRawValue(row.Fields);
                json.WritePropertyName("problems");
                json.WriteRawValue(row.Problems ?? "[]");
                if (row.ProjectId is { } id)
                {
                    json.WriteNumber("projectId", id);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Rest(Utf8JsonWriter json, ImportOutcome outcome)
    {
        json.WriteStartArray("ignoredRows");
        foreach (var ignored in Taken(outcome) || outcome.DryRun ? outcome.Reading.IgnoredRows : [])
        {
            json.WriteStartObject();
            json.WriteString("sheet", ignored.Sheet);
            json.WriteNumber("row", ignored.Row);
            json.WriteString("kind", ignored.Kind);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("totalMismatches");
        foreach (var total in outcome.Reading.TotalMismatches)
        {
            json.WriteStartObject();
            json.WriteString("sheet", total.Sheet);
            json.WriteNumber("row", total.Row);
            json.WriteString("field", total.Field);
            json.WriteNumber("printedWan", total.PrintedWan);
            json.WriteNumber("computedWan", total.ComputedWan);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("warnings");
        foreach (var warning in outcome.Reading.Warnings)
        {
            json.WriteStringValue(warning);
        }
        json.WriteEndArray();
    }

    private static bool Taken(ImportOutcome outcome) => outcome.ImportId is not null || outcome.DryRun;

    /// <summary>Lets a JSON writer, which makes bytes, print to the text the command was given.</summary>
    private sealed class CharStream(TextWriter to) : Stream
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var chars = new char[buffer.Length + 4];
            to.Write(chars.AsSpan(0, _decoder.GetChars(buffer, chars, flush: false)));
        }

        public override void Flush() { }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
