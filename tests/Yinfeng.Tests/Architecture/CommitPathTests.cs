using System.Text.RegularExpressions;

namespace Yinfeng.Tests.Architecture;

/// <summary>Every commit goes through the writer, and the writer asks the guards: no way of writing gets past what is closed.</summary>
public partial class CommitPathTests
{
    /// <summary>Who may open the writing context or commit: the writer, and the start-up that brings the schema up to date.</summary>
    private static readonly string[] MayCommit = ["Persistence/Writer.cs", "Persistence/WriteTransaction.cs", "Persistence/Startup.cs"];

    /// <summary>Files that write rows of figures with statements of their own: each must tell the change set what it touched.</summary>
    private static readonly string[] TellsWhatItWrites =
        ["Persistence/BulkInsert.cs", "Persistence/BulkUpdate.cs", "Imports/ImportRows.cs", "Imports/UndoImport.cs", "Units/UnitRows.cs",
        "Projects/MonthRow.cs"];

    [Fact]
    public void OnlyTheWriter_OpensTheWritingContextAndCommits() => Found.Nothing(
        from file in Repository.Files("src", ".cs")
        where !Repository.Name(file).Contains("Migrations", StringComparison.Ordinal) && !MayCommit.Any(m => Repository.Name(file).EndsWith(m, StringComparison.Ordinal))
        from Match use in Commits().Matches(File.ReadAllText(file))
        select $"{Repository.Name(file)}: {use.Value}");

    [Fact]
    public void TheWriter_AsksItsGuardsBeforeItCommits()
    {
        var source = File.ReadAllText(Repository.Files("src/Yinfeng/Persistence", ".cs").Single(f => f.EndsWith("Writer.cs", StringComparison.Ordinal)));

        Assert.All(Commit().Matches(source), commit => Assert.Contains("CheckAsync", source[..commit.Index], StringComparison.Ordinal));
        Assert.NotEmpty(Commit().Matches(source));
    }

    /// <summary>Statements on tables that figures are made of stand only in files that say so to the change set.</summary>
    [Fact]
    public void StatementsOnFigures_StandWhereTheChangeSetIsTold() => Found.Nothing(
        from file in Repository.Files("src/Yinfeng", ".cs")
        where !TellsWhatItWrites.Any(m => Repository.Name(file).EndsWith(m, StringComparison.Ordinal))
        from Match use in Statements().Matches(File.ReadAllText(file))
        let text = File.ReadAllText(file)
        where !text.Contains("Changes.ProjectIds.Add", StringComparison.Ordinal) && !text.Contains("Changes.Everything", StringComparison.Ordinal)
        select $"{Repository.Name(file)}: {use.Value}");

    // A guard that cannot fail guards nothing.
    [Theory]
    [InlineData("await using var db = database.OpenWrite();")]
    [InlineData("await transaction.CommitAsync(ct);")]
    [InlineData("connection.BeginTransaction()")]
    public void ACommitElsewhere_IsSeen(string source) => Assert.NotEmpty(Commits().Matches(source));

    [Theory]
    [InlineData("UPDATE monthly_report SET funds_fen = 1")]
    [InlineData("db.Set<Project>().Where(p => p.Id == 1).ExecuteUpdateAsync(")]
    public void AStatementOnFigures_IsSeen(string source) => Assert.NotEmpty(Statements().Matches(source));

    [GeneratedRegex(@"\.OpenWrite\(|\.BeginWriteAsync\(|\.BeginTransaction(?:Async)?\(|\.Commit(?:Async)?\(")]
    private static partial Regex Commits();

    [GeneratedRegex(@"\.Commit(?:Async)?\(")]
    private static partial Regex Commit();

    [GeneratedRegex(@"(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:project|monthly_report|credit_share|target|plan|unit_version|ledger_coverage)\b|"
        + @"Set<(?:Project|MonthlyReport|CreditShare|Target|Plan|UnitVersion|LedgerCoverage)>\(\)[^;]*Execute(?:Update|Delete)Async\(")]
    private static partial Regex Statements();
}
