using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Imports;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Imports.Store.Ledgers;

namespace Yinfeng.Tests.Imports.Store;

/// <summary>Rows of an import are stored packed; a page of them is what it was when each had a line of its own.</summary>
public class ImportBlockTests
{
    private const int Rows = 700; // More than two blocks.

    [Theory, OnSqlite, OnPostgres]
    public async Task RowsOfAnImport_ComeRefusedFirstThenWithProblems_ElseAsInTheWorkbook(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var rows = Enumerable.Range(2, Rows).Select(Made).ToList();
        var outcome = await ImportAsync(store, "a.xlsx", Reading(rows));
        var expected = outcome.Plan.Rows.OrderBy(r => r.Outcome == RowOutcome.Refused ? 0 : r.HasProblems ? 1 : 2).Select(Shown).ToList();
        var queries = store.Get<ImportQueries>();

        var paged = new List<string>();
        for (var skip = 0; skip < Rows; skip += 64)
        {
            var (page, count) = await queries.RowsAsync(TestStore.Viewer, outcome.ImportId!.Value, null, skip, 64, CancellationToken.None);
            Assert.Equal(Rows, count);
            paged.AddRange(page.Select(Shown));
        }
        var (refused, refusedCount) = await queries.RowsAsync(TestStore.Viewer, outcome.ImportId!.Value, "refused", 3, 5, CancellationToken.None);

        Assert.Equal(expected, paged);
        Assert.Equal(outcome.Plan.Count(RowOutcome.Refused), refusedCount);
        Assert.Equal(expected.Skip(3).Take(5), refused.Select(Shown));
    }

    [Fact]
    public async Task RowsOfAnImport_LieInBlocksThatRepeatNothing()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, "a.xlsx", Reading(Enumerable.Range(2, Rows).Select(Made)));

        await using var db = store.Database.OpenRead();
        var blocks = await db.Set<ImportBlock>().OrderBy(b => b.No).ToListAsync();
        Assert.Equal([256, 256, 188], blocks.Select(b => b.Marks.Length));
        Assert.True(blocks.Sum(b => b.Lines.Length) < Rows * 120, "Packed rows should take a fraction of their text.");
    }

    [Fact]
    public void Block_CutShort_IsRefused()
    {
        var whole = ImportBlock.Of(1, 0, [0], "[{\"sheet\":\"a\",\"row\":2,\"fields\":{}}]"u8);
        Assert.Equal(2, ImportBlockText.Rows(whole, [0]).Single().Row);
        var cut = new ImportBlock { ImportId = 1, No = 0, Marks = whole.Marks, Lines = whole.Lines[..^3] };
        Assert.Throws<InvalidDataException>(() => ImportBlockText.Rows(cut, [0]).ToList());
    }

    private static LedgerRow Made(int number)
    {
        var row = Row(number, $"第{number}号甲乙丙丁项目{number * 7919}", $"投资方{number * 104729}有限公司");
        if (number % 5 == 0)
        {
            row.Problems.Add(new RowProblem("signed_on", "date-partial", $"第 {number} 行只到月。"));
        }
        if (number % 11 == 0)
        {
            row.Problems.Add(new RowProblem("signed_on", "date-impossible", "没有 2023-02-30 这一天。"));
        }
        return row;
    }

    private static string Shown(PlannedRow row)
    {
        using var texts = new RowTexts();
        var fields = texts.Of(json => ImportJson.Fields(json, row.Row));
        var problems = row.HasProblems ? texts.Of(json => ImportJson.Problems(json, row.Problems)) : null;
        return Shown(new ImportRow(row.Row.Place.Sheet, row.Row.Place.Row, ImportJson.Name(row.Outcome),
            row.Outcome == RowOutcome.Refused ? null : row.ProjectId, fields, problems));
    }

    private static string Shown(ImportRow row) => JsonSerializer.Serialize(row);
}
