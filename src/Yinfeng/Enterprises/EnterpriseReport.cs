using System.Globalization;
using System.Text;
using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>One problem of the report.</summary>
public sealed record ReportedProblem(string File, int Row, string Reason, string Message, string Text, bool Refused);

/// <summary>One file of the report; a file that was refused as a whole has no counts.</summary>
public sealed record ReportedFile(string File, string? Sha256, bool AlreadyImported, bool Resumed, int Rows, int Stored, int Merged, int Updated, int Refused,
    string? Reason, string? Message);

/// <summary>What became of the rows of some files, and what was wrong with them: `import enterprises --json`.</summary>
/// <param name="Problems">The first 1,000; <paramref name="ProblemCounts"/> counts all.</param>
public sealed record EnterpriseReport(IReadOnlyList<ReportedFile> Files, int Rows, int Stored, int Merged, int Updated, int Refused,
    IReadOnlyDictionary<string, int> ProblemCounts, IReadOnlyList<ReportedProblem> Problems)
{
    public static async Task<EnterpriseReport> OfAsync(Database database, IReadOnlyList<EnterpriseImportOutcome> outcomes,
        IReadOnlyList<(string File, Unmet Why)> refused, CancellationToken ct)
    {
        await using var sql = await database.BorrowAsync(ct);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<ReportedProblem>();
        var files = new List<ReportedFile>();
        foreach (var (import, already, resumed, broken) in outcomes)
        {
            files.Add(new(import.FileName, import.Sha256, already, resumed, import.Rows, already ? 0 : import.Stored,
                already ? import.Stored + import.Merged : import.Merged, import.Updated, import.Refused, broken?.Code, broken?.Message));
            foreach (var (reason, n) in JsonSerializer.Deserialize<Dictionary<string, int>>(import.Problems)!)
            {
                counts[reason] = counts.GetValueOrDefault(reason) + n;
            }
            if (problems.Count < EnterpriseProblem.MostKept)
            {
                problems.AddRange((await EnterpriseImportRow.FirstProblemsAsync(sql, import.Id, EnterpriseProblem.MostKept - problems.Count, ct))
                    .Select(p => new ReportedProblem(import.FileName, p.Row, p.Reason, EnterpriseTerms.Reason(p.Reason), p.Text, p.Refused)));
            }
        }
        files.AddRange(refused.Select(r => new ReportedFile(r.File, null, false, false, 0, 0, 0, 0, 0, r.Why.Code, r.Why.Message)));
        return new(files, files.Sum(f => f.Rows), files.Sum(f => f.Stored), files.Sum(f => f.Merged), files.Sum(f => f.Updated), files.Sum(f => f.Refused),
            counts, problems);
    }

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var file in Files)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{file.File}：{(file.AlreadyImported ? "以前已经导入，没有新内容；" : file.Resumed ? "接着上次继续；" : "")}{file.Rows} 行，新增 {file.Stored}，合并 {file.Merged}（其中更新 {file.Updated}），未收 {file.Refused}");
        }
        foreach (var (reason, n) in ProblemCounts.OrderByDescending(c => c.Value))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {n,10:N0}  {EnterpriseTerms.Reason(reason)}");
        }
        return text.ToString().TrimEnd();
    }
}
