using System.Text.Json;
using Xunit.Abstractions;
using Yinfeng.Imports;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>The acceptance files, where they lie beside the repository.</summary>
public sealed class CaseTests(ITestOutputHelper output)
{
    private static string Case(params string[] path) => Have.Shared(Path.Combine(["cases", .. path]));

    [SharedFact]
    public void MessyMini_EveryFieldProblemAndDuplicate_AsExpected()
    {
        var path = Case("untidy", "messy-mini.xlsx");
        var reading = Ledgers.File(path, 371400);
        using var expected = JsonDocument.Parse(File.ReadAllText(Case("untidy", "messy-mini.expected.json")));

        Assert.Equal(Expected(expected.RootElement), Actual(reading));
        Assert.Equal(
            expected.RootElement.GetProperty("ignoredRows").EnumerateArray().Select(r => $"{r.GetProperty("sheet")}!{r.GetProperty("row")} {r.GetProperty("kind")}"),
            reading.IgnoredRows.Select(r => $"{r.Sheet}!{r.Row} {r.Kind}"));
        foreach (var mismatch in reading.TotalMismatches)
        {
            output.WriteLine(mismatch.ToString());
        }
    }

    private static List<string> Actual(LedgerReading reading) =>
        [.. reading.Rows.Select(r =>
        {
            var fields = LedgerFields.ToFields(r);
            return $"{r.Place.Sheet}!{r.Place.Row} " + string.Join(" ", Names.Select(n => $"{n}={Show(fields[n])}"))
                + " [" + string.Join(",", r.Problems.Select(p => p.Field + ":" + p.Reason)) + $"] dup={r.DuplicateOf?.Sheet}!{r.DuplicateOf?.Row}";
        })];

    private static readonly string[] Names =
        ["project_name", "investor", "unit", "adcode", "total_investment_wan", "currency", "signed_on", "started_on", "producing_on", "stage"];

    private static string Show(object? value) => value switch { null => "-", decimal d => d.ToString("0.####", null), _ => value.ToString()! };

