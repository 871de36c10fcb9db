using System.Text;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Persistence;

public sealed class SelectRowsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Both_databases_give_what_was_stored(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = Some.Project(ProjectStage.Signed, "项目" + new string('长', 150));
        (project.Investor, project.TotalInvestmentFen, project.ExpectedJobs, project.SignedOnline) = (null, 0, null, true);
        project.SignedOn = new LedgerDate(2023, 5, 0);
        project.CreatedAtUtc = new DateTime(2026, 2, 28, 16, 30, 0, DateTimeKind.Utc); // In Shanghai already the first of March.
        await Some.ProjectAsync(store, project);

        await using var connection = await store.Database.OpenConnectionAsync(CancellationToken.None);
        using var rows = await SelectRows.OpenAsync(connection, "SELECT id, name, investor, total_investment_fen, expected_jobs, signed_online, signed_on, "
            + $"created_at_utc, stage FROM project WHERE id = {project.Id}", CancellationToken.None);

        Assert.Equal((9, "investor"), (rows.Width, rows.Name(2)));
        Assert.True(rows.Next());
        Assert.Equal((project.Id, project.Name), (rows.GetInt64(0), rows.GetString(1)));
        Assert.Equal(project.Name, Encoding.UTF8.GetString(rows.Utf8(1)));
        Assert.Equal((null, 0L, (int?)null), (rows.Text(2), rows.Long(3), rows.Int(4)));
        Assert.Equal([CellKind.Nothing, CellKind.Number, CellKind.Nothing, CellKind.Number], new[] { 2, 3, 4, 5 }.Select(rows.Kind));
        Assert.True(rows.GetBoolean(5));
        Assert.Equal(project.SignedOn, rows.Date(6));
        Assert.Equal(new DateOnly(2026, 3, 1), rows.DayOf(7));
        Assert.Equal(ProjectStage.Signed, rows.Word<ProjectStage>(8));
        Assert.Throws<KeyNotFoundException>(() => rows.Word<ProjectStatus>(8));
        Assert.False(rows.Next());
    }
}
