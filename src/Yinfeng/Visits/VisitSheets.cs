using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Visits;

/// <summary>Lists of the room as workbooks.</summary>
internal static class VisitSheets
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The visits without the people met, and how often each unit met companies.</summary>
    public static byte[] Visits(VisitList list) => Write(
        new SheetToWrite("对接记录",
            [
                new("日期", 12, ColumnFormat.Date), new("方式", 12), new("企业", 36), new("地点", 20), new("我方单位", 18), new("我方人员", 26),
                new("谈了什么", 60), new("下一步", 36), new("期限", 12, ColumnFormat.Date), new("超期（天）", 10, ColumnFormat.Whole), new("办结日期", 12, ColumnFormat.Date),
                new("办理结果", 36), new("线索", 30), new("项目", 30), new("编号", 20),
            ],
            list.Rows.Select(r => (object?[])
            [
                r.Visit.On, VisitTerms.Of(r.Visit.Kind), r.Visit.Company, r.Visit.Place, r.UnitName, r.Visit.Posts, r.Visit.Content, r.Visit.NextStep, r.Visit.NextDue,
                r.Visit.LateDays(list.Today) is > 0 and var late ? late : null, r.Visit.NextDoneOn, r.Visit.Outcome, r.Lead, r.Project,
                r.Visit.Id.ToString(CultureInfo.InvariantCulture),
            ])),
        new SheetToWrite("各单位次数", [new("单位", 20), .. list.Months.Select(m => new ColumnToWrite(m.ToString(), 10, ColumnFormat.Whole)),
                new("合计", 10, ColumnFormat.Whole)],
            list.Counts.Select(c => (object?[])[c.UnitName, .. c.Counts.Select(n => (object?)n), c.Counts.Sum()])));

    /// <summary>Contacts; a person whom the viewer may not know stays masked here too.</summary>
    public static byte[] Contacts(ContactList list) => Write(new SheetToWrite("联系人",
        [new("企业", 36), new("姓名", 14), new("职务", 20), new("电话", 20), new("我方单位", 18)],
        list.Lines.Select(l => (object?[])[l.Contact.Company, l.Person.Name, l.Person.Post, l.Person.Telephone, l.UnitName])));

    private static byte[] Write(params SheetToWrite[] sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }
}
