using Yinfeng.Analytics.Names;

namespace Yinfeng.Analytics.Tests.Names;

public sealed class NamePartsTests
{
    [Theory]
    [InlineData("山东省德州市金鑫机械制造有限公司", "山东省德州市|金鑫|机械制造|有限公司|", false, 3714)]
    [InlineData("山东德州金鑫科技有限公司临邑分公司", "山东德州|金鑫|科技|有限公司|临邑分公司", true, 3714)]
    [InlineData("华为技术有限公司", "|华为技术||有限公司|", false, 0)]
    [InlineData("金山化工有限公司", "|金山|化工|有限公司|", false, 0)] // A county's bare name may be a brand.
    [InlineData("金山区华为汽车厂", "金山区|华为|汽车|厂|", false, 310116)]
    [InlineData("中国石油化工股份有限公司", "中国|石油|化工|股份有限公司|", false, 0)]
    [InlineData("德州市临盘镇大华种植专业合作社", "德州市临盘镇|大华|种植|专业合作社|", false, 3714)]
    [InlineData("金鑫", "|金鑫|||", false, 0)]
    [InlineData("平度市金鑫厂", "平度市|金鑫||厂|", false, 370283)] // Retired.
    [InlineData("德州金鑫办事处", "德州|金鑫办事处|||", true, 3714)]
    [InlineData("", "||||", false, 0)]
    public void Parse_TakesTheNameApart(string name, string parts, bool isBranch, int adcode)
    {
        var read = SomeNames.Parser.Parse(name);

        Assert.Equal(parts, string.Join('|', name[..read.Place], name[read.Place..read.Brand], name[read.Brand..read.Trade],
            name[read.Trade..read.Form], name[read.Form..]));
        Assert.Equal((isBranch, adcode), (read.IsBranch, read.Adcode));
    }

    [Theory]
    [InlineData(371424, 37, true)]
    [InlineData(371424, 3714, true)]
    [InlineData(371400, 371424, false)]
    [InlineData(371424, 11, false)]
    public void Within_ComparesPrefixesOfCodes(int place, int outer, bool within) => Assert.Equal(within, NameParser.Within(place, outer));
}

public sealed class NameFoldingTests
{
    [Theory]
    [InlineData("華為（山東）ＴＣＬ 技術-Ａ1", "华为山东TCL技术A1")]
    [InlineData("乾昇", "乾昇")] // Names keep them.
    [InlineData("（）·", "")]
    public void Fold_LeavesOneSpelling(string name, string folded) => Assert.Equal(folded, SomeNames.Folding.Fold(name));

    [Theory]
    [InlineData("海尔（青岛）电器", "海尔电器")]
    [InlineData("海尔(青岛)电器", "海尔电器")]
    [InlineData("海尔电器（普通合伙）", "")]
    [InlineData("（青岛）海尔", "")]
    [InlineData("海尔", "")]
    public void FoldWithoutBrackets_JoinsWhatStandsAround(string name, string folded)
    {
        var into = new char[name.Length];
        Assert.Equal(folded, new string(into, 0, SomeNames.Folding.FoldWithoutBrackets(name, into)));
    }
}

public sealed class PinyinTests
{
    [Theory]
    [InlineData("重庆长安汽车", "CQCAQC")]
    [InlineData("厦门银行", "XMYH")]
    [InlineData("金鑫TCL", "JXTCL")]
    public void Initials_FollowNames(string name, string initials)
    {
        var into = new byte[name.Length];
        SomeNames.Pinyin.Initials(name, into);
        Assert.Equal(initials, System.Text.Encoding.ASCII.GetString(into));
    }

    [Theory]
    [InlineData("重庆长安汽车", "CHONGQINGCHANGAN", true)]
    [InlineData("重庆长安汽车", "CHONGQ", true)]
    [InlineData("重庆长安汽车", "ZHONGQING", false)]
    [InlineData("华为", "HUAWEIX", false)]
    public void Reads_BeginsWithTheLetters(string name, string letters, bool reads) => Assert.Equal(reads, SomeNames.Pinyin.Reads(name, letters));

    [Theory]
    [InlineData("HUAWEI", "HW")]
    [InlineData("HUAWEIJ", "HWJ")]
    [InlineData("QQQ", "")]
    public void Syllables_AreTheWaysToReadLetters(string letters, string first) =>
        Assert.Equal(first, SomeNames.Pinyin.Syllables(letters, 8) is [var initials, ..] ? initials : "");
}
