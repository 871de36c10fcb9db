using System.Text;
using Yinfeng.Access;
using Yinfeng.Maps;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Maps;

public class BoundaryTests
{
    private static string Square(string code, double x = 116.8, double y = 37.2, string? geometry = null) =>
        $$"""{"type":"Feature","properties":{"adcode":"{{code}}"},"geometry":{{geometry ?? FormattableString.Invariant($$"""{"type":"Polygon","coordinates":[[[{{x}},{{y}}],[{{x + .2}},{{y}}],[{{x + .2}},{{y + .2}}],[{{x}},{{y + .2}}],[{{x}},{{y}}]]]}""")}}}""";

    private static byte[] File(params string[] features) => Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");

    [Theory, OnSqlite, OnPostgres]
    public async Task Boundaries_AreStoredDrawnReplacedAndRemoved(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var import = store.Get<ImportBoundaries>();

        var first = (await import.RunAsync(TestStore.Viewer, "德州.geojson", File(Square("371424"), Square("371481000000", 117)), default)).Value!;
        var again = (await import.RunAsync(TestStore.Viewer, "临邑.geojson", File(Square("156371424", 116.7)), default)).Value!;
        var drawn = (await store.Get<MapShelf>().OfUnitsAsync([Some.Linyi, Some.Laoling, 371402], default))!;
        var sources = await store.Get<MapShelf>().SourcesAsync(default);

        Assert.Equal((2, 0, 0, 1), (first.Added, first.Replaced, again.Added, again.Replaced));
        Assert.Equal([Some.Linyi, Some.Laoling], drawn.Lands.Select(l => l.RegionId));
        Assert.All(drawn.Lands, l => Assert.Matches("^M[0-9]+ [0-9]+l.*z$", l.Path));
        Assert.Equal(["临邑.geojson 1", "德州.geojson 1"], sources.Select(s => $"{s.FileName} {s.Regions}").Order(StringComparer.Ordinal));
        Assert.Equal(1, (await store.Get<RemoveBoundaries>().RunAsync(TestStore.Viewer, first.Sha256, default)).Value);
        Assert.Equal(["boundaries.none"], (await store.Get<RemoveBoundaries>().RunAsync(TestStore.Viewer, first.Sha256, default)).Unmet.Select(u => u.Code));
        await Assert.ThrowsAsync<RightMissingException>(() => import.RunAsync(Some.User("li", Some.Dezhou), "x.geojson", File(Square("371424")), default));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "PK\u0003\u0004", "不是 GeoJSON 文件" },
        { """{"type":"Topology","objects":{}}""", "没有要素" },
        { """{"type":"FeatureCollection","features":[]}""", "没有要素" },
        { """{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3857"}},"features":[{}]}""", "坐标系不是经纬度" },
        { Encoding.UTF8.GetString(File(Square("临邑"))), "没有六位区划代码" },
        { Encoding.UTF8.GetString(File(Square("379999"))), "不是现行的行政区划" },
        { Encoding.UTF8.GetString(File(Square("371424"), Square("371424"))), "前面已经有了" },
        { Encoding.UTF8.GetString(File(Square("371424", 13000000, 4500000))), "投影坐标" },
        { Encoding.UTF8.GetString(File(Square("371424", 37.2, 116.8))), "是否写反" },
        { Encoding.UTF8.GetString(File(Square("371424", geometry: """{"type":"Point","coordinates":[116,37]}"""))), "没有面" },
        { Encoding.UTF8.GetString(File(Square("371424", geometry: """{"type":"Polygon","coordinates":[[["116","37"]]]}"""))), "不是两个数" },
        { Encoding.UTF8.GetString(File(Square("371424", geometry: """{"type":"Polygon","coordinates":[[[116,37],[116.1,37],[116,37]]]}"""))), "是空的" },
        { Encoding.UTF8.GetString(File(Square("371424", geometry: "null"))), "没有面" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task AWrongFile_SaysWhatIsWrong_AndStoresNothing(string file, string said)
    {
        await using var store = await TestStore.NewAsync();

        var refused = await store.Get<ImportBoundaries>().RunAsync(TestStore.Viewer, "x.geojson", Encoding.UTF8.GetBytes(file), default);

        Assert.Contains(said, Assert.Single(refused.Unmet).Message, StringComparison.Ordinal);
        Assert.Empty(await store.Get<MapShelf>().SourcesAsync(default));
    }
}
