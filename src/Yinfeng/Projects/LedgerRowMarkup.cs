using System.Globalization;
using System.Text;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>The rows of the ledger table, each kept while pages show it.</summary>
internal static class LedgerRowMarkup
{
    private static readonly string[] Rails = [.. Enumerable.Range(0, 8).Select(Rail)];

    /// <summary>Rows that pages showed lately, some twenty thousand.</summary>
    private static readonly MarkupRing Shown = new(32 * 1024 * 1024);

    /// <summary>Adds one row of the table, a tr element.</summary>
    /// <param name="today">Against which the stay in the stage is counted.</param>
    /// <param name="lamps">A row and its lamp change together: whatever turns the lamp on a day makes another row.</param>
    public static void Row(HtmlText html, LedgerRow row, DateOnly today, TodayLamps? lamps = null, bool ticked = false)
    {
        if (ticked)
        {
            Write(html, row, today, lamps, ticked);
        }
        else if (!Shown.TryAdd(html, Volatile.Read(ref row.ShownAt), today))
        {
            var before = html.Written.Length;
            Write(html, row, today, lamps, ticked);
            Volatile.Write(ref row.ShownAt, Shown.Keep(today, html.Written[before..]));
        }
    }

    private static void Write(HtmlText html, LedgerRow row, DateOnly today, TodayLamps? lamps, bool ticked)
    {
        var fen = row.IsForeign ? null : row.TotalInvestmentFen?.ToString(CultureInfo.InvariantCulture);
        html.Add($"""<tr><td><input type="checkbox" name="id" value="{row.Id}" form="batch" data-row data-fen="{fen}" """)
            .Raw(ticked ? "checked aria-label=\"选择 " : "aria-label=\"选择 ")
            .Add($"""{row.Name}"></td><th scope="row"><a class="pn" href="/projects/{row.Id}" title="{row.Name}">{row.Name}</a>""")
            .Add($"""<small class="inv">{row.Investor ?? "投资方未填"}""")
            .Raw(row.IsSample ? " <span class=\"tag\">示例</span>" : "")
            .Add($"""</small></th><td class="nw">{row.OwnerName}</td><td>""");
        if (row.Industry is { } industry)
        {
            html.Add($"""<span class="tag">{industry}</span>""");
        }
        html.Add($"""</td><td><span class="s13">{Terms.Of(row.Stage)}</span>""");
        if (row.Status != ProjectStatus.Active)
        {
            html.Add($""" <span class="tag {(row.Status == ProjectStatus.Suspended ? "wn" : "bd2")}">{Terms.Of(row.Status)}</span>""");
        }
        if (lamps?.Of(row.Id) is { } light)
        {
            html.Raw(" <span class=\"lamp ").Raw(LightTerms.Kind(light.Colour)).Raw("\"").Attribute("title", light.Why).Raw(">").Raw(LightTerms.Shape(light.Colour))
                .Raw(LightTerms.Of(light.Colour)).Raw("</span>");
        }
        html.Raw(row.HasProblems ? " <span class=\"tag wn\">有问题</span>" : "").Raw(Rails[(int)row.Stage]).Raw("</td>");
        Figure(html, "停留", row.InStageSince is { } since ? Days(since, today) : null, row.InStageSince?.ToString());
        Figure(html, "总投资", Investment(row), null, row.TotalInvestmentFen is null && !row.IsForeign ? null : " strong");
        Figure(html, "到位", row.FundsFen is { } funds ? Money.Show(funds) : null);
        Figure(html, "到位率", Rate(row));
        html.Add($"""<td>{row.ServiceOfficer}</td><td class="num mut hide-s">{Updated(row.UpdatedAtUtc, today)}</td></tr>""");
    }

    private static void Figure(HtmlText html, string label, string? text, string? title = null, string? look = null) =>
        html.Add($"<td class=\"num{(text is null ? " mut" : look)}\" data-label=\"{label}\"").Attribute("title", title).Add($">{text ?? "—"}</td>");

    private static string Investment(LedgerRow row) => row.IsForeign
        ? $"{(row.ForeignAmountCents is { } cents ? Money.ShowWan(cents) + " 万" : "")} {row.Currency}"
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
