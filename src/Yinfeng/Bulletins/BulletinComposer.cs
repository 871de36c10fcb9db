using Yinfeng.Reports;

namespace Yinfeng.Bulletins;

/// <summary>Composes the bulletin from its sources and a template. Pure: the same input gives the same model.</summary>
internal sealed class BulletinComposer
{
    private readonly BulletinSources _sources;
    private readonly BulletinTemplate _template;
    private readonly SentenceWriter _sentences;
    private readonly BulletinLists _lists;
    private readonly List<BulletinSection> _sections = [];
    private string? _heading;
    private string? _subHeading;
    private int _subHeadings;
    private List<BulletinBlock> _blocks = [];

    private BulletinComposer(BulletinSources sources, BulletinTemplate template)
    {
        (_sources, _template) = (sources, template);
        _sentences = new SentenceWriter(new BulletinFields(sources.Board));
        _lists = new BulletinLists(sources, template);
    }

    /// <param name="number">Null for a draft.</param>
    public static BulletinModel Compose(BulletinSources sources, BulletinTemplate template, string? number, DateOnly? issuedOn) =>
        new BulletinComposer(sources, template).Model(number, issuedOn);

    private BulletinModel Model(string? number, DateOnly? issuedOn)
    {
        _template.Lines.ToList().ForEach(Take);
        foreach (var remark in BulletinEdits.Paragraphs(_sources.Edits.Remarks))
        {
            Add(BulletinBlock.Paragraph(remark));
        }
        Close();
        var unit = _sources.Board.Unit;
        var standard = BulletinFonts.Standard;
        return new BulletinModel(unit.Code, unit.Name, _sources.Board.Period.ToString(), number, issuedOn, Head("机关标志"), Head("发文机关"),
            Head("标题"), Head("主送"), _sections, Head("抄送"), Head("印发机关"),
            new BulletinFonts(Font("标题字体", standard.Title), Font("正文字体", standard.Body), Font("一级标题字体", standard.Level1),
                Font("二级标题字体", standard.Level2), Font("页码字体", standard.PageNumber)),
            _sources.Audit, _sentences.Omitted, Attachments());
    }

    /// <summary>The word before the year in the number: "运招商办".</summary>
    public static string Prefix(BoardView board, BulletinTemplate template) =>
        new SentenceWriter(new BulletinFields(board)).Plain(template.Of("机关代字"));

    private string Head(string key) => _sentences.Plain(_template.Of(key));

    /// <summary>附件：one name, or several parted by ；. Numbers are given here and no mark stands behind a name, as GB/T 9704 wants it.</summary>
    private string[]? Attachments()
    {
        string[] names = [.. Head("附件").Split(['；', ';'], StringSplitOptions.TrimEntries).Select(n => n.TrimEnd('。', '，', '、', '.')).Where(n => n.Length > 0)];
        return names.Length == 0 ? null : names;
    }

    private string Font(string key, string standard) => _template.Of(key) is { Length: > 0 } chosen ? chosen : standard;

    private void Take(TemplateLine line)
    {
        switch (line.Kind)
        {
            case TemplateLineKind.Heading:
                Close();
                _heading = _sentences.Plain(line.Text);
                break;
            case TemplateLineKind.SubHeading:
                _subHeading = _sentences.Plain(line.Text);
                break;
            case TemplateLineKind.List:
                _lists.Of(line).ToList().ForEach(Add);
                break;
            default:
                if (_sentences.Write(line.Text) is { } text)
                {
                    Add(BulletinBlock.Paragraph(text));
                }
                break;
        }
    }

    /// <summary>A heading is written with the first thing below it, so that none stands alone and the numbers have no gap.</summary>
    private void Add(BulletinBlock block)
    {
        if (_subHeading is { } heading)
        {
            _subHeadings++;
            _blocks.Add(BulletinBlock.SubHeading($"（{ChineseNumerals.Of(_subHeadings)}）{heading}"));
            _subHeading = null;
        }
        _blocks.Add(block);
    }

    private void Close()
    {
        if (_blocks.Count > 0)
        {
            var number = _sections.Count(s => s.Heading is not null) + 1;
            _sections.Add(new BulletinSection(_heading is null ? null : $"{ChineseNumerals.Of(number)}、{_heading}", _blocks));
        }
        (_heading, _subHeading, _subHeadings, _blocks) = (null, null, 0, []);
    }
}
