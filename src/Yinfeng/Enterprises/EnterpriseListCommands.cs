using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>`yinfeng import lists|products`, `yinfeng enterprise list|show`.</summary>
internal static class EnterpriseListCommands
{
    public static Command Import(ICommandMaker maker)
    {
        var file = new Argument<string>("FILE") { Description = "名单（csv、xlsx），有“企业名称”一列，可有“统一社会信用代码”“排名”“榜单”" };
        var name = new Option<string?>("--name") { Description = "名单名称；文件里有“榜单”一列时不必填" };
        var on = new Option<string>("--on") { Description = "名单日期，例如 2025 或 2025-08-01", Required = true };
        var source = new Option<string?>("--source") { Description = "谁发布的；不填为文件名" };
        return maker.Make("lists", Rights.Approve, "导入企业名单（500强、上市公司、专精特新……）", async (parsed, seat, ct) =>
        {
            var path = Path.Combine(seat.WorkingDirectory, parsed.GetValue(file)!);
            if (!File.Exists(path) || !LedgerDate.TryParse(parsed.GetValue(on), out var date))
            {
                await seat.Error.WriteLineAsync(File.Exists(path) ? "--on 请写成 2025 或 2025-08-01。" : $"找不到文件“{path}”，请核对路径。");
                return 2;
            }
            var decision = await seat.Services.GetRequiredService<ImportList>().RunAsync(seat.Viewer,
                new EnterpriseListRequest(path, parsed.GetValue(name), date, parsed.GetValue(source)), ct);
            if (!decision.Allowed)
            {
                await seat.Error.WriteLineAsync(decision.Unmet[0].Message);
                return 1;
            }
            await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(new { lists = decision.Value }, EnterpriseJson.Plain)
                : string.Join('\n', decision.Value!.Select(l => $"{l.Name}：{l.Entries} 家，其中 {l.Found} 家在企业库中")));
            return 0;
        }, [file, name, on, source]);
    }

    public static Command ImportProducts(ICommandMaker maker)
    {
        var files = new Argument<string[]>("FILE") { Description = "上市公司表（证券代码、证券简称、公司全称）和产品表（证券代码、产品、收入占比），csv、csv.gz 或 xlsx", Arity = ArgumentArity.OneOrMore };
        var on = new Option<string?>("--on") { Description = "数据日期，例如 2021-12-31；不填为今天" };
        return maker.Make("products", Rights.Approve, "导入上市公司及其产品", async (parsed, seat, ct) =>
        {
            var day = new LedgerDate(BusinessTime.Today(seat.Services.GetRequiredService<TimeProvider>()));
            var paths = parsed.GetValue(files)!.Select(f => Path.Combine(seat.WorkingDirectory, f)).ToList();
            if (paths.Find(p => !File.Exists(p)) is { } missing || (parsed.GetValue(on) is { } said && !LedgerDate.TryParse(said, out day)))
            {
                await seat.Error.WriteLineAsync(paths.TrueForAll(File.Exists) ? "--on 请写成 2021 或 2021-12-31。" : "找不到文件，请核对路径。");
                return 2;
            }
            var decision = await seat.Services.GetRequiredService<ImportProducts>().RunAsync(seat.Viewer, new ProductsRequest(paths, day), ct);
            if (!decision.Allowed)
            {
                await seat.Error.WriteLineAsync(decision.Unmet[0].Message);
                return 1;
            }
            await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(decision.Value, EnterpriseJson.Plain) : EnterpriseTerms.Of(decision.Value!));
            return 0;
        }, [files, on]);
    }

    public static IEnumerable<Command> Make(ICommandMaker maker)
    {
        var (text, place, limit) = (new Option<string?>("--text") { Description = "名称或代码，或其一部分" }, new Option<string?>("--place") { Description = "省、市、县，或区划代码" },
            new Option<int>("--limit") { Description = "最多几家", DefaultValueFactory = _ => 50 });
        var which = new Argument<string>("ID|CODE") { Description = "企业编号或统一社会信用代码" };
        return
        [
            maker.Make("list", Rights.See, "企业清单，有文字时最可能的在前，否则注册资本大的在前", async (parsed, seat, ct) =>
            {
                var asked = new EnterpriseAsked(parsed.GetValue(text), parsed.GetValue(place));
                if (asked.Wrong is { } wrong)
                {
                    await seat.Error.WriteLineAsync(wrong);
                    return 2;
                }
                var page = await seat.Services.GetRequiredService<EnterpriseLines>().PageAsync(seat.Viewer, asked,
                    Math.Clamp(parsed.GetValue(limit), 1, EnterpriseLines.MostExported), ct);
                await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(EnterprisePageJson.Of(page), EnterpriseJson.Plain)
                    : string.Join('\n', page.Rows.Select(r => r.Line).Select(r => $"{r.Id}\t{r.Name}\t{r.CreditCode}\t{r.PlaceName}")));
                return 0;
            }, [text, place, limit]),
            maker.Make("show", Rights.See, "一家企业的登记事实、变更、集团和名单", (parsed, seat, ct) => ShowAsync(parsed.GetValue(which)!, seat, ct), [which]),
        ];
    }

    private static async Task<int> ShowAsync(string which, CommandSeat seat, CancellationToken ct)
    {
        var held = await seat.Services.GetRequiredService<EnterpriseBase>().NowAsync(ct);
        var id = held.FindCode(which.Trim().ToUpperInvariant()) is >= 0 and var row ? held.Id(row)
            : long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (await seat.Services.GetRequiredService<EnterpriseViews>().GetAsync(seat.Viewer, id, ct) is not { } view)
        {
            await seat.Error.WriteLineAsync($"企业库里没有编号或代码为“{which}”的企业。");
            return 1;
        }
        await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(EnterpriseViewJson.Of(view), EnterpriseJson.Plain)
            : string.Join('\n', EnterpriseFactsText.Of(view).Select(f => $"{f.Label}：{f.Value}")
                .Concat(view.History.Select(h => $"{h.SeenOn} {EnterpriseTerms.Field(h.Field)}：{h.OldValue} → {h.NewValue}"))));
        return 0;
    }
}
