using System.CommandLine;
using Yinfeng.Host;
using Yinfeng.Tests.Architecture;

namespace Yinfeng.Tests.Closing;

/// <summary>Every command is either tried against a closed month or stands in the table with the reason why it need not be.</summary>
public class CommandTests
{
    private const string Reads = "only reads", Elsewhere = "touches no figure of any month",
        Closes = "closes a month, which takes figures as they are; a closed one is not closed again";

    /// <summary>Written by hand: a new line is a decision.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["serve"] = Elsewhere, ["migrate"] = Elsewhere, ["doctor"] = Reads, ["user add"] = Elsewhere, ["user reset"] = Elsewhere, ["user unlock"] = Elsewhere, ["user second-off"] = Elsewhere,
        ["project gates"] = Reads, ["project show"] = Reads, ["board"] = Reads, ["lights"] = Reads, ["figures check"] = Reads, ["draw verify"] = Reads,
        ["draw nonce"] = Reads, ["draw list"] = Reads, ["draw show"] = Reads, ["draw plan"] = Elsewhere, ["draw inspector"] = Elsewhere, ["draw new"] = Elsewhere,
        ["draw publish"] = Elsewhere, ["draw reveal"] = Elsewhere, ["draw numbers"] = Elsewhere, ["draw run"] = Elsewhere, ["draw cancel"] = Elsewhere, ["draw substitute"] = Elsewhere,
        ["promise list"] = Reads, ["chain list"] = Reads, ["policy changes"] = Reads, ["export policies"] = Reads,
        ["policy check"] = Reads, ["chain backtest"] = Reads, ["chain gaps"] = Reads, ["chain targets"] = Reads, ["policy match"] = Reads, ["policy explain"] = Reads, ["policy versions"] = Reads,
        ["policy save"] = Elsewhere, ["policy submit"] = Elsewhere, ["policy approve"] = Elsewhere, ["policy refuse"] = Elsewhere, ["policy withdraw"] = Elsewhere, ["import policies"] = Elsewhere, ["import chains"] = Elsewhere,
        ["grant list"] = Reads, ["grant show"] = Reads, ["grant budget"] = Reads, ["grant apply"] = Elsewhere, ["grant file"] = Elsewhere, ["grant verify"] = Elsewhere,
        ["grant approve"] = Elsewhere, ["grant pay"] = Elsewhere, ["grant clawback"] = Elsewhere, ["grant return"] = Elsewhere, ["grant send-back"] = Elsewhere, ["grant refuse"] = Elsewhere,
        ["grant withdraw"] = Elsewhere, ["grant plan"] = Elsewhere, ["grant repay"] = Elsewhere, ["grant close-clawback"] = Elsewhere, ["grant set-budget"] = Elsewhere,
        ["import shareholdings"] = Elsewhere, ["import coefficients"] = Elsewhere, ["enterprise controllers"] = Reads, ["enterprise group"] = Reads, ["enterprise path"] = Reads,
        ["visit list"] = Reads, ["visit add"] = Elsewhere,
        ["lead list"] = Reads, ["lead show"] = Reads, ["lead import"] = Elsewhere, ["lead follow"] = Elsewhere, ["lead pool"] = Elsewhere, ["lead claim"] = Elsewhere,
        ["lead transfer"] = Elsewhere, ["lead merge"] = Elsewhere, ["lead unmerge"] = Elsewhere, ["lead recycle"] = Elsewhere, ["lead report"] = Elsewhere, ["lead edit"] = Elsewhere, ["lead close"] = Elsewhere,
        ["lead convert"] = Elsewhere, ["lead credit"] = Elsewhere,
        ["claim list"] = Reads, ["claim show"] = Reads, ["claim ask"] = Reads, ["claim find"] = Elsewhere,
        ["return"] = Reads, ["assess"] = Reads, ["assess list"] = Reads, ["assess replay"] = Reads, ["assess verify"] = Reads, ["assess check"] = Reads,
        ["assess freeze"] = Elsewhere, ["assess publish"] = Elsewhere, ["assess return"] = Elsewhere, ["suspicion run"] = Elsewhere, ["suspicion list"] = Reads, ["suspicion show"] = Reads, ["suspicion answer"] = Elsewhere,
        ["suspicion judge"] = Elsewhere, ["suspicion firms"] = Elsewhere, ["suspicion proxies"] = Elsewhere,
        ["enterprise resolve"] = Reads, ["industry judge"] = Reads, ["industry list"] = Reads, ["industry correct"] = Elsewhere, ["industry undo"] = Elsewhere, ["industry reclassify"] = Elsewhere,
        ["bulletin"] = Closes, ["bulletin list"] = Reads, ["bulletin check"] = Reads, ["bulletin template"] = Elsewhere,
        ["close list"] = Reads, ["close verify"] = Reads, ["close restatements"] = Reads, ["close register"] = Closes,
        ["audit export"] = Reads, ["audit root"] = Reads, ["audit verify"] = Reads, ["meeting list"] = Reads, ["review list"] = Reads, ["pending"] = Reads, ["map"] = Reads, ["import boundaries"] = Elsewhere, ["month overdue"] = Reads, ["review show"] = Reads, ["meeting agenda"] = Reads, ["meeting resolutions"] = Reads,
        ["audit checkpoint"] = Elsewhere, ["audit erase"] = Elsewhere, ["export ledger"] = Reads, ["export board"] = Reads, ["import enterprises"] = Elsewhere, ["import lists"] = Elsewhere, ["import products"] = Elsewhere, ["enterprise list"] = Reads, ["enterprise show"] = Reads, ["enterprise search"] = Reads,
    };

    /// <summary>Would move a figure of the closed first quarter.</summary>
    private static readonly Dictionary<string, Func<ClosedTown, string[]>> Moving = new()
    {
        ["import ledger"] = t => ["import", "ledger", File(t, ClosedTown.Ledger("新")), "--unit", "371424"],
        ["import targets"] = t => ["import", "targets", File(t, "单位,到位资金目标（亿元）\n临邑县,12.5\n"), "--unit", "371400", "--year", "2023"],
        ["import undo"] = t => ["import", "undo", $"{t.Imports[0]}"],
        ["project move"] = t => ["project", "move", $"{t.Project.Id}", "--stage", "签约", "--reason", "重复计算开工"],
    };

    /// <summary>Would change the tree of a closed month; there is no restating that.</summary>
    private static readonly Dictionary<string, Func<ClosedTown, string[]>> Standing = new()
    {
        ["import units"] = t => ["import", "units", File(t, "代码,名称,类别,上级,起始\n371424-09,化工园区,园区,371424,2023-03-01\n")],
    };

    public static TheoryData<string> Tried => [.. Moving.Keys];
    public static TheoryData<string> Refused => [.. Standing.Keys];

    [Fact]
    public void Commands_AreTriedOrStandInTheTable()
    {
        var all = Leaves(CommandLine.Tree(new LocalRunner([])), "").ToHashSet();
        var tried = Moving.Keys.Concat(Standing.Keys).ToHashSet();

        Found.Nothing(all.Where(c => !tried.Contains(c) && !Others.ContainsKey(c)).Select(c => $"{c}: neither tried nor in the table")
            .Concat(tried.Concat(Others.Keys).Where(c => !all.Contains(c)).Select(c => $"{c}: there is no such command"))
            .Concat(tried.Where(Others.ContainsKey).Select(c => $"{c}: tried, so it need not stand in the table")));
    }

    [Theory, MemberData(nameof(Tried))]
    public async Task Command_IntoAClosedMonth_NeedsRestate(string name)
    {
        await using var town = await ClosedTown.NewAsync(1);
        var (frozen, before) = (await town.FrozenAsync(), await town.FiguresAsync());
        var args = Moving[name](town);

        var (refused, said) = await RunAsync(town, args);

        Assert.True(refused == 1 && said.Contains("已经关账", StringComparison.Ordinal), $"{refused} {said}");
        Assert.Equal(before, await town.FiguresAsync());

        var (done, problem) = await RunAsync(town, [.. args, "--restate", ClosedStore.Reason]);

        Assert.True(done == 0, problem);
        Assert.NotEmpty(await ClosedStore.RowsAsync(town.Store));
        Assert.All(await ClosedStore.RowsAsync(town.Store), r => Assert.Equal(ClosedStore.Reason, r.Reason));
        Assert.Equal(frozen, await town.FrozenAsync());
    }

    [Theory, MemberData(nameof(Refused))]
    public async Task Command_ThatChangesAClosedTree_IsRefused_ReasonOrNot(string name)
    {
        await using var town = await ClosedTown.NewAsync(1);
        var before = await town.FiguresAsync();

        foreach (var reason in new string[][] { [], ["--restate", ClosedStore.Reason] })
        {
            var (code, said) = await RunAsync(town, [.. Standing[name](town), .. reason]);
            Assert.True(code == 1 && said.Contains("关账至 2023-03", StringComparison.Ordinal), $"{code} {said}");
        }
        Assert.Equal(before, await town.FiguresAsync());
    }

    /// <summary>As a server runs a command that was handed to it.</summary>
    private static async Task<(int Code, string Said)> RunAsync(ClosedTown town, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var order = new CommandOrder(args, town.Store.Database.DataFolder, null, "li", false);
        var code = await CommandLine.RunAsync(args, new ServerRunner(town.Site.Services, order, null), output, error, default);
        return (code, error.ToString());
    }

    private static IEnumerable<string> Leaves(Command command, string path) =>
        (command.Action is not null && path.Length > 0 ? [path] : Enumerable.Empty<string>())
            .Concat(command.Subcommands.SelectMany(c => Leaves(c, path.Length == 0 ? c.Name : $"{path} {c.Name}")));

    private static string File(ClosedTown town, string text)
    {
        var path = Path.Combine(town.Store.Database.DataFolder, $"{Guid.NewGuid():N}.csv");
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
