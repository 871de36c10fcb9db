using System.Text;

namespace Yinfeng.Bulletins;

/// <summary>The bulletin as plain text, for a terminal.</summary>
internal static class BulletinText
{
    public static string Of(BulletinModel model)
    {
        var text = new StringBuilder();
        text.AppendLine(model.Number ?? "（草稿，未编号）").AppendLine().AppendLine(model.Title).AppendLine();
        if (model.Recipients.Length > 0)
        {
            text.AppendLine(model.Recipients);
        }
        foreach (var section in model.Sections)
        {
            if (section.Heading is { } heading)
            {
                text.AppendLine().AppendLine(heading);
            }
            foreach (var block in section.Blocks)
            {
                Append(text, block);
            }
        }
        foreach (var (name, i) in (model.Attachments ?? []).Select((name, i) => (name, i)))
        {
            text.AppendLine(i == 0 ? $"\n附件：{(model.Attachments!.Count > 1 ? "1. " : "")}{name}" : $"　　　{i + 1}. {name}");
        }
        text.AppendLine().AppendLine(model.Organ);
        if (model.IssuedOn is { } day)
        {
            text.AppendLine(BulletinFigures.Day(day));
        }
        if (model.Audit is { } audit)
        {
            text.AppendLine(BulletinFigures.Audit(audit));
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, BulletinBlock block)
    {
        if (block.Table is not { } table)
        {
            text.AppendLine(block.Text);
            return;
        }
        text.AppendLine(table.Title);
        if (table.Unit.Length > 0)
        {
            text.AppendLine(table.Unit);
        }
        text.AppendLine(string.Join('\t', table.Columns.Select(c => c.Head)));
        foreach (var row in table.Rows)
        {
            text.AppendLine(string.Join('\t', row));
        }
    }
}
