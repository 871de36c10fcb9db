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
        ["POST /users/{id:long}/unlock"] = Account, ["POST /users/{id:long}/end"] = Account, ["POST /users/{id:long}/second-off"] = Account,
        ["POST /api/users/{login}/unlock"] = Account, ["DELETE /api/me/sign-ins/{id}"] = Account, ["POST /account/end"] = Account,
        ["POST /account/second"] = Account, ["POST /account/second/off"] = Account, ["POST /account/second/codes"] = Account, ["POST /login/code"] = Account,
        ["POST /users/{id:long}/appoint"] = Account, ["POST /users/{id:long}/dismiss/{appointment:long}"] = Account, ["POST /posts"] = Account,
        ["POST /api/users/{id:long}/appointments"] = Account, ["DELETE /api/users/{id:long}/appointments/{appointment:long}"] = Account,
        ["POST /audit/log/{seq:long}"] = Log, ["POST /audit/erase"] = Log,
        ["PUT /api/users/{id:long}"] = Account, ["POST /api/users/{login}/reset"] = Account,
        ["POST /settings"] = Office, ["POST /settings/boundaries"] = Office, ["POST /settings/boundaries/remove"] = Office, ["POST /api/map/boundaries"] = Office, ["DELETE /api/map/boundaries/{sha256}"] = Office, ["PUT /api/settings"] = Office,
        ["POST /notices/read"] = Notice, ["POST /notices/address"] = Notice, ["POST /api/notices/read"] = Notice, ["PUT /api/notices/address"] = Notice,
        ["POST /projects/filters"] = Filter, ["POST /projects/filters/{id:long}"] = Filter, ["POST /api/projects/filters"] = Filter,
        ["PUT /api/projects/filters/{id:long}"] = Filter, ["DELETE /api/projects/filters/{id:long}"] = Filter,
        ["POST /enterprises/imports"] = Base, ["POST /enterprises/imports/lists"] = Base, ["POST /api/enterprises/imports"] = Base, ["POST /enterprises/imports/products"] = Base, ["POST /enterprises/imports/columns/{file}"] = Base, ["POST /enterprises/imports/columns/{file}/discard"] = Base, ["POST /api/enterprises/products"] = Base,
        ["POST /projects/export.xlsx"] = "only reads; the ticked rows come in a form",
        ["POST /bulletins/check"] = "measures a file", ["POST /api/bulletins/check"] = "measures a file", ["POST /bulletins/template/try"] = "only shows",
        ["POST /bulletins/template"] = Text, ["PUT /api/bulletins/template"] = Text, ["POST /bulletins/{period}/edits"] = Text,
        ["PUT /api/bulletins/{period}"] = Text,
        ["POST /bulletins/{period}/issue"] = Closes, ["POST /api/bulletins/{period}/issue"] = Closes, ["POST /closing/register"] = Closes,
        ["POST /policies/{policy}/changes/tell"] = Notice, ["POST /api/policies/{policy}/changes/tell"] = Notice,
        ["POST /api/promises"] = Meeting, ["POST /promises/new"] = Meeting, ["POST /api/promises/{id:long}/report"] = Meeting,
        ["POST /api/promises/{id:long}/confirm"] = Meeting, ["POST /api/promises/{id:long}/return"] = Meeting, ["POST /api/promises/{id:long}/extend"] = Meeting,
        ["POST /api/promises/{id:long}/hand-over"] = Meeting, ["POST /api/promises/{id:long}/break"] = Meeting, ["POST /promises/{id:long}/report"] = Meeting,
        ["POST /promises/{id:long}/confirm"] = Meeting, ["POST /promises/{id:long}/return"] = Meeting, ["POST /promises/{id:long}/extend"] = Meeting,
        ["POST /promises/{id:long}/hand-over"] = Meeting, ["POST /promises/{id:long}/break"] = Meeting,
        ["POST /api/meetings"] = Meeting, ["PUT /api/meetings/{id:long}"] = Meeting, ["POST /api/meetings/{id:long}/cancel"] = Meeting,
        ["POST /api/meetings/{id:long}/draw"] = Meeting, ["POST /api/meetings/{id:long}/hold"] = Meeting, ["POST /api/meetings/{id:long}/items"] = Meeting,
        ["DELETE /api/meetings/{id:long}/items/{item:long}"] = Meeting, ["POST /api/meetings/{id:long}/items/{item:long}/move"] = Meeting,
        ["POST /api/meetings/{id:long}/resolutions"] = Meeting, ["PUT /api/meetings/{id:long}/resolutions/{resolution:long}"] = Meeting,
        ["DELETE /api/meetings/{id:long}/resolutions/{resolution:long}"] = Meeting, ["POST /meetings"] = Meeting, ["POST /meetings/{id:long}/edit"] = Meeting,
        ["POST /meetings/{id:long}/cancel"] = Meeting, ["POST /meetings/{id:long}/draw"] = Meeting, ["POST /meetings/{id:long}/hold"] = Meeting,
        ["POST /meetings/{id:long}/items"] = Meeting, ["POST /meetings/{id:long}/items/{item:long}/remove"] = Meeting,
        ["POST /meetings/{id:long}/items/{item:long}/move"] = Meeting, ["POST /meetings/{id:long}/resolutions"] = Meeting,
        ["POST /meetings/{id:long}/resolutions/{resolution:long}"] = Meeting, ["POST /meetings/{id:long}/resolutions/{resolution:long}/remove"] = Meeting,
        ["POST /meetings/resolutions/{id:long}/report"] = Meeting, ["POST /meetings/resolutions/{id:long}/confirm"] = Meeting,
        ["POST /meetings/resolutions/{id:long}/return"] = Meeting, ["POST /meetings/resolutions/{id:long}/extend"] = Meeting,
        ["POST /meetings/resolutions/{id:long}/withdraw"] = Meeting, ["POST /api/meetings/resolutions/{id:long}/report"] = Meeting,
        ["POST /api/meetings/resolutions/{id:long}/confirm"] = Meeting, ["POST /api/meetings/resolutions/{id:long}/return"] = Meeting,
        ["POST /api/meetings/resolutions/{id:long}/extend"] = Meeting, ["POST /api/meetings/resolutions/{id:long}/withdraw"] = Meeting,
        ["POST /shareholdings/import"] = Firms, ["POST /api/shareholdings/imports"] = Firms,
        ["POST /chains/{chain}/targets/leads"] = Lead, ["POST /api/chains/{chain}/targets/leads"] = Lead, ["POST /leads/{id:long}/follow"] = Lead, ["POST /leads/{id:long}/pool"] = Lead, ["POST /leads/{id:long}/claim"] = Lead, ["POST /leads/{id:long}/transfer"] = Lead,
        ["POST /leads/{id:long}/credit"] = Lead, ["POST /leads/{id:long}/merge"] = Lead, ["POST /leads/{id:long}/unmerge"] = Lead, ["POST /leads/import"] = Lead,
        ["POST /api/leads/{id:long}/follow"] = Lead, ["POST /api/leads/{id:long}/pool"] = Lead, ["POST /api/leads/{id:long}/claim"] = Lead,
        ["POST /api/leads/{id:long}/transfer"] = Lead, ["POST /api/leads/{id:long}/credit"] = Lead, ["POST /api/leads/{id:long}/merge"] = Lead,
        ["POST /api/leads/{id:long}/unmerge"] = Lead, ["POST /api/leads/imports"] = Lead,
        ["POST /visits/new"] = Visit, ["POST /visits/{id:long}/edit"] = Visit, ["POST /visits/{id:long}/step"] = Visit, ["POST /visits/contacts"] = Visit, ["POST /visits/contacts/{id:long}/erase"] = Visit,
        ["POST /api/visits"] = Visit, ["PUT /api/visits/{id:long}"] = Visit, ["POST /api/visits/{id:long}/step"] = Visit, ["POST /api/contacts"] = Visit, ["POST /api/contacts/{id:long}/erase"] = Visit,
        ["POST /leads/taken"] = "only asks whose investor it is", ["POST /api/leads/taken"] = "only asks whose investor it is",
        ["POST /api/task-forces"] = Sight, ["POST /api/task-forces/{id:long}/members"] = Sight,
        ["DELETE /api/task-forces/{id:long}/members/{member:long}"] = Sight, ["POST /api/projects/{id:long}/shares"] = Sight,
        ["DELETE /api/projects/{id:long}/shares/{share:long}"] = Sight, ["POST /task-forces"] = Sight, ["POST /task-forces/{id:long}/members"] = Sight,
        ["POST /task-forces/{id:long}/members/{member:long}/end"] = Sight, ["POST /projects/{id:long}/sharing"] = Sight,
        ["POST /projects/{id:long}/sharing/{share:long}/end"] = Sight, ["POST /account/kept/{id}"] = Kept, ["POST /account/kept/{id}/discard"] = Kept,
        ["POST /api/inspections/plans"] = Inspection, ["PUT /api/inspections/plans/{id:long}"] = Inspection, ["POST /api/inspections/inspectors"] = Inspection,
        ["PUT /api/inspections/inspectors/{id:long}"] = Inspection, ["PUT /api/inspections/tasks/{id:long}/draft"] = Inspection,
        ["POST /api/inspections/tasks/{id:long}/submit"] = Inspection, ["POST /api/inspections/tasks/{id:long}/photos"] = Inspection,
        ["POST /api/inspections/findings/{id:long}/close"] = Inspection, ["POST /api/draws"] = Inspection, ["POST /api/draws/{draw}/publish"] = Inspection,
        ["POST /api/draws/{draw}/reveal"] = Inspection, ["POST /api/draws/{draw}/numbers"] = Inspection, ["POST /api/draws/{draw}/run"] = Inspection,
        ["POST /api/draws/{draw}/cancel"] = Inspection, ["POST /api/draws/{draw}/substitute"] = Inspection, ["POST /inspections/plans"] = Inspection,
        ["POST /inspections/plans/{id:long}"] = Inspection, ["POST /inspections/inspectors"] = Inspection, ["POST /inspections/inspectors/{id:long}"] = Inspection,
        ["POST /inspections/draws"] = Inspection, ["POST /inspections/draws/{id:long}/publish"] = Inspection,
        ["POST /inspections/draws/{id:long}/numbers"] = Inspection, ["POST /inspections/draws/{id:long}/reveal"] = Inspection,
        ["POST /inspections/draws/{id:long}/run"] = Inspection, ["POST /inspections/draws/{id:long}/cancel"] = Inspection,
        ["POST /inspections/draws/{id:long}/substitute"] = Inspection, ["POST /inspections/tasks/{id:long}"] = Inspection,
        ["POST /inspections/tasks/{id:long}/draft"] = Inspection, ["POST /inspections/tasks/{id:long}/photos"] = Inspection,
        ["POST /inspections/findings/{id:long}/close"] = Inspection,
        ["POST /chains/{chain}/nodes/{node}/task"] = Chain, ["POST /chains/{chain}/goals"] = Chain, ["POST /chains/{chain}/charge"] = Chain,
        ["PUT /api/chains/{chain}/nodes/{node}/task"] = Chain, ["PUT /api/chains/{chain}/goals/{year:int}"] = Chain, ["PUT /api/chains/{chain}/charge"] = Chain,
        ["POST /chains/{chain}/edit"] = Chain, ["POST /chains/new"] = Chain, ["POST /chains/versions/{id:long}/withdraw"] = Chain,
        ["PUT /api/chains/{chain}/draft"] = Chain, ["POST /api/chains/versions/{id:long}/put-in-force"] = Chain, ["POST /api/chains/versions/{id:long}/withdraw"] = Chain,
        ["POST /api/policies/match"] = "only computes; nothing is stored", ["POST /policies/{policy}/try"] = "only computes; nothing is stored",
        ["POST /api/policies/{policy}/try"] = "only computes; nothing is stored", ["POST /policies/new"] = Policy, ["POST /policies/{policy}/draft"] = Policy,
        ["POST /policies/{policy}/submit"] = Policy, ["POST /policies/versions/{id:long}/approve"] = Policy, ["POST /policies/versions/{id:long}/refuse"] = Policy,
        ["POST /policies/versions/{id:long}/withdraw"] = Policy, ["POST /policies/versions/{id:long}/take-back"] = Policy, ["PUT /api/policies/{policy}/draft"] = Policy,
        ["POST /api/policies/{policy}/submit"] = Policy, ["POST /api/policies/versions/{id:long}/approve"] = Policy, ["POST /api/policies/versions/{id:long}/refuse"] = Policy,
        ["POST /api/policies/versions/{id:long}/withdraw"] = Policy, ["POST /api/policies/versions/{id:long}/take-back"] = Policy,
        ["POST /api/assessment/what-if"] = "only computes; nothing is stored", ["POST /api/assessment/schemes/check"] = "only reads a text",
        ["POST /assessment/schemes/check"] = "only reads a text", ["POST /assessment/editions"] = Score, ["POST /assessment/schemes"] = Score,
        ["POST /assessment/entries"] = Score, ["POST /api/assessment/editions"] = Score, ["POST /api/assessment/schemes"] = Score,
        ["POST /api/assessment/entries"] = Score, ["POST /assessment/editions/{id:long}/decide"] = Score,
        ["POST /api/assessment/editions/{id:long}/publish"] = Score, ["POST /api/assessment/editions/{id:long}/return"] = Score,
        ["POST /assessment/editions/{id:long}/objections"] = Score, ["POST /api/assessment/editions/{id:long}/objections"] = Score,
        ["POST /assessment/editions/{id:long}/objections/{objection:long}"] = Score, ["POST /api/assessment/objections/{id:long}/answer"] = Score,
        ["POST /assessment/schemes/{id:long}/decide"] = Score, ["POST /api/assessment/schemes/{id:long}/approve"] = Score,
        ["POST /api/assessment/schemes/{id:long}/return"] = Score, ["POST /assessment/entries/{id:long}"] = Score,
        ["POST /api/assessment/entries/{id:long}/confirm"] = Score, ["POST /api/assessment/entries/{id:long}/withdraw"] = Score,
        ["POST /assessment/leaders"] = Score, ["PUT /api/assessment/leaders"] = Score,
        ["POST /api/reviews"] = Review, ["PUT /api/reviews/{id:long}/draft"] = Review, ["POST /api/reviews/{id:long}/opinion"] = Review,
        ["POST /api/reviews/{id:long}/conclude"] = Review, ["POST /api/reviews/{id:long}/extend"] = Review, ["POST /api/reviews/{id:long}/cancel"] = Review,
        ["POST /reviews"] = Review, ["POST /reviews/{id:long}/draft"] = Review, ["POST /reviews/{id:long}/opinion"] = Review,
        ["POST /reviews/{id:long}/conclude"] = Review, ["POST /reviews/{id:long}/extend"] = Review, ["POST /reviews/{id:long}/cancel"] = Review,
        ["POST /grants"] = Payout, ["POST /grants/budgets"] = Payout, ["POST /grants/{id:long}/edit"] = Payout,
        ["POST /grants/{id:long}/pay"] = Payout, ["POST /grants/{id:long}/repay"] = Payout, ["POST /grants/{id:long}/close"] = Payout,
        ["POST /api/grants"] = Payout, ["PUT /api/grants/{id:long}"] = Payout, ["POST /api/grants/budgets"] = Payout,
        ["POST /api/grants/{id:long}/payments"] = Payout, ["POST /api/grants/{id:long}/repayments"] = Payout, ["POST /api/grants/{id:long}/clawback/close"] = Payout,
        ["POST /grants/{id:long}/verify"] = Payout, ["POST /api/grants/{id:long}/verify"] = Payout, ["POST /grants/{id:long}/return"] = Payout,
        ["POST /api/grants/{id:long}/return"] = Payout, ["POST /grants/{id:long}/approve"] = Payout, ["POST /api/grants/{id:long}/approve"] = Payout,
        ["POST /grants/{id:long}/send-back"] = Payout, ["POST /api/grants/{id:long}/send-back"] = Payout, ["POST /grants/{id:long}/refuse"] = Payout,
        ["POST /api/grants/{id:long}/refuse"] = Payout, ["POST /grants/{id:long}/withdraw"] = Payout, ["POST /api/grants/{id:long}/withdraw"] = Payout,
        ["POST /grants/{id:long}/plan"] = Payout, ["POST /api/grants/{id:long}/plan"] = Payout, ["POST /grants/{id:long}/clawback"] = Payout,
        ["POST /api/grants/{id:long}/clawback"] = Payout, ["POST /grants/{id:long}/files"] = Payout, ["POST /api/grants/{id:long}/files"] = Payout,
        ["POST /arbitration"] = Dispute, ["POST /arbitration/{id:long}/draft"] = Dispute, ["POST /arbitration/{id:long}/answer"] = Dispute,
        ["POST /arbitration/{id:long}/propose"] = Dispute, ["POST /arbitration/{id:long}/open"] = Dispute, ["POST /arbitration/{id:long}/appeal"] = Dispute,
        ["POST /arbitration/{id:long}/proposal"] = Settled, ["POST /api/arbitration/{id:long}/proposal"] = Settled,
        ["POST /api/arbitration"] = Dispute, ["PUT /api/arbitration/{id:long}/draft"] = Dispute, ["POST /api/arbitration/{id:long}/answer"] = Dispute,
        ["POST /api/arbitration/{id:long}/propose"] = Dispute, ["POST /api/arbitration/{id:long}/open"] = Dispute, ["POST /api/arbitration/{id:long}/appeal"] = Dispute,
        ["POST /api/suspicion/runs"] = Doubt, ["POST /api/suspicion/{id:long}/answer"] = Doubt, ["POST /api/suspicion/{id:long}/judge"] = Doubt,
        ["POST /api/suspicion/lists/{kind}"] = Doubt, ["POST /suspicion/run"] = Doubt, ["POST /suspicion/{id:long}/answer"] = Doubt,
        ["POST /suspicion/{id:long}/judge"] = Doubt, ["POST /suspicion/lists/{kind}"] = Doubt,
        ["POST /resolution/answers"] = Trade, ["POST /resolution/answers/{id:long}/undo"] = Trade, ["POST /api/resolution/answers"] = Trade,
        ["DELETE /api/resolution/answers/{id:long}"] = Trade, ["POST /resolution/match"] = "only compares; nothing is stored",
        ["POST /api/resolution/resolve"] = "only compares; nothing is stored",
        ["POST /industries/corrections"] = Trade, ["POST /industries/corrections/{id:long}/undo"] = Trade, ["POST /api/industries/corrections"] = Trade,
        ["DELETE /api/industries/corrections/{id:long}"] = Trade, ["POST /industries/of-company/{id:long}"] = Trade,
        ["POST /returns/mapping"] = Text, ["PUT /api/returns/{name}"] = Text,
    };

    private const string Base = "companies of the base, which no figure counts";
    private const string Score = "scores and their rules; a leader's targets are on no board", Dispute = "what is said about whose a project is; only the ruling moves figures", Settled = "carried out as a ruling is; ClaimCaseTests tries it";
    private const string Chain = "chains and what they shall bring; what they bring is counted from the ledger";
    private const string Payout = "money that policies give; no board counts it";
    private const string Policy = "rules of policies; no figure of a month", Review = "what departments think of a project; figures are not among it", Doubt = "what is doubtful about a figure; the figure stays", Account = "accounts, roles and sessions", Log = "the log of what was done",
        Sight = "who may see a project", Firms = "what is known of companies", Lead = "a lead is no project yet and in no figure", Visit = "talks with companies; no figure of a month counts them", Inspection = "what inspectors found; a figure is put right by its own report", Kept = "a form shown again; it is sent to its own address", Office = "names and addresses of the office", Notice = "messages and where they go",
        Filter = "somebody's saved filters", Meeting = "who does what by when; figures are not among it", Text = "wording and layout; an issued bulletin keeps its own",
        Trade = "what a company of the base does; no figure counts it", Closes = "closes a month, which takes figures as they are; a closed one is not closed again";

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

    [Fact]
    public Task Write_ThatWouldMoveAClosedFigure_IsRefused_AndWithAReasonRestated() => EachAsync(RouteTries.Moving, async (town, send) =>
    {
        var (frozen, before, rows) = (await town.FrozenAsync(), await town.FiguresAsync(), (await ClosedStore.RowsAsync(town.Store)).Count);
        if (await ClosedTown.WhyNotRefusedAsync(await send(town), town.Typed) is { } through)
        {
            return $"Not refused: {through}";
        }
        if (before != await town.FiguresAsync())
        {
            return "Refused, yet figures moved.";
        }
        town.Reason = ClosedStore.Reason;
        var done = await send(town);
        if ((int)done.StatusCode >= 400)
        {
            return $"Refused in spite of the reason: {await ShownAsync(done)}";
        }
        var now = await ClosedStore.RowsAsync(town.Store);
        return now.Count == rows || now.Exists(r => r.Reason != ClosedStore.Reason) ? "Not restated."
            : before == await town.FiguresAsync() ? "Moved no figure."
            : frozen != await town.FrozenAsync() || !await town.VerifiesAsync() ? "Moved a frozen figure." : null;
    });

    [Fact]
    public Task Change_OfAClosedTree_IsRefused_ReasonOrNot() => EachAsync(RouteTries.Standing, async (town, send) =>
    {
        var before = await town.FiguresAsync();
        foreach (var reason in new[] { null, ClosedStore.Reason })
        {
            town.Reason = reason;
            var refused = await send(town);
            var text = System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            if ((int)refused.StatusCode != 422 || !text.Contains("关账至 2023-03", StringComparison.Ordinal))
            {
                return $"Not refused: {(int)refused.StatusCode} {await ShownAsync(refused)}";
            }
        }
        return before == await town.FiguresAsync() ? null : "Refused, yet figures moved.";
    });

    [Fact]
    public Task Write_BesideTheFigures_IsDoneAndMovesNone() => EachAsync(RouteTries.Harmless, async (town, send) =>
    {
        var before = await town.FiguresAsync();
        var done = await send(town);
        return (int)done.StatusCode >= 400 ? $"{(int)done.StatusCode} {await ShownAsync(done)}"
            : before == await town.FiguresAsync() && await town.VerifiesAsync() ? null : "Moved a figure.";
    });

    /// <summary>Tries one after the other in one town, each on a project of its own.</summary>
    private static async Task EachAsync(Dictionary<string, Try> tries, Func<ClosedTown, Try, Task<string?>> judge)
    {
        await using var town = await ClosedTown.NewAsync(tries.Count);
        var (found, turn) = (new List<string>(), 0);
        foreach (var (route, send) in tries)
        {
            town.Turn(turn++);
            try
            {
                if (await judge(town, send) is { } wrong)
                {
                    found.Add($"{route}: {wrong}");
                }
            }
            catch (Exception thrown) when (thrown is HttpRequestException or Xunit.Sdk.XunitException or TimeoutException)
            {
                found.Add($"{route}: {thrown.Message}");
            }
        }
        Found.Nothing(found);
    }

    private static async Task<string> ShownAsync(HttpResponseMessage answer)
    {
        var text = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        var at = Math.Max(0, text.IndexOf("<main", StringComparison.Ordinal));
        return text.Substring(at, Math.Min(text.Length - at, 1500));
    }
}
