using System.IO.Compression;
using System.Text;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Tests.Enterprises;

/// <summary>Registry files for tests, and what became of them.</summary>
internal static class RegistryText
{
    public const string Head = "name,credit_code,code_valid,registered_on,type,capital_wan,currency,capital_cny_wan,scope,province,city,adcode,county_adcode";
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>A valid credit code of 德州's 临邑县.</summary>
    public static string Code(int number)
    {
        var text = $"91371424{number:D9}";
        var sum = text.Select((c, i) => Alphabet.IndexOf(c, StringComparison.Ordinal) * Weights[i]).Sum();
        return text + Alphabet[(31 - sum % 31) % 31];
    }

    public static string Row(string name, string code, string on = "2012-03-05", string type = "", string capital = "500", string currency = "CNY",
        string scope = "机械加工。", string adcode = "371400", string county = "371424") =>
        $"{name},{code},1,{on},{type},{capital},{currency},{capital},{scope},山东,德州市,{adcode},{county}";

    public static async Task<string> FileAsync(TestStore store, IEnumerable<string> rows, string name = "企业.csv", Encoding? encoding = null, string? head = null)
    {
        var path = Path.Combine(store.Database.DataFolder, name);
        var bytes = (encoding ?? new UTF8Encoding(false)).GetBytes(string.Join('\n', rows.Prepend(head ?? Head)) + "\n");
        await using var file = File.Create(path);
        await using Stream stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        await stream.WriteAsync(bytes);
        return path;
    }

    public static async Task<Decision<EnterpriseImportOutcome>> ImportAsync(TestStore store, string path, string on = "2014-12-31")
    {
        var file = RegistryFile.Open(path);
        return await store.Get<ImportEnterprises>().RunAsync(TestStore.Viewer, new EnterpriseImportRequest(file, Some.Day(on)), null, default);
    }

    /// <summary>"rows stored merged updated refused".</summary>
    public static string Counts(Decision<EnterpriseImportOutcome> decision)
    {
        var import = decision.Value!.Import;
        return $"{import.Rows} {import.Stored} {import.Merged} {import.Updated} {import.Refused}";
    }

    public static async Task<EnterpriseFacts> OneAsync(TestStore store, string name)
    {
        var columns = await store.Get<EnterpriseBase>().NowAsync(default);
        return columns.Facts(Assert.Single(columns.WithName(name)));
    }
}