    private static List<string> Expected(JsonElement root) =>
        [.. root.GetProperty("rows").EnumerateArray().Select(r =>
        {
            var fields = r.GetProperty("fields");
            var duplicate = r.GetProperty("duplicateOf");
            return $"{r.GetProperty("sheet")}!{r.GetProperty("row")} " + string.Join(" ", Names.Select(n => $"{n}={Show(fields.GetProperty(n))}"))
                + " [" + string.Join(",", r.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("field") + ":" + p.GetProperty("reason"))) + "] dup="
                + (duplicate.ValueKind == JsonValueKind.Null ? "!" : $"{duplicate.GetProperty("sheet")}!{duplicate.GetProperty("row")}");
        })];

    private static string Show(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "-",
        JsonValueKind.Number => value.GetDecimal().ToString("0.####", null),
        _ => value.GetString()!,
    };

    [SharedFact]
    public void Yuncheng_AllRowsWithoutProblemsOrDuplicates()
    {
        var path = Case("yuncheng-2021.xlsx");
        var reading = Ledgers.File(path, 140800);
        Describe(reading);

        Assert.Equal(562, reading.Rows.Count);
        Assert.DoesNotContain(reading.Rows, r => r.DuplicateOf is not null);
        Assert.DoesNotContain(reading.Rows, r => r.HasProblems);
        Assert.All(reading.Rows, r => Assert.NotNull(r.Kind));
        Assert.Equal(70, reading.Targets.Count);
        Assert.Equal(538, reading.Rows.Count(r => r.SignedOn?.Year == 2021));
        Assert.Equal(329_139_000_000_00, reading.Rows.Where(r => r.SignedOn?.Year == 2021).Sum(r => r.TotalInvestment));
        Assert.Equal(58_159_000_000_00, reading.Rows.SelectMany(r => r.Months).Sum(m => m.FundsFen));
    }

    [SharedFact]
    public void Dezhou_BothYearsAndPlans()
    {
        var path = Case("dezhou-2023q1.xlsx");
        var reading = Ledgers.File(path, 371400);
        Describe(reading);

        Assert.Equal(266, reading.Rows.Count);
        Assert.DoesNotContain(reading.Rows, r => r.DuplicateOf is not null);
        Assert.DoesNotContain(reading.Rows, r => r.HasProblems);
        Assert.Equal(4_374_000_000_00, reading.Rows.SelectMany(r => r.Months).Where(m => m.Month.Year == 2023).Sum(m => m.FundsFen));
        Assert.Equal(13, reading.Targets.Count(t => t.PlanMonth is { Value: 202303 }));
        Assert.Equal(13, reading.Targets.Count(t => t.PlanMonth is null));
        Assert.All(reading.Rows, r => Assert.NotNull(r.InvestorRegionId));
    }

    private void Describe(LedgerReading reading)
    {
        foreach (var sheet in reading.Sheets)
        {
            output.WriteLine($"{sheet.Sheet} {sheet.Role} {sheet.HeaderFirstRow}-{sheet.HeaderLastRow} year {sheet.Year} units {string.Join(",", sheet.Units)}");
            output.WriteLine("  " + string.Join(" ", sheet.Columns.Select(c => $"{c.Key}:{sheet.Headers.GetValueOrDefault(c.Key)}→{c.Value}")));
        }
        foreach (var row in reading.Rows.Where(r => r.HasProblems || r.DuplicateOf is not null).Take(20))
        {
            output.WriteLine($"{row.Place} {row.ProjectName} | {row.Investor} | {row.Unit} {row.TotalInvestment} {row.SignedOn} "
                + string.Join(",", row.Problems.Select(p => p.Field + ":" + p.Reason)) + $" dup {row.DuplicateOf}");
        }
        foreach (var text in reading.Warnings.Concat(reading.TotalMismatches.Select(m => m.ToString())))
        {
            output.WriteLine(text);
        }
    }

    [SharedTheory]
    [InlineData("09-no-known-header.xlsx", "header-not-found")]
    [InlineData("10-header-twice.xlsx", "header-ambiguous")]
    public void BadHeads_RefusedAsAWhole(string file, string code)
    {
        var path = Case("bad", file);
        var refused = Assert.Throws<LedgerRefusedException>(() => Ledgers.File(path, 140800));
        output.WriteLine(refused.Message);
        Assert.Equal(code, refused.Reason.Code);
    }

    [SharedTheory]
    [InlineData("11-rows-formula-like-text.xlsx", "4:formula-like,4:formula-like,5:formula-like,5:formula-like")]
    [InlineData("12-rows-impossible-dates.xlsx", "4:date-impossible,5:date-impossible,6:date-order")]
    [InlineData("13-rows-impossible-amounts.xlsx", "4:amount-impossible,5:amount-impossible,6:amount-impossible,7:amount-unreadable")]
    [InlineData("14-rows-hidden-direction-marks.xlsx", "4:text-cleaned,4:text-cleaned")]
    [InlineData("15-rows-very-long-cell.xlsx", "4:text-too-long")]
    public void BadRows_ListedWithTheirReasons(string file, string problems)
    {
        var path = Case("bad", file);
        var reading = Ledgers.File(path, 140800);
        Describe(reading);
        Assert.Equal(problems.Split(',').Order(), reading.Rows.SelectMany(r => r.Problems.Select(p => $"{r.Place.Row}:{p.Reason}")).Order());
        Assert.All(reading.Rows.Take(2), r => Assert.False(r.HasProblems));
    }

    [SharedFact]
    public void MillionFormattedEmptyRows_TwoProjectsQuickly()
    {
        var path = Case("bad", "16-rows-million-formatted-empty.xlsx");
        var reading = Ledgers.File(path, 140800);
        Describe(reading);
        Assert.Equal(2, reading.Rows.Count(r => !r.IsRefused));
    }
}
