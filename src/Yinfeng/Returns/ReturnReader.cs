using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using Yinfeng.Rules;

namespace Yinfeng.Returns;

/// <summary>A line of a mapping that cannot be used.</summary>
/// <param name="Line">From 1.</param>
public sealed record ReturnProblem(int Line, string Message);

/// <summary>Reads a mapping: 标题, 行, and under 列 either 固定, or 指标 with 栏, 单位, 小数; where the rows are projects 范围, and 项目 instead
/// of 指标.</summary>
internal static class ReturnReader
{
    private const int MostColumns = 200, MostDecimals = 6;
    private static readonly (string, ReturnRows)[] RowWords =
        [("本级和下级", ReturnRows.OwnAndChildren), ("下级", ReturnRows.Children), ("本级", ReturnRows.Own), ("项目", ReturnRows.Projects)];
    private static readonly (string, ReturnField)[] FixedWords =
        [("单位名称", ReturnField.UnitName), ("单位代码", ReturnField.UnitCode), ("序号", ReturnField.Number), ("固定文字", ReturnField.Text)];

    public static readonly (string Word, ReturnField Field)[] FieldWords =
    [
        ("value", ReturnField.Value), ("lastYear", ReturnField.LastYear), ("yoy", ReturnField.Yoy), ("target", ReturnField.Target),
        ("completion", ReturnField.Completion), ("plan", ReturnField.Plan), ("planCompletion", ReturnField.PlanCompletion),
        ("gap", ReturnField.Gap), ("rank", ReturnField.Rank),
    ];

