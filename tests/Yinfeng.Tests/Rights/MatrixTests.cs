using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Xunit.Abstractions;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Kernel;
using Yinfeng.Tests.Architecture;

namespace Yinfeng.Tests.Proofs;

/// <summary>Every route and command × everybody who may ask × every thing asked about, against the real product: the status is the
/// table's, and nothing that the asker may not see stands in the bytes.</summary>
/// <remarks>A case is a decision: one answer's status, or one thing that one answer must show or must not show.</remarks>
public sealed class MatrixTests(ITestOutputHelper output)
{
    private const int AtOnce = 8, MostShown = 40;
    private static readonly RightsTable Table = RightsTable.Read();

    [Fact]
    public void Table_ClassifiesEveryRouteAndCommand_AndNothingElse()
    {
        var routes = ProductRoutes.All.Where(r => ProductRoutes.Path(r) != "/{**path:file}") // The framework's own, for assets that are not there: 404.
            .SelectMany(r => ProductRoutes.Methods(r).Split(',').Select(m => Shape(m, r))).ToHashSet();
        var known = Table.Routes.Select(r => $"{r.Method} /{r.Shape}".Replace("/openapi/v1.json", "/openapi/{}", StringComparison.Ordinal)).ToHashSet();
        var commands = Commands().Select(c => c.Name).ToHashSet();
        Found.Nothing(routes.Except(known).Select(r => $"{r}: not in Rights/table.txt: add its right and kind")
            .Concat(known.Except(routes).Select(r => $"{r}: in Rights/table.txt, but there is no such route"))
            .Concat(commands.Except(Table.Commands.Select(c => c.Name)).Select(c => $"{c}: not in Rights/table.txt"))
            .Concat(Table.Commands.Select(c => c.Name).Except(commands).Select(c => $"{c}: in Rights/table.txt, but there is no such command"))
            .Concat(Table.RolesMissing().Select(r => $"role {r}: not in Rights/table.txt")));
        Assert.InRange(Table.Lines, 1, 300);
    }

    [Fact]
    public async Task Everybody_GetsWhatTheTableSays_AndNoTraceOfAnythingElse()
    {
        await using var world = await RightsWorld.NewAsync(Table);
        var (wrong, count) = (new ConcurrentQueue<string>(), new Counts());
        var form = await world.FormFieldAsync();
        await Parallel.ForEachAsync(world.Askers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (asker, _) =>
        {
            var case0 = new MatrixCase(world, Table, asker, count, wrong);
            foreach (var line in Table.Routes)
            {
                await case0.RouteAsync(line, form);
            }
        });
        output.WriteLine($"{Table.Lines} lines of table, {world.Askers.Count} askers, {count.Requests} requests, {count.Cases} cases");
        Assert.True(wrong.IsEmpty, Shown(wrong));
        Assert.True(count.Cases >= 20_000, $"{count.Cases} cases");
    }

    [Fact]
    public async Task Commands_DoForEverybodyWhatTheTableSays_AndShowNoTraceOfAnythingElse()
    {
        await using var world = await RightsWorld.NewAsync(Table);
        var (wrong, count) = (new ConcurrentQueue<string>(), new Counts());
        var commands = Commands().ToDictionary(c => c.Name);
        await Parallel.ForEachAsync(world.Askers.Where(a => a.Cookie is not null), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (asker, ct) =>
        {
            var case0 = new MatrixCase(world, Table, asker, count, wrong);
            foreach (var rule in Table.Commands.Where(c => c.Kind != "none"))
            {
                await case0.CommandAsync(rule, commands[rule.Name].Command);
            }
        });
        output.WriteLine($"{world.Askers.Count - 1} askers, {count.Requests} commands run, {count.Cases} cases");
        Assert.True(wrong.IsEmpty, Shown(wrong));
    }

    private static string Shown(ConcurrentQueue<string> wrong) => wrong.IsEmpty ? "" : $"{wrong.Count} wrong:\n" + string.Join('\n',
        wrong.GroupBy(w => w.Split(':')[0]).OrderByDescending(g => g.Count()).Take(MostShown).Select(g => $"{g.Count()} × {g.Min()}"));

    private static string Shape(string method, RouteEndpoint route) => $"{method} /{RightsTable.ShapeOf(ProductRoutes.Path(route))}".Replace("{}.json", "{}", StringComparison.Ordinal);

    private static IEnumerable<(string Name, System.CommandLine.Command Command)> Commands() => Leaves(CommandLine.Tree(new LocalRunner([])), "");

    private static IEnumerable<(string Name, System.CommandLine.Command Command)> Leaves(System.CommandLine.Command command, string path) =>
        (command.Action is not null && path.Length > 0 ? [(path, command)] : Enumerable.Empty<(string, System.CommandLine.Command)>())
            .Concat(command.Subcommands.SelectMany(c => Leaves(c, path.Length == 0 ? c.Name : $"{path} {c.Name}")));
}

internal sealed class Counts
{
    private long _requests, _cases;

    public long Requests => Volatile.Read(ref _requests);
    public long Cases => Volatile.Read(ref _cases);
    public void Request() => Interlocked.Increment(ref _requests);
    public void Case(int many = 1) => Interlocked.Add(ref _cases, many);
}
