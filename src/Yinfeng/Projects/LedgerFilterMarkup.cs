using System.Globalization;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>The filter form of the ledger page.</summary>
internal static class LedgerFilterMarkup
{
    public static void Write(HtmlText html, LedgerView view)
    {
        var query = view.Query;
        html.Raw("""
            <form class="filters" id="ledger-filter" method="get" action="/projects" role="search" aria-label="筛选项目" hx-get="/projects" hx-target="#ledger" hx-push-url="true"
                  hx-trigger="submit, change from:select, change from:input[type=checkbox], input changed delay:300ms from:#q">
              <input class="fi q" id="q" name="q" type="search"
            """).Attribute("value", query.Text).Raw("""
             aria-label="关键字" placeholder="项目、投资方、单位、项目代码" />
              <select class="fi" name="unit" aria-label="责任单位"><option value="">单位：全部</option>
            """);
        Units(html, view);
        html.Raw("""
            </select>
              <input class="fi" name="industry"
            """).Attribute("value", query.Industry).Raw("""
             aria-label="产业" placeholder="产业" size="8" />
              <select class="fi" name="status" aria-label="状态"><option value="">状态：全部</option>
            """);
        Options(html, query.Status, Terms.Of);
        html.Raw("""
            </select>
              <span class="nw s13"><input class="fi amt" name="gte"
            """).Attribute("value", Show(query.MinWan)).Raw("""
             inputmode="decimal" aria-label="总投资下限（万元）" placeholder="万元" /> 至 <input class="fi amt" name="lte"
            """).Attribute("value", Show(query.MaxWan)).Raw("""
             inputmode="decimal" aria-label="总投资上限（万元）" placeholder="万元" /></span>
              <button class="b">
            """).Icon("filter").Raw("筛选</button>");
        More(html, query);
        if (query.ToQueryString().Length > 0)
        {
            html.Raw("""<a class="b txt" href="/projects">清除</a>""");
        }
        html.Raw("</form>\n");
    }

    private static void Units(HtmlText html, LedgerView view)
    {
        var listed = view.Query.UnitId is null;
        foreach (var unit in view.Units)
        {
            var on = unit.Id == view.Query.UnitId;
            listed |= on;
            html.Add($"<option value=\"{unit.Id}\"").Raw(on ? " selected>" : ">").Raw(Indents[unit.Depth]).Add($"{unit.Name}</option>");
        }
        if (!listed)
        {
            html.Add($"""<option value="{Show(view.Query.UnitId)}" selected>单位 {Show(view.Query.UnitId)}</option>""");
        }
    }

    private static void More(HtmlText html, LedgerQuery query)
    {
        var open = query.Kind is not null || query.Origin is not null || query.Year is not null || query.Person is not null
            || query.ImportId is not null || query.CarriedOver || query.WithProblems || query.NoInvestment;
        html.Raw(open ? "<details open><summary class=\"b\">" : "<details><summary class=\"b\">").Icon("adjustments-horizontal").Raw("""
            更多条件</summary>
                <div class="more">
                  <label>类型 <select class="fi" name="kind"><option value="">全部</option>
            """);
        Options(html, query.Kind, kind => kind == InvestmentKind.FixedAsset ? "固投" : "非固投");
        html.Raw("""</select></label><label>投资来源 <select class="fi" name="origin"><option value="">全部</option>""");
        Options(html, query.Origin, Terms.Of);
        html.Raw("</select></label><label>签约年度 <input class=\"fi amt\" name=\"year\"").Attribute("value", Show(query.Year))
            .Raw(" inputmode=\"numeric\" /></label><label>负责人 <input class=\"fi\" name=\"who\"").Attribute("value", query.Person)
            .Raw(" size=\"8\" /></label><label>导入批次 <input class=\"fi amt\" name=\"import\"").Attribute("value", Show(query.ImportId))
            .Raw(""" inputmode="numeric" /></label>""");
        Box(html, "carried", query.CarriedOver, "结转项目");
        Box(html, "problems", query.WithProblems, "有问题待解决");
        Box(html, "noinvest", query.NoInvestment, "未填总投资");
        html.Raw("</div></details>");
    }

    private static void Box(HtmlText html, string name, bool on, string label) => html
        .Add($"""<label><input type="checkbox" name="{name}" value="1" """).Raw(on ? "checked />" : "/>").Add($" {label}</label>");

    private static void Options<T>(HtmlText html, T? chosen, Func<T, string> name) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            html.Add($"<option value=\"{LedgerTerms.Word<T>(value)}\"").Raw(value.Equals(chosen) ? " selected>" : ">").Add($"{name(value)}</option>");
        }
    }

    private static readonly string[] Indents = [.. Enumerable.Range(0, 20).Select(depth => new string('　', depth))];

    private static string? Show<T>(T? value) where T : struct, IFormattable => value?.ToString(null, CultureInfo.InvariantCulture);
}
