using Microsoft.AspNetCore.Routing;
using Yinfeng.Tests.Architecture;

namespace Yinfeng.Tests.Closing;

/// <summary>Every address that writes is either tried against a closed month or stands in the table with the reason why it need not be.</summary>
public class RouteTests
{
    /// <summary>Touch no figure of any month. Written by hand: a new line is a decision.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["POST /login"] = Account, ["POST /logout"] = Account, ["POST /password"] = Account, ["POST /users"] = Account, ["POST /users/{id:long}"] = Account,
        ["POST /users/{id:long}/reset"] = Account, ["POST /users/{id:long}/sign-out"] = Account, ["POST /api/users"] = Account,
        ["PUT /api/users/{id:long}"] = Account, ["POST /api/users/{login}/reset"] = Account,
        ["POST /settings"] = Office, ["PUT /api/settings"] = Office,
        ["POST /notices/read"] = Notice, ["POST /notices/address"] = Notice, ["POST /api/notices/read"] = Notice, ["PUT /api/notices/address"] = Notice,
        ["POST /projects/filters"] = Filter, ["POST /projects/filters/{id:long}"] = Filter, ["POST /api/projects/filters"] = Filter,
        ["PUT /api/projects/filters/{id:long}"] = Filter, ["DELETE /api/projects/filters/{id:long}"] = Filter,
        ["POST /projects/export.xlsx"] = "only reads; the ticked rows come in a form",
        ["POST /bulletins/check"] = "measures a file", ["POST /api/bulletins/check"] = "measures a file", ["POST /bulletins/template/try"] = "only shows",
        ["POST /bulletins/template"] = Text, ["PUT /api/bulletins/template"] = Text, ["POST /bulletins/{period}/edits"] = Text,
        ["PUT /api/bulletins/{period}"] = Text,
        ["POST /bulletins/{period}/issue"] = Closes, ["POST /api/bulletins/{period}/issue"] = Closes, ["POST /closing/register"] = Closes,
        ["POST /returns/mapping"] = Text, ["PUT /api/returns/{name}"] = Text,
    };

    private const string Account = "accounts and sessions", Office = "names and addresses of the office", Notice = "messages and where they go",
        Filter = "somebody's saved filters", Text = "wording and layout; an issued bulletin keeps its own",
        Closes = "closes a month, which takes figures as they are; a closed one is not closed again";

    public static TheoryData<string> Moving => [.. RouteTries.Moving.Keys];
    public static TheoryData<string> Standing => [.. RouteTries.Standing.Keys];
    public static TheoryData<string> Harmless => [.. RouteTries.Harmless.Keys];

    [Fact]
    public void WritingRoutes_AreTriedOrStandInTheTable()
    {
        var writing = ProductRoutes.All.Where(r => ProductRoutes.Methods(r).Split(',').Any(m => m is "POST" or "PUT" or "PATCH" or "DELETE"))
            .Select(ProductRoutes.Name).ToHashSet();
        var tried = RouteTries.Moving.Keys.Concat(RouteTries.Standing.Keys).Concat(RouteTries.Harmless.Keys).Select(k => k.Split(" · ")[0]).ToHashSet();

        Found.Nothing(writing.Where(r => !tried.Contains(r) && !Elsewhere.ContainsKey(r)).Select(r => $"{r}: neither tried nor in the table")
            .Concat(Elsewhere.Keys.Where(r => !writing.Contains(r)).Select(r => $"{r}: in the table, but there is no such route"))
            .Concat(tried.Where(r => !writing.Contains(r)).Select(r => $"{r}: tried, but there is no such route"))
            .Concat(tried.Where(Elsewhere.ContainsKey).Select(r => $"{r}: tried, so it need not stand in the table")));
    }

    [Theory, MemberData(nameof(Moving))]
    public async Task Write_ThatWouldMoveAClosedFigure_IsRefused_AndWithAReasonRestated(string route)
    {
        await using var town = await ClosedTown.NewAsync();
        var send = RouteTries.Moving[route];
        var (frozen, before) = (await town.FrozenAsync(), await town.FiguresAsync());

        Assert.Null(await ClosedTown.WhyNotRefusedAsync(await send(town), town.Typed));
        Assert.Equal(before, await town.FiguresAsync());

        town.Reason = ClosedStore.Reason;
        var done = await send(town);

        Assert.True((int)done.StatusCode < 400, await done.Content.ReadAsStringAsync());
        Assert.NotEmpty(await ClosedStore.RowsAsync(town.Store));
        Assert.All(await ClosedStore.RowsAsync(town.Store), r => Assert.Equal(ClosedStore.Reason, r.Reason));
        Assert.NotEqual(before, await town.FiguresAsync());
        Assert.Equal(frozen, await town.FrozenAsync());
        Assert.True(await town.VerifiesAsync());
    }

    [Theory, MemberData(nameof(Standing))]
    public async Task Change_OfAClosedTree_IsRefused_ReasonOrNot(string route)
    {
        await using var town = await ClosedTown.NewAsync();
        var before = await town.FiguresAsync();

        foreach (var reason in new[] { null, ClosedStore.Reason })
        {
            town.Reason = reason;
            var refused = await RouteTries.Standing[route](town);

            Assert.Equal(422, (int)refused.StatusCode);
            Assert.Contains("关账至 2023-03", System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
        Assert.Equal(before, await town.FiguresAsync());
    }

    [Theory, MemberData(nameof(Harmless))]
    public async Task Write_BesideTheFigures_IsDoneAndMovesNone(string route)
    {
        await using var town = await ClosedTown.NewAsync();
        var before = await town.FiguresAsync();

        var done = await RouteTries.Harmless[route](town);

        Assert.True((int)done.StatusCode < 400, $"{(int)done.StatusCode} {await done.Content.ReadAsStringAsync()}");
        Assert.Equal(before, await town.FiguresAsync());
        Assert.True(await town.VerifiesAsync());
    }
}
