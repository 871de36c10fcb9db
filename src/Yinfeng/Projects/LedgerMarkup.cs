using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Writes the rows of the ledger table. By hand, because a hundred rows of components cost more than the rest of the page.</summary>
internal static class LedgerMarkup
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string[] Rails = [.. Enumerable.Range(0, 8).Select(Rail)];

    private const int MostShown = 20_000;

    [ThreadStatic]
    private static StringBuilder? _html;

    /// <summary>Rows that pages showed lately and the day for which; by the row itself, as a changed project is another row.
    /// Emptied when full.</summary>
    private static ConcurrentDictionary<LedgerRow, (DateOnly Day, string Html)> _shown = new(ReferenceEqualityComparer.Instance);
    private static int _count;

    /// <summary>One row of the table, a tr element.</summary>
    /// <param name="today">Against which the stay in the stage is counted.</param>
    public static string Row(LedgerRow row, DateOnly today, bool ticked = false)
    {
        if (ticked)
        {
            return Write(row, today, ticked);
        }
        if (Volatile.Read(ref _count) > MostShown)
        {
            (_shown, _count) = (new(ReferenceEqualityComparer.Instance), 0);
        }
        var shown = _shown;
        if (!shown.TryGetValue(row, out var known) || known.Day != today)
        {
            shown[row] = known = (today, Write(row, today, ticked));
            Interlocked.Increment(ref _count);
        }
        return known.Html;
    }

    private static string Write(LedgerRow row, DateOnly today, bool ticked)
    {
        var html = (_html ??= new StringBuilder(2_048)).Clear();
        Append(html, row, today, ticked);
        return html.ToString();
    }

    private static void Append(StringBuilder html, LedgerRow row, DateOnly today, bool ticked)
    {
        var name = Html.Encode(row.Name);
        html.Append(CultureInfo.InvariantCulture, $"<tr><td><input type=\"checkbox\" name=\"id\" value=\"{row.Id}\" form=\"batch\" data-row data-fen=\"");
        if (!row.IsForeign)
        {
            html.Append(row.TotalInvestmentFen);
        }
        html.Append(ticked ? "\" checked aria-label=\"选择 " : "\" aria-label=\"选择 ").Append(name).Append("\"></td><th scope=\"row\"><a class=\"pn\" href=\"/projects/").Append(row.Id)
            .Append("\" title=\"").Append(name).Append("\">").Append(name).Append("</a><small class=\"inv\">")
            .Append(row.Investor is { } investor ? Html.Encode(investor) : "投资方未填");
        if (row.IsSample)
        {
            html.Append(" <span class=\"tag\">示例</span>");
        }
        html.Append("</small></th><td class=\"nw\">").Append(Html.Encode(row.OwnerName)).Append("</td><td>");
        if (row.Industry is { } industry)
        {
            html.Append("<span class=\"tag\">").Append(Html.Encode(industry)).Append("</span>");
        }
        html.Append("</td><td><span class=\"s13\">").Append(Terms.Of(row.Stage)).Append("</span>");
        if (row.Status != ProjectStatus.Active)
        {
            html.Append(" <span class=\"tag ").Append(row.Status == ProjectStatus.Suspended ? "wn" : "bd2").Append("\">")
                .Append(Terms.Of(row.Status)).Append("</span>");
        }
        if (row.HasProblems)
        {
            html.Append(" <span class=\"tag wn\">有问题</span>");
        }
        html.Append(Rails[(int)row.Stage]).Append("</td>");
        Figure(html, "停留", row.InStageSince is { } since ? Days(since, today) : null, row.InStageSince?.ToString());
        Figure(html, "总投资", Investment(row), null, row.TotalInvestmentFen is null && !row.IsForeign ? null : " strong");
        Figure(html, "到位", row.FundsFen is { } funds ? Money.Show(funds) : null);
        Figure(html, "到位率", Rate(row));
        html.Append("<td>").Append(Html.Encode(row.ServiceOfficer ?? "")).Append("</td><td class=\"num mut hide-s\">")
            .Append(Updated(row.UpdatedAtUtc, today)).Append("</td></tr>");
    }

    private static void Figure(StringBuilder html, string label, string? text, string? title = null, string? look = null)
    {
        html.Append("<td class=\"num").Append(text is null ? " mut" : look).Append("\" data-label=\"").Append(label);
        if (title is not null)
        {
            html.Append("\" title=\"").Append(title);
        }
        html.Append("\">").Append(text ?? "—").Append("</td>");
    }

    private static string Investment(LedgerRow row) => row.IsForeign
        ? $"{(row.ForeignAmountCents is { } cents ? Money.ShowWan(cents) + " 万" : "")} {Html.Encode(row.Currency)}"
        : row.TotalInvestmentFen is { } fen ? Money.Show(fen) : "—";

    /// <summary>A date known only to the month counts from the last day it can mean: a stay is never overstated.</summary>
    private static string Days(LedgerDate since, DateOnly today) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, today.DayNumber - since.Latest.DayNumber):N0} 天");

    private static string? Rate(LedgerRow row) => !row.IsForeign && row is { TotalInvestmentFen: > 0 and { } total, FundsFen: { } funds }
        ? decimal.Round(100m * funds / total, 2, MidpointRounding.AwayFromZero).ToString("N2", CultureInfo.InvariantCulture) + "%"
        : null;

    private static string Updated(DateTime utc, DateOnly today)
    {
        var day = DateOnly.FromDateTime(utc.AddHours(8)); // Asia/Shanghai.
        return day.ToString(day.Year == today.Year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Rail(int stage)
    {
        var html = new StringBuilder("<svg class=\"rail7\" viewBox=\"0 0 86 8\" aria-hidden=\"true\">");
        for (var i = 0; i < 8; i++)
        {
            var fill = i < stage ? "#9DBBDB" : i == stage ? "#1B4A86" : "#E4E8EE";
            html.Append(CultureInfo.InvariantCulture, $"<rect x=\"{i * 10.9:0.#}\" y=\"2\" width=\"9\" height=\"4\" rx=\"1\" fill=\"{fill}\"/>");
        }
        return html.Append("</svg>").ToString();
    }
}
