using System.Globalization;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Says what was odd about an amount.</summary>
internal static class AmountProblems
{
    public static void Add(LedgerRow row, TableColumn column, in AmountValue value, in Cell cell)
    {
        var written = Written(cell);
        var label = LedgerFields.Of(column.Field).Label;
        void Problem(string reason, string message) => row.Problems.Add(new RowProblem(column.Field, reason, message));

        if ((value.Marks & AmountMarks.Unreadable) != 0)
        {
            Problem("amount-unreadable", $"{label}“{written}”读不成数，按没有填写处理。请填写数字，如 4.86亿元。");
        }
        if ((value.Marks & AmountMarks.Impossible) != 0)
        {
            Problem("amount-impossible", $"{label}“{written}”不可能：不能为负，也不能超过 1 万亿元。请核对数字和单位。");
        }
        if ((value.Marks & AmountMarks.Approximate) != 0)
        {
            Problem("amount-approximate", $"{label}“{written}”是约数，取其中的数。请在确定后更正。");
        }
        if ((value.Marks & AmountMarks.Foreign) != 0)
        {
            Problem("amount-foreign-currency", $"{label}“{written}”是外币（{value.Currency}），照原币保存，不折算，不计入人民币合计。");
        }
        if ((value.Marks & AmountMarks.Note) != 0)
        {
            Problem("note-in-cell", $"{label}“{written}”里夹有说明，只取金额。说明请移到备注。");
        }
    }

    internal static string Written(in Cell cell)
    {
        var text = cell.Kind switch
        {
            CellKind.Text => cell.Text!.Trim(),
            CellKind.Date => cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => cell.Number.ToString(CultureInfo.InvariantCulture),
        };
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}

/// <summary>Puts a date into its field and says what was odd about it.</summary>
internal static class DateProblems
{
    public static void Put(LedgerRow row, string field, in DateValue value, in Cell cell)
    {
        var written = value.Marks == DateMarks.None ? "" : AmountProblems.Written(cell);
        var label = LedgerFields.Of(field).Label;
        void Problem(string reason, string message) => row.Problems.Add(new RowProblem(field, reason, message));

        if ((value.Marks & DateMarks.Unreadable) != 0)
        {
            Problem("date-unreadable", $"{label}“{written}”定不了年份，按没有填写处理。请写成 2023-05-17 或 2023-05。");
        }
        if ((value.Marks & DateMarks.Impossible) != 0)
        {
            Problem("date-impossible", $"{label}“{written}”不是真实的日期，请核对年、月、日。");
        }
        if ((value.Marks & DateMarks.Partial) != 0)
        {
            Problem("date-partial", $"{label}“{written}”只到{(value.Date?.Month == 0 ? "年，计入当年 12 月" : "月")}。知道具体日期后请补全。");
        }
        if ((value.Marks & DateMarks.Planned) != 0)
        {
            Problem("date-planned", $"{label}“{written}”是计划，不作为实际发生。");
        }
        if ((value.Marks & DateMarks.Note) != 0)
        {
            Problem("note-in-cell", $"{label}“{written}”里夹有说明，只取日期。说明请移到备注。");
        }
        if (value.Date is not { } date)
        {
            return;
        }
        var planned = (value.Marks & DateMarks.Planned) != 0;
        switch (field)
        {
            case "signed_on":
                (row.SignedOn, row.SignedPlanned) = (date, planned);
                break;
            case "started_on":
                (row.StartedOn, row.StartedPlanned) = (date, planned);
                break;
            case "producing_on":
                (row.ProducingOn, row.ProducingPlanned) = (date, planned);
                break;
            default:
                row.More[field] = date.ToString();
                break;
        }
    }
}
