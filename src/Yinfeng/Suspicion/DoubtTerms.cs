namespace Yinfeng.Suspicion;

/// <summary>Words of this room.</summary>
public static class DoubtTerms
{
    private static readonly Dictionary<string, (string Title, string Explains)> Kinds = new()
    {
        ["funds.above-total"] = ("到位资金大于总投资", "追加了投资而总投资没有更正；单位填错（元、万元）；到位资金含了别的项目。"),
        ["investment.above-total"] = ("完成固投大于总投资", "工程超概算而总投资没有更正；单位填错。"),
        ["fixed.above-total"] = ("固投大于总投资", "两栏填反；单位填错。"),
        ["funds.falling"] = ("累计到位资金下降", "用负数冲减以前多报的数：应作更正，写明原因，不应冲减。"),
        ["investment.falling"] = ("累计固投下降", "用负数冲减以前多报的数：应作更正，写明原因，不应冲减。"),
        ["start.before-signing"] = ("开工早于签约", "补签、续签协议而填了后一次的日期；日期填反。"),
        ["production.before-start"] = ("投产早于开工", "租用标准厂房、没有开工手续；日期填错。"),
        ["capacity.before-production"] = ("达产早于投产", "日期填反或填错。"),
        ["stage.skipped"] = ("跳过阶段", "中间阶段没有登记；补登记，或由有权的人写明理由放行。"),
        ["firm.twice"] = ("同一企业在两个单位", "一家企业在两地确有两个项目：说明两个项目的内容、地块和备案代码。"),
        ["parcel.twice"] = ("同一地块在两个单位", "地块编号填错；地块分割后编号没有更新；飞地项目没有登记分成。"),
        ["firm.struck-off"] = ("投资方已注销或吊销", "投资方换了项目公司而信用代码没有更新；名单有误：请附登记机关的证明。"),
        ["date.ahead"] = ("日期还没有到", "计划日期填进了实际日期一栏。"),
        ["month.ahead"] = ("报了还没有到的月份", "月份填错。"),
        ["soft.bunching"] = ("多次刚好过线", "按序时计划倒排工期、按节点拨款；计划按实际进度调整过。请附拨款节点或计划调整的依据。"),
        ["soft.digits"] = ("末位数字不均匀", "企业按固定单价、固定规格付款，使末位集中；多数数字由估算得来。请附若干笔到位凭证。"),
        ["soft.repeat"] = ("连续几月数字相同", "按合同等额拨付；漏报后补录同一个数。请附合同拨付条款或凭证。"),
        ["soft.copy"] = ("与另一项目数字相同", "同一投资方两期工程按比例分摊；录入串行。请附两个项目各自的凭证。"),
        ["soft.smooth"] = ("逐月过于平稳", "按月均匀拨付的合同；由年度数平均分摊到月。请附拨付条款或分月凭证。"),
        ["soft.growth"] = ("增长没有佐证", "资金密集、用电少的行业；项目还在前期，尚无开票和税收；佐证数据缺口。"),
        ["soft.benford"] = ("首位数字偏离", "项目规模集中在一个档次；单位填错。"),
    };

    /// <summary>Every kind there is, hard rules first.</summary>
    public static IEnumerable<(string Code, string Title)> All => Kinds.Select(k => (k.Key, k.Value.Title));

    public static string Title(string code) => Kinds.TryGetValue(code, out var kind) ? kind.Title : code;

    /// <summary>What honest reasons it may have.</summary>
    public static string Explains(string code) => Kinds.TryGetValue(code, out var kind) ? kind.Explains : "";

    public static string Of(DoubtState state) => state switch
    {
        DoubtState.Open => "待说明",
        DoubtState.Answered => "已说明，待审",
        DoubtState.Explained => "说明成立",
        DoubtState.Remains => "仍需检查",
        _ => "已消除",
    };

    /// <summary>Class of the tag that shows a state.</summary>
    public static string Tone(DoubtState state) => state switch
    {
        DoubtState.Open => "wn",
        DoubtState.Answered => "bl",
        DoubtState.Explained => "ok",
        DoubtState.Remains => "bd2",
        _ => "",
    };

    /// <summary>A chance as people read it: 0.0012, or 3.1×10⁻⁷.</summary>
    public static string Chance(double p)
    {
        if (p >= 0.0001)
        {
            return p.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
        }
        var power = p <= 0 ? -300 : (int)Math.Floor(Math.Log10(p));
        var digits = string.Concat((-power).ToString(System.Globalization.CultureInfo.InvariantCulture).Select(c => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
        return (p / Math.Pow(10, power)).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + "×10⁻" + digits;
    }
}
