using Yinfeng.Analytics.Suspicion;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Targeting;

/// <summary>Registrations of 600 makers of batteries and others; every sixth opens branches, mostly in its own province. One customer of
/// the battery makers is in 德州.</summary>
internal static class BatteryMakers
{
    public static readonly (string Adcode, string County, string Name)[] Cities =
        [("371400", "371402", "德州"), ("370100", "370102", "济南"), ("370700", "370702", "潍坊"), ("140800", "140802", "运城"), ("140100", "140105", "太原"), ("320300", "320302", "徐州")];

    public static List<string> Rows()
    {
        var (draws, number, rows) = (new SeededDraws(5), 0, new List<string>());
        rows.Add(Row("德州储能设备有限公司", Code(90_000), "2001-01-01", scope: "配电开关控制设备、储能设备制造。"));
        for (var i = 0; i < 600; i++)
        {
            var (home, year) = (draws.Next(Cities.Length), 1992 + draws.Next(10));
            var name = $"{Cities[home].Name}{(char)('丁' + i)}{(char)('一' + i / 2)}{(i % 2 == 0 ? "锂电池" : "食品")}有限公司";
            rows.Add(At(home, name, year, ++number));
            for (var k = i % 6 >= 4 ? 3 : 0; k > 0; k--)
            {
                var city = draws.Next(4) > 0 ? (home / 3 * 3) + draws.Next(3) : draws.Next(Cities.Length);
                rows.Add(At(city, $"{name}{Cities[city].Name}第{k}分公司", Math.Min(2011, year + 1 + draws.Next(14)), ++number));
            }
        }
        return rows;
    }

    public static string At(int city, string name, int year, int number) => Row(name, Code(number), $"{year}-06-01", adcode: Cities[city].Adcode, county: Cities[city].County,
        scope: name.Contains("锂电池", StringComparison.Ordinal) ? "锂电池制造。" : "食品加工。").Replace("山东,德州市", ",", StringComparison.Ordinal);
}
