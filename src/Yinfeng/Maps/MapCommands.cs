using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Maps;

/// <summary>`yinfeng map` and `yinfeng import boundaries`.</summary>
public static class MapCommands
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>What the address of the page says, as options.</summary>
    private static readonly (string Name, string Help)[] Options =
    [
        ("side", "From 从哪里来（缺省）或 To 落在哪里"), ("layer", "Projects、Leads、Companies、Focus 或 Parks"), ("period", "截至月份，例如 2023-03"), ("unit", "单位代码"),
        ("at", "看哪个地区里面，区划代码"), ("level", "province：全国按省份"), ("by", "Count 或 Amount，排序用"), ("stock", "signed、started、all 或某一阶段"), ("industry", "行业"), ("chain", "产业链；企业图层写代号"),
        ("channel", "来源渠道"), ("grade", "线索等级"), ("division", "行业大类，两位代码"), ("list", "企业名单编号"), ("node", "企业图层：产业链的环节代号"),
    ];

    public static Command Map(ICommandMaker maker)
    {
        var options = Options.Select(o => new Option<string?>("--" + o.Name) { Description = o.Help }).ToArray();
        return maker.Make("map", Rights.See, "招商地图：投资从哪里来，落在哪里", async (parsed, seat, ct) =>
        {
            var asked = MapAsked.Of(name => Array.Find(options, o => o.Name == "--" + name) is { } option ? parsed.GetValue(option)?.Trim() ?? "" : "");
            var found = asked.Value is { } value ? await seat.Services.GetRequiredService<MapQueries>().ViewAsync(seat.Viewer, value, ct) : Decision<MapView>.Refuse(asked.Unmet);
            if (found.Value is not { } view)
            {
                foreach (var unmet in found.Unmet)
                {
                    seat.Error.WriteLine(unmet.Message);
                }
                return asked.Allowed ? 1 : 2;
            }
            if (seat.Json)
            {
                seat.Out.WriteLine(JsonSerializer.Serialize(MapJson.Of(view), Json));
                return 0;
            }
            seat.Out.WriteLine($"{MapTerms.PlaceHead(view.Asked)}\t{MapTerms.Things(view.Asked)}\t{MapTerms.Amount(view.Asked)}（亿元）");
            foreach (var place in view.Places.Concat(view.Aside))
            {
                seat.Out.WriteLine($"{place.Name}\t{place.Count}\t{Money.ToYi(place.Fen)}");
            }
            return 0;
        }, options);
    }

    public static Command Import(ICommandMaker maker)
    {
        var file = new Argument<string>("FILE") { Description = "GeoJSON：每个县区一个面，经纬度，属性里有六位代码 adcode" };
        return maker.Make("boundaries", Rights.ManageSystem, "导入县区边界，招商地图按实际形状画", async (parsed, seat, ct) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file)!, seat.WorkingDirectory);
            if (!File.Exists(path))
            {
                seat.Error.WriteLine($"没有文件 {path}。");
                return 1;
            }
            var taken = new FileInfo(path).Length > BoundaryFile.MostBytes
                ? Decision<BoundaryImport>.Refuse("boundaries.too-large", "file", $"文件超过 {BoundaryFile.MostBytes >> 20} MB。请按市分开，或先用地理软件简化边界。")
                : await seat.Services.GetRequiredService<ImportBoundaries>().RunAsync(seat.Viewer, path, await File.ReadAllBytesAsync(path, ct), ct);
            if (seat.Json)
            {
                seat.Out.WriteLine(taken.Value is { } done ? JsonSerializer.Serialize(done, Json)
                    : JsonSerializer.Serialize(new { file = Path.GetFileName(path), refused = true, problems = taken.Unmet }, Json));
            }
            foreach (var unmet in taken.Unmet)
            {
                seat.Error.WriteLine(unmet.Message);
            }
            seat.Error.WriteLine(taken.Value is { } ok ? $"新增 {ok.Added} 个地区的边界，更换 {ok.Replaced} 个。" : "没有导入任何边界。请改正后重新导入。");
            return taken.Allowed ? 0 : 1;
        }, [file]);
    }
}
