using Yinfeng.Analytics.Openings;

namespace Yinfeng.Analytics.Tests.Openings;

public class SiteNamesTests
{
    [Theory]
    [InlineData("山东甲物流有限公司烟台分公司", "山东甲物流有限公司")]
    [InlineData("江苏乙集团有限公司南京第二分公司", "江苏乙集团有限公司")]
    [InlineData("山东甲物流有限公司", "")]
    [InlineData("无此总部有限公司烟台分公司", "")]
    [InlineData("江苏乙集团丙物业有限公司", "")]
    public void A_branch_begins_with_the_whole_name_of_its_head(string name, string head)
    {
        var known = new HashSet<string> { "山东甲物流有限公司", "江苏乙集团", "江苏乙集团有限公司" };
        Assert.Equal(head, name[..SiteNames.HeadLength(name, known.GetAlternateLookup<ReadOnlySpan<char>>().Contains)]);
    }

    [Theory]
    [InlineData("玖龙纸业（太仓）有限公司", "玖龙纸业")]
    [InlineData("玖龙纸业（天津）有限公司", "玖龙纸业")]
    [InlineData("信和置业（成都）股份有限公司", "信和置业")]
    [InlineData("泰禾（福建）集团有限公司", "")]
    [InlineData("甲（苏州）有限公司", "")]
    public void Sisters_share_what_is_left_without_brackets_and_form(string name, string key)
    {
        var buffer = new char[name.Length];
        Assert.Equal(key, new string(buffer, 0, SiteNames.Key(name, buffer)));
    }

    [Theory]
    [InlineData("德州甲食品有限公司", "食品")]
    [InlineData("玖龙纸业（太仓）有限公司", "纸业")]
    [InlineData("甲电子集团股份有限公司", "电子")]
    [InlineData("德州卫生院", "")]
    public void The_trade_stands_before_the_form(string name, string trade) => Assert.Equal(trade, SiteNames.Trade(name).ToString());
}
