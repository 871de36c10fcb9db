using System.Text.RegularExpressions;
using Yinfeng.Rules;

namespace Yinfeng.Bulletins;

/// <summary>Reads a template and says every mistake in it, line by line.</summary>
internal static partial class TemplateReader
{
    public static readonly string[] Keys = ["机关标志", "发文机关", "机关代字", "标题", "主送", "附件", "抄送", "印发机关", "考核指标",
        "标题字体", "正文字体", "一级标题字体", "二级标题字体", "页码字体"];
    private static readonly string[] Needed = ["机关标志", "发文机关", "机关代字", "标题", "印发机关"];
    public static readonly string[] Lists = ["排名", "一览", "单位亮灯", "红灯", "表扬", "点名", "更正", "督查", "会议", "说明"];
    private const int MostCharacters = 60_000;

    /// <summary>The template, and everything that is wrong with it; with mistakes it is not to be used.</summary>
    public static (BulletinTemplate Template, IReadOnlyList<TemplateProblem> Problems) Read(string text, IndicatorCatalog catalog)
    {
        var problems = new List<TemplateProblem>();
        var head = new Dictionary<string, TemplateLine>(StringComparer.Ordinal);
        var lines = new List<TemplateLine>();
        if (text.Length > MostCharacters)
        {
            problems.Add(new(1, $"模板有 {text.Length} 字，超过 {MostCharacters} 字。请删去不用的内容。"));
            text = text[..MostCharacters];
        }
        var number = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }
            var read = Line(number, line);
            if (lines.Count == 0 && read.Kind == TemplateLineKind.Text && Key().Match(line) is { Success: true } key)
            {
                Head(head, problems, number, key.Groups[1].Value, key.Groups[2].Value);
                Fields(problems, catalog, number, line);
                continue;
            }
            lines.Add(read);
            Fields(problems, catalog, number, line);
            List(problems, catalog, read);
        }
        problems.AddRange(Needed.Where(n => !head.ContainsKey(n)).Select(n => new TemplateProblem(1, $"缺少“{n}：”这一行。请在第一个标题之前补上。")));
        if (head.TryGetValue("考核指标", out var assessed) && assessed.Text != "自动")
        {
            problems.AddRange(Unknown(catalog, assessed.Number, assessed.Text.Split([' ', '、', '，', ','], StringSplitOptions.RemoveEmptyEntries)));
        }
        return (new BulletinTemplate(text, head, lines), [.. problems.OrderBy(p => p.Line)]);
    }

    private static TemplateLine Line(int number, string line) => line switch
    {
        _ when line.StartsWith("##", StringComparison.Ordinal) => new(number, TemplateLineKind.SubHeading, line[2..].Trim()),
        ['#', ..] => new(number, TemplateLineKind.Heading, line[1..].Trim()),
        ['@', ..] => new(number, TemplateLineKind.List, line[1..].Trim()),
        _ => new(number, TemplateLineKind.Text, line),
    };

    private static void Head(Dictionary<string, TemplateLine> head, List<TemplateProblem> problems, int number, string key, string value)
    {
        if (!Keys.Contains(key))
        {
            problems.Add(new(number, $"不认识“{key}”。{Guess(key, Keys)}可用的有：{string.Join("、", Keys)}。"));
        }
        else if (!head.TryAdd(key, new TemplateLine(number, TemplateLineKind.Key, value)))
        {
            problems.Add(new(number, $"“{key}”写了两次，请只留一行。"));
        }
    }

    private static void Fields(List<TemplateProblem> problems, IndicatorCatalog catalog, int number, string line)
    {
        var depth = 0;
        foreach (var c in line)
        {
            depth += c switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth is < 0 or > 1)
            {
                problems.Add(new(number, "方括号不成对，或套了两层。请一对一对地写，如 [，同比{signed.count.yoy}]。"));
                break;
            }
        }
        if (depth == 1)
        {
            problems.Add(new(number, "方括号没有收尾。请补上 ]。"));
        }
        if (line.Count(c => c == '{') != Field().Count(line) || line.Count(c => c == '}') != Field().Count(line))
        {
            problems.Add(new(number, "花括号不成对，或里面有空格。字段写成 {signed.count} 这样。"));
        }
        foreach (var name in Field().Matches(line).Select(m => m.Groups[1].Value).Distinct().Where(n => !BulletinFields.IsKnown(n, catalog)))
        {
            problems.Add(new(number, $"没有字段 {{{name}}}。{Guess(name, BulletinFields.All(catalog))}"));
        }
    }

    private static void List(List<TemplateProblem> problems, IndicatorCatalog catalog, TemplateLine line)
    {
        if (line.Kind != TemplateLineKind.List)
        {
            return;
        }
        if (!Lists.Contains(line.ListName))
        {
            problems.Add(new(line.Number, $"没有名单 @{line.ListName}。{Guess(line.ListName, Lists)}可用的有：{string.Join("、", Lists.Select(l => "@" + l))}。"));
            return;
        }
        var codes = line.Arguments.Where(a => !int.TryParse(a, out _)).ToList();
        problems.AddRange(Unknown(catalog, line.Number, codes));
        if (line.ListName == "一览" && codes.Count is 0 or > 6)
        {
            problems.Add(new(line.Number, "@一览 要写 1 到 6 个指标代码，多了一页放不下。"));
        }
    }

    private static IEnumerable<TemplateProblem> Unknown(IndicatorCatalog catalog, int number, IEnumerable<string> codes) =>
        codes.Where(c => catalog.Find(c) is null).Select(c => new TemplateProblem(number, $"没有指标 {c}。{Guess(c, catalog.Codes)}"));

    private static string Guess(string written, IEnumerable<string> known) =>
        NameSuggestion.Closest(written, known) is { } near ? $"是不是要写“{near}”？" : "";

    [GeneratedRegex(@"^([^：:{}\s]{2,10})[：:]\s*(.*)$")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{([^{}\s]+)\}")]
    public static partial Regex Field();
}
