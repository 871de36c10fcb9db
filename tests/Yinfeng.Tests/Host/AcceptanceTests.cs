using System.Text.Json;
using Npgsql;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Host;

/// <summary>The published ledgers through the product's own commands: what goes in, and the board that comes out.</summary>
public sealed class AcceptanceTests : IDisposable
{
    private static readonly string[] CellFields = ["value", "lastYear", "yoy", "target", "completion", "timeProgress", "gap", "plan", "planCompletion", "rank"];
    private readonly string _folder = Directory.CreateTempSubdirectory("yinfeng-acceptance-").FullName;

    [SharedTheory]
    [InlineData("yuncheng-2021", "140800")]
    [InlineData("dezhou-2023q1", "371400")]
    public async Task Board_OfAPublishedLedger_EqualsThePublishedFigures(string name, string unit) =>
        await CompareAsync(name, unit, "--data", _folder);

    [SharedPostgresFact]
    public async Task BoardOnPostgres_OfThePublishedLedgers_EqualsThePublishedFigures()
    {
        var database = "yinfeng_acceptance_" + Guid.NewGuid().ToString("N");
        await ServerAsync($"CREATE DATABASE {database}");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(TestStore.PostgresServer) { Database = database }.ConnectionString;
            await CompareAsync("yuncheng-2021", "140800", "--data", _folder, "--db", connection);
            await CompareAsync("dezhou-2023q1", "371400", "--data", _folder, "--db", connection);
        }
        finally
        {
            await ServerAsync($"DROP DATABASE {database} WITH (FORCE)");
        }
    }

    [SharedFact]
    public async Task DryRun_OfTheUntidyLedger_GivesTheCleanedRowsAndStoresNothing()
    {
        var ended = await Product.RunAsync("import", "ledger", Have.Shared("cases/untidy/messy-mini.xlsx"), "--dry-run", "--json", "--data", _folder);
        using var told = JsonDocument.Parse(ended.Out);
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Have.Shared("cases/untidy/messy-mini.expected.json")));

        Assert.Equal(0, ended.Code);
        Assert.Equal(expected.RootElement.GetProperty("rows").EnumerateArray().Select(RowText),
            told.RootElement.GetProperty("rows").EnumerateArray().Select(r => RowText(r, expected)));
        Assert.Equal(expected.RootElement.GetProperty("ignoredRows").EnumerateArray().Select(Ignored),
            told.RootElement.GetProperty("ignoredRows").EnumerateArray().Select(Ignored));
    }

    [SharedTheory]
    [InlineData("01-truncated.xlsx", "damaged")]
    [InlineData("02-not-a-workbook.xlsx", "not-a-workbook")]
    [InlineData("04-encrypted-or-old-format.xlsx", "encrypted")]
    [InlineData("05-inflates-to-300-megabytes.xlsx", "too-large")]
    [InlineData("06-document-type.xlsx", "unsafe-content")]
    [InlineData("08-sheet-missing.xlsx", "sheet-missing")]
    [InlineData("09-no-known-header.xlsx", "header-not-found")]
    [InlineData("10-header-twice.xlsx", "header-ambiguous")]
    public async Task BadFile_IsRefusedAsAWholeByNameAndCause(string file, string reason)
    {
        var ended = await Product.RunAsync("import", "ledger", Have.Shared("cases/bad/" + file), "--json", "--data", _folder);

        using var told = JsonDocument.Parse(ended.Out);
        Assert.Equal((1, true, reason), (ended.Code, told.RootElement.GetProperty("refused").GetBoolean(),
            told.RootElement.GetProperty("reason").GetString()));
        Assert.NotEmpty(told.RootElement.GetProperty("message").GetString()!);
    }

    private static async Task CompareAsync(string name, string unit, params string[] where)
    {
        var import = await Product.RunAsync(["import", "ledger", Have.Shared($"cases/{name}.xlsx"), "--unit", unit, "--json", .. where]);
        Assert.True(import.Code == 0, import.Error);
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Have.Shared($"cases/{name}.expected.json")));
        foreach (var period in expected.RootElement.GetProperty("periods").EnumerateObject())
        {
            var board = await Product.RunAsync(["board", "--period", period.Name, "--unit", unit, "--json", .. where]);
            Assert.True(board.Code == 0, board.Error);
            using var told = JsonDocument.Parse(board.Out);
            var cells = told.RootElement.GetProperty("cells").EnumerateArray().ToDictionary(Key);
            Assert.Equal(period.Value.EnumerateArray().Select(CellText), period.Value.EnumerateArray().Select(c => CellText(cells[Key(c)])));
        }
    }

    private static (string?, string?) Key(JsonElement cell) => (cell.GetProperty("unit").GetString(), cell.GetProperty("indicator").GetString());

    private static string CellText(JsonElement cell) =>
        $"{Key(cell)} " + string.Join(' ', CellFields.Select(f => $"{f}={Number(cell.GetProperty(f))}"));

    private static string RowText(JsonElement row) => RowText(row, null);

    /// <summary>Fields that the case lists; the product may print more.</summary>
    private static string RowText(JsonElement row, JsonDocument? listed)
    {
        var names = (listed?.RootElement.GetProperty("rows")[0] ?? row).GetProperty("fields").EnumerateObject().Select(f => f.Name);
        var problems = row.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("field")}:{p.GetProperty("reason")}");
        var twin = row.GetProperty("duplicateOf");
        return $"{row.GetProperty("sheet")} {row.GetProperty("row")} "
            + string.Join(' ', names.Select(n => $"{n}={Number(row.GetProperty("fields").GetProperty(n))}"))
            + $" [{string.Join(' ', problems)}] {(twin.ValueKind == JsonValueKind.Null ? "" : $"{twin.GetProperty("sheet")} {twin.GetProperty("row")}")}";
    }

    private static string Ignored(JsonElement row) => $"{row.GetProperty("sheet")} {row.GetProperty("row")} {row.GetProperty("kind")}";

    /// <summary>3000.0 and 3000 are the same figure.</summary>
    private static string Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? (value.GetDecimal() / 1.0000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture) : value.ToString();

    private static async Task ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestStore.PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
