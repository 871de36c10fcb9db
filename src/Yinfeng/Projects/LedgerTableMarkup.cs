using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>The table of the ledger page with the form for ticked rows and the pager.</summary>
internal static class LedgerTableMarkup
{
    public static void Write(HtmlText html, LedgerView view, FormToken token, IReadOnlyCollection<long> ticked, string? officer)
    {
        if (view.Rows.Count == 0)
        {
            html.Raw("""<p class="empty">没有符合条件的项目。<a href="/projects">清除筛选</a>，或<a href="/projects/new">登记一个项目</a>。</p>""");
            return;
        }
        Batch(html, view, token, officer);
        html.Add($"""
            <div hx-boost="true" hx-target="#ledger">
            <div class="scroll" tabindex="0" role="region" aria-label="项目列表，可左右滚动">
            <table class="t led two-line">
              <caption class="sr">项目台账，按{Name(view.Query.Sort)}{(view.Query.Descending ? "从高到低" : "从低到高")}</caption>

            """);
        Head(html, view.Query);
        html.Raw("<tbody hx-boost=\"false\">"u8);
        foreach (var row in view.Rows)
        {
            LedgerRowMarkup.Row(html, row, view.Today, view.Lamps, ticked.Contains(row.Id));
        }
        html.Add($"""
            </tbody>
              <tfoot><tr><td></td><th scope="row" colspan="5">筛选结果合计{LeftOut(view.Totals)}</th>
                <td class="num" data-label="总投资">{Money.Show(view.Totals.InvestFen)}</td>
                <td class="num" data-label="到位">{Money.Show(view.Totals.FundsFen)}</td><td></td><td></td><td class="hide-s"></td></tr></tfoot>
            </table></div>

            """);
        Pager(html, view);
        html.Raw("</div>");
    }

    private static void Batch(HtmlText html, LedgerView view, FormToken token, string? officer)
    {
        html.Raw("""<form class="batch" id="batch" method="post" action="/projects/assign">""");
        token.Write(html);
        html.Add($"""
            <input type="hidden" name="query" value="{view.Query.ToQueryString()}" />
              <b data-count role="status">勾选项目后可以</b><span class="n" data-total></span><span class="ms-auto"></span>
              <label for="officer" class="sr">首席服务官姓名</label><input class="fi" id="officer" name="value"
            """).Attribute("value", officer).Raw("""
             size="10" maxlength="60" placeholder="首席服务官姓名" />
              <button class="b sm" name="field" value="serviceOfficer">指派首席服务官</button>
              <button class="b sm" formaction="/projects/export.xlsx">导出所选</button>
              <button class="b sm txt" type="reset">取消</button>
            </form>

            """);
    }

    private static void Head(HtmlText html, LedgerQuery query)
    {
        html.Raw("""<thead><tr><th scope="col"><input type="checkbox" data-all form="batch" aria-label="选择本页全部项目" /></th>""");
        Column(html, query, LedgerSort.Name, "项目名称 / 投资方");
        Column(html, query, LedgerSort.Unit, "责任单位");
        html.Raw("""<th scope="col">产业</th>""");
        Column(html, query, LedgerSort.Stage, "阶段");
        Column(html, query, LedgerSort.Since, "停留", "num");
        Column(html, query, LedgerSort.Invest, "总投资", "num");
        Column(html, query, LedgerSort.Funds, "到位资金", "num");
        html.Raw("""<th scope="col" class="num">到位率</th><th scope="col">首席服务官</th>""");
        Column(html, query, LedgerSort.Updated, "更新", "num hide-s");
        html.Raw("</tr></thead>\n");
    }

    /// <summary>A head that sorts: amounts and dates first from the top, words from the start; again the other way round.</summary>
    private static void Column(HtmlText html, LedgerQuery query, LedgerSort sort, string label, string? look = null)
    {
        var on = query.Sort == sort;
        var descending = on ? !query.Descending : sort is LedgerSort.Invest or LedgerSort.Funds or LedgerSort.Updated;
        html.Raw("<th scope=\"col\"").Attribute("class", look)
            .Attribute("aria-sort", !on ? null : query.Descending ? "descending" : "ascending")
            .Add($"""><a href="{To(query with { Sort = sort, Descending = descending, Page = 1 })}">{label}{(!on ? "" : query.Descending ? " ↓" : " ↑")}</a></th>""");
    }

    private static void Pager(HtmlText html, LedgerView view)
    {
        html.Add($"""<nav class="pager" aria-label="分页"><span class="mut">共 {view.Totals.Count:N0} 个 · 每页</span>""");
        foreach (var limit in LedgerQuery.Limits)
        {
            _ = limit == view.Query.Limit ? html.Add($"""<b aria-current="true">{limit}</b>""")
                : html.Add($"""<a href="{To(view.Query with { Limit = limit, Page = 1 })}" aria-label="每页 {limit} 个">{limit}</a>""");
        }
        html.Raw("""<span class="r"></span>""");
        var page = view.Query.Page;
        if (page > 1)
        {
            html.Add($"""<a href="{To(view.Query with { Page = page - 1 })}">上一页</a>""");
        }
        var before = 0;
        foreach (var number in (ReadOnlySpan<int>)[1, page - 2, page - 1, page, page + 1, page + 2, view.Pages])
        {
            if (number <= before || number > view.Pages) // Twice the same, or beyond an end.
            {
                continue;
            }
            html.Raw(number > before + 1 ? "<span class=\"mut\">…</span>" : "");
            _ = number == page ? html.Add($"""<b aria-current="page">{number}</b>""")
                : html.Add($"""<a href="{To(view.Query with { Page = number })}" aria-label="第 {number} 页">{number}</a>""");
            before = number;
        }
        if (page < view.Pages)
        {
            html.Add($"""<a href="{To(view.Query with { Page = page + 1 })}">下一页</a>""");
        }
        html.Raw("</nav>");
    }

    private static string To(LedgerQuery query) => "/projects" + query.ToQueryString();

    private static string Name(LedgerSort sort) => sort switch
    {
        LedgerSort.Invest => "总投资",
        LedgerSort.Funds => "到位资金",
        LedgerSort.Signed => "签约日期",
        LedgerSort.Since => "进入阶段的日期",
        LedgerSort.Updated => "更新时间",
        LedgerSort.Stage => "阶段",
        LedgerSort.Unit => "责任单位",
        _ => "名称",
    };

    private static string LeftOut(LedgerTotals totals) => (totals.Unstated, totals.Foreign) switch
    {
        (0, 0) => "",
        (var unstated, 0) => $" · 未填总投资的 {unstated:N0} 个不计入",
        (0, var foreign) => $" · 外币项目 {foreign:N0} 个不计入",
        var (unstated, foreign) => $" · 未填总投资的 {unstated:N0} 个、外币项目 {foreign:N0} 个不计入",
    };
}
