using System.Text;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;

namespace Yinfeng.Tests.Enterprises;

/// <summary>The parts of the import, each by itself.</summary>
public sealed class RegistryPartsTests
{
    [Theory]
    [InlineData("500", 500_000_000, false, null)]
    [InlineData("0.0001", 100, false, null)]
    [InlineData("8(万元人民币)", 8_000_000, true, "CNY")]
    [InlineData("50(万美元)", 50_000_000, true, "USD")]
    [InlineData("18万人民币", 18_000_000, true, "CNY")]
    [InlineData("1,000.5万港元", 1_000_500_000, true, "HKD")]
    [InlineData("50000000元", 5_000_000_000, true, null)]
    [InlineData("1.2亿元", 12_000_000_000, true, null)]
    public void Capital_AsFilesWriteIt_IsExact(string text, long cents, bool unit, string? currency)
    {
        Assert.True(CapitalText.TryRead(text, out var read, out var unitRead, out var currencyRead));
        Assert.Equal((cents, unit, currency), (read, unitRead, currencyRead));
    }

    [Theory]
    [InlineData("")]
    [InlineData("伍佰万")]
    [InlineData("500万贝壳")]
    [InlineData("99999999999999999999")]
    public void Capital_ThatIsNone_IsNotRead(string text) => Assert.False(CapitalText.TryRead(text, out _, out _, out _));

    [Theory]
    [InlineData("2013-05-17", 20130517)]
    [InlineData("2013/5/7", 20130507)]
    [InlineData("2013年5月7日", 20130507)]
    [InlineData("20130517", 20130517)]
    [InlineData("2013-05-17 00:00:00", 20130517)]
    [InlineData("1912-02-01", 19120201)]
    public void Date_AsFilesWriteIt_IsRead(string text, int ymd) => Assert.Equal((true, ymd), (RegistryDate.TryRead(text, out var date), date.Ymd));

    [Theory]
    [InlineData("2013-02-29")]
    [InlineData("0000-00-00")]
    [InlineData("unknown")]
    [InlineData("12")]
    public void Date_ThatCannotBe_IsNotRead(string text) => Assert.False(RegistryDate.TryRead(text, out _));

    [Theory]
    [InlineData("", "北京辉腾印刷有限公司", OrganisationKind.LimitedCompany)]
    [InlineData("", "山东东方股份有限公司", OrganisationKind.JointStock)]
    [InlineData("", "山东东方有限公司德州分公司", OrganisationKind.Branch)]
    [InlineData("", "上海克莉丝汀食品有限公司无锡五爱路店", OrganisationKind.Branch)]
    [InlineData("", "东方机械（德州）有限公司", OrganisationKind.LimitedCompany)]
    [InlineData("", "临邑县富民养殖专业合作社", OrganisationKind.Cooperative)]
    [InlineData("集体分支机构(非法人)", "德州五金厂门市部", OrganisationKind.Branch)]
    [InlineData("有限责任公司(法人独资)", "德州东方机械有限公司", OrganisationKind.LimitedCompany)]
    [InlineData("个人独资企业", "德州张三五金厂", OrganisationKind.SoleProprietor)]
    public void Kind_ByTypeAndName_IsFound(string type, string name, OrganisationKind kind) => Assert.Equal(kind, OrganisationKinds.Of(type, name));

    [Theory]
    [InlineData("临邑县张三养殖专业合作社", OrganisationKind.Cooperative, "临邑县＊＊养殖专业合作社")]
    [InlineData("德州市王小明五金厂", OrganisationKind.SoleProprietor, "德州市＊＊五金厂")]
    [InlineData("德州市李四饭店", OrganisationKind.Unknown, "德州市＊＊饭店")]
    [InlineData("德州东方机械有限公司", OrganisationKind.LimitedCompany, "德州东方机械有限公司")]
    public void PersonNames_AreMaskedForVisitorsOnly(string name, OrganisationKind kind, string shown)
    {
        var flagged = PersonNames.MayName(name, kind);

        Assert.Equal(shown, PersonNames.Show(name, flagged, maySee: false));
        Assert.Equal(name, PersonNames.Show(name, flagged, maySee: true));
    }

    [Theory]
    [InlineData("电话13812345678。", "电话＊＊＊。")]
    [InlineData("身份证370522197001011234", "身份证＊＊＊")]
    [InlineData("联系0534-2345678", "联系＊＊＊")]
    [InlineData("标准GB13812345678规定", "标准GB13812345678规定")]
    [InlineData("许可证编号2013080012", "许可证编号2013080012")]
    public void Scope_WithPersonalNumbers_IsMasked(string scope, string stored) => Assert.Equal(stored, ScopeText.Clean(scope, out _));

    [Fact]
    public void Places_RetiredCounties_GetTheCodeOfToday()
    {
        var places = new RegistryPlaces();

        Assert.Equal(("崇川区", false, 320613), (places.Name(320602), places.IsCurrent(320602), places.Successor(320602))); // Of Nantong, renumbered in 2020.
        Assert.Equal((110000, 469000, 429004, 371400),
            (RegistryPlaces.CityOf(110106), RegistryPlaces.CityOf(469021), RegistryPlaces.CityOf(429004), RegistryPlaces.CityOf(371424)));
    }

    /// <summary>Every kind of field there may be, written by RFC 4180, cut into blocks and split, comes out again.</summary>
    [Fact]
    public void Records_OfRandomFields_ComeOutAsTheyWereWritten()
    {
        var random = new Random(11);
        string[] pieces = ["企业", "a", ",", "\"", "\n", "\r\n", " ", "经营范围：", "", "０", "'", "\\"];
        var written = Enumerable.Range(0, 3_000).Select(_ => Enumerable.Range(0, 5).Select(_ => string.Concat(Enumerable.Range(0, random.Next(5))
            .Select(_ => pieces[random.Next(pieces.Length)]))).ToArray()).ToList();
        var text = new StringBuilder("h1,h2,h3,h4,h5\n");
        foreach (var record in written)
        {
            text.AppendJoin(',', record.Select(f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }

        Assert.Equal(written.Select(w => w.Select(f => f.Trim())), Read(text.ToString()));
    }

    private static List<string[]> Read(string text)
    {
        var lines = new RegistryLines(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.csv");
        var (found, more) = (new List<string[]>(), true);
        while (more)
        {
            var block = new RegistryBlock();
            more = lines.Fill(block);
            foreach (var (start, length, _) in block.Records)
            {
                var record = new RegistryRecord();
                record.Read(block.Bytes.AsSpan(start, length), lines.Encoding, lines.Separator);
                found.Add(record.Texts());
            }
        }
        return found;
    }
}