    /// <summary>The layout, or null with every mistake in it.</summary>
    public static (ReturnLayout? Layout, IReadOnlyList<ReturnProblem> Problems) Read(string text, IndicatorCatalog catalog)
    {
        var errors = new List<RuleError>();
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            {
                return (null, [new ReturnProblem(1, "应写“标题”“行”“列”三栏。请照随产品提供的映射改。")]);
            }
            var entry = new RuleEntry("映射", root, errors);
            entry.Only("标题", "行", "范围", "列");
            var title = entry.Required("标题").Text;
            var rows = entry.Word("行", RowWords);
            var scope = rows == ReturnRows.Projects ? Scope(entry, root, errors) : null;
            if (rows != ReturnRows.Projects && entry.Optional("范围") is { } idle)
            {
                Wrong(errors, idle, "只有按项目列的报表才有“范围”。", "请去掉“范围”，或把“行”改为“项目”。");
            }
            var columns = Columns(root, rows == ReturnRows.Projects, catalog, errors).ToList();
            return errors.Count > 0 ? (null, [.. errors.OrderBy(e => e.Line).Select(e => new ReturnProblem(e.Line, e.What + e.Do))])
                : (new ReturnLayout(title, rows, columns, scope), []);
        }
        catch (YamlException damaged)
        {
            return (null, [new ReturnProblem((int)damaged.Start.Line, "写法不是 YAML。请检查缩进、冒号后的空格和引号。")]);
        }
    }

    private static ReturnScope? Scope(RuleEntry entry, YamlMappingNode root, List<RuleError> errors)
    {
        if (entry.Optional("范围") is not null)
        {
            return entry.Word("范围", [.. ReturnScope.All.Select(s => (s.Word, s))]);
        }
        Wrong(errors, root, "按项目列的报表缺少“范围”。", $"补上“范围: …”，可写：{string.Join("、", ReturnScope.All.Select(s => s.Word))}。");
        return null;
    }

    private static IEnumerable<ReturnColumn> Columns(YamlMappingNode root, bool projects, IndicatorCatalog catalog, List<RuleError> errors)
    {
        if (!root.Children.TryGetValue("列", out var value) || value is not YamlSequenceNode { Children.Count: > 0 and <= MostColumns } list)
        {
            Wrong(errors, root, "“列”应是一个列表，有 1 到 200 列。", "每一列以“- ”开头，写“表头: …”。");
            yield break;
        }
        var headers = new HashSet<string>();
        foreach (var node in list)
        {
            if (node is not YamlMappingNode column)
            {
                Wrong(errors, node, "这一列没有写栏目。", "例如 - { 表头: 单位, 固定: 单位名称 }。");
                continue;
            }
            var entry = new RuleEntry("映射", column, errors);
            var header = entry.Required("表头");
            if (header.Text.Length > 0 && !headers.Add(header.Text))
            {
                Wrong(errors, header, $"表头“{header.Text}”重复。", "每列的表头应不同。");
            }
            yield return entry.Optional("固定") is not null ? Fixed(entry, header.Text)
                : projects ? Fact(entry, header.Text, errors) : Figure(entry, header.Text, catalog, errors);
        }
    }

    private static ReturnColumn Fixed(RuleEntry entry, string header)
    {
        entry.Only("表头", "固定", "文字");
        var field = entry.Word("固定", FixedWords);
        return new ReturnColumn(header, field, Text: field == ReturnField.Text ? entry.Required("文字").Text : null);
    }

    private static ReturnColumn Figure(RuleEntry entry, string header, IndicatorCatalog catalog, List<RuleError> errors)
    {
        if (entry.Optional("项目") is { } project)
        {
            Wrong(errors, project, "按单位列的报表没有项目的栏。", "请改写“指标”和“栏”；要逐个列出项目，请把“行”改为“项目”。");
            return new ReturnColumn(header, ReturnField.Fact);
        }
        entry.Only("表头", "指标", "栏", "单位", "小数");
        var before = errors.Count;
        var code = entry.Required("指标");
        var field = entry.Word("栏", FieldWords);
        var indicator = catalog.Find(code.Text);
        if (code.Text.Length > 0 && indicator is null)
        {
            Wrong(errors, code, $"没有指标“{code.Text}”。", $"可用的指标：{string.Join("、", catalog.Codes)}。");
        }
        if (indicator is null || errors.Count > before)
        {
            return new ReturnColumn(header, field);
        }
        var units = ReturnUnits.Of(field, indicator.Unit);
        var unit = entry.Optional("单位");
        if (unit is not null && !units.Contains(unit.Text))
        {
            Wrong(errors, unit, $"这一列的单位不能是“{unit.Text}”。", units.Length == 0 ? "名次没有单位，请去掉“单位”。" : $"可用的单位：{string.Join("、", units)}。");
        }
        return new ReturnColumn(header, field, code.Text, unit?.Text ?? units.FirstOrDefault(), Decimals(entry, field, indicator.Unit, errors));
    }

    private static ReturnColumn Fact(RuleEntry entry, string header, List<RuleError> errors)
    {
        var column = new ReturnColumn(header, ReturnField.Fact);
        if (entry.Optional("指标") is { } indicator)
        {
            Wrong(errors, indicator, "按项目列的报表没有指标。", "请改写“项目: …”，例如 项目: 总投资。");
            return column;
        }
        entry.Only("表头", "项目", "单位", "小数");
        var word = entry.Required("项目");
        if (ReturnFact.Find(word.Text) is not { } fact)
        {
            if (word.Text.Length > 0)
            {
                Wrong(errors, word, $"项目没有“{word.Text}”这一栏。", $"可用的栏：{string.Join("、", ReturnFact.All.Select(f => f.Word))}。");
            }
            return column;
        }
        column = column with { Fact = fact.Word, Unit = fact.IsMoney ? ReturnUnits.Wan : null };
        var unit = entry.Optional("单位");
        if (unit is not null && (!fact.IsMoney || !ReturnUnits.OfMoney.Contains(unit.Text)))
        {
            Wrong(errors, unit, $"这一列的单位不能是“{unit.Text}”。", fact.IsMoney ? $"可用的单位：{string.Join("、", ReturnUnits.OfMoney)}。" : "这一栏不是金额，请去掉“单位”。");
        }
        if (!fact.IsMoney && entry.Optional("小数") is { } idle)
        {
            Wrong(errors, idle, $"小数不能是“{idle.Text}”。", "这一栏不是金额，请去掉“小数”。");
            return column;
        }
        return column with { Unit = unit?.Text ?? column.Unit, Decimals = Decimals(entry, ReturnField.Fact, IndicatorUnit.Money, errors) };
    }

    private static int? Decimals(RuleEntry entry, ReturnField field, IndicatorUnit unit, List<RuleError> errors)
    {
        if (entry.Optional("小数") is not { } typed)
        {
            return null;
        }
        var least = ReturnUnits.RoundedTo(field, unit) ?? 0;
        if (field != ReturnField.Rank && int.TryParse(typed.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var places)
            && places >= least && places <= MostDecimals)
        {
            return places;
        }
        Wrong(errors, typed, $"小数不能是“{typed.Text}”。", field == ReturnField.Rank ? "名次没有小数，请去掉“小数”。" : least == 0
            ? $"可写 0 到 {MostDecimals}。" : $"看板的这个数已保留 {least} 位，再舍入一次会出错，可写 {least} 到 {MostDecimals}。");
        return null;
    }

    private static void Wrong(List<RuleError> errors, RuleSource at, string what, string todo) =>
        errors.Add(new RuleError("return.mapping", at, 0, Math.Max(1, at.Text.Length), what, todo));

    private static void Wrong(List<RuleError> errors, YamlNode at, string what, string todo) =>
        Wrong(errors, new RuleSource("映射", (int)at.Start.Line, (int)at.Start.Column, ""), what, todo);
}
