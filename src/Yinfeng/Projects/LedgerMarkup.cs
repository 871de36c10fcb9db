using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>What the ledger page shows besides the list itself.</summary>
/// <param name="Ticked">Rows that were ticked when an action on them was refused.</param>
/// <param name="Officer">What stood in the form of that action.</param>
/// <param name="Done">What an action on ticked rows did.</param>
internal sealed record LedgerScene(LedgerView View, IReadOnlyList<FilterChip> Chips)
{
    public IReadOnlyCollection<long> Ticked { get; init; } = [];
    public string? Officer { get; init; }
    public string? Done { get; init; }
    public IReadOnlyList<Unmet> Unmet { get; init; } = [];
}

/// <summary>The ledger page within its frame, and the part of it that htmx swaps.</summary>
/// <remarks>By hand rather than as components, see docs/decisions/0030-the-ledger-page-by-hand.md.</remarks>
internal static class LedgerMarkup
{
    public static void Page(HtmlText html, LedgerScene scene, FormToken token)
    {
        var view = scene.View;
        html.Add($"""
            <div class="phead"><div><h1>项目台账</h1><div class="sub">{view.All:N0} 个项目 · 截至 {view.Today:yyyy-MM-dd}</div></div>
              <div class="act"><a class="b" href="/imports">
            """).Icon("upload").Raw("导入 Excel</a>");
        Export(html, view, apart: false);
        html.Raw("""<button class="b hide-s" type="button" data-print>""").Icon("printer").Raw("""打印</button><a class="b pri" href="/projects/new">""")
            .Icon("plus").Raw("登记项目</a></div></div>\n");
        FormErrorsMarkup.Write(html, scene.Unmet);
        if (scene.Done is not null)
        {
            html.Add($"""<p class="alert-y ok" role="status">{scene.Done}</p>""");
        }
        Chips(html, scene, token);
        html.Raw("""<section class="card-y" aria-label="项目列表">""");
        Tabs(html, view, apart: false);
        LedgerFilterMarkup.Write(html, view);
        html.Raw("""<div id="ledger">""");
        LedgerTableMarkup.Write(html, view, token, scene.Ticked, scene.Officer);
        html.Raw("""</div></section><div class="bottombar"><a class="b" href="/imports">""").Icon("upload").Raw("""导入</a><a class="b" href="#q">""")
            .Icon("search").Raw("""筛选</a><a class="b pri" href="/projects/new">""").Icon("plus").Raw("登记</a></div>");
    }

    /// <summary>What htmx swaps: the rows, and what around them depends on the filter.</summary>
    public static void Part(HtmlText html, LedgerView view, FormToken token)
    {
        LedgerTableMarkup.Write(html, view, token, [], null);
        Tabs(html, view, apart: true);
        Export(html, view, apart: true);
        Now(html, view, apart: true);
    }

    private static void Chips(HtmlText html, LedgerScene scene, FormToken token)
    {
        html.Raw("""<div class="chips mb12"><span class="s13 mut">常用筛选</span>""");
        foreach (var chip in scene.Chips)
        {
            html.Add($"""<a class="chip{(chip.On ? " on" : "")}" href="/projects{chip.Query}" """).Raw(chip.On ? "aria-current=\"true\">" : ">");
            if (chip.Id is not null)
            {
                html.Icon("bookmark");
            }
            html.Add($"""{chip.Name} <b>{chip.Count:N0}</b></a>""");
        }
        html.Raw("""<details class="pop"><summary class="b txt">""").Icon("plus")
            .Raw("""保存当前筛选</summary><div class="pop-box"><form method="post" action="/projects/filters" class="line">""");
        token.Write(html);
        Now(html, scene.View, apart: false);
        html.Raw("""
            <label for="fname" class="sr">名称</label>
            <input class="fi" id="fname" name="name" maxlength="20" required placeholder="起个名字，如 签约未开工" /><button class="b pri">保存</button></form>
            """);
        foreach (var chip in scene.Chips)
        {
            if (chip.Id is { } id)
            {
                html.Add($"""<form method="post" action="/projects/filters/{id}" class="line">""");
                token.Write(html);
                html.Add($"""
                    <input type="hidden" name="query" value="{scene.View.Query.ToQueryString()}" />
                    <input class="fi" name="name" value="{chip.Name}" maxlength="20" aria-label="“{chip.Name}”的名称" />
                    <button class="b" name="act" value="rename">改名</button>
                    <button class="b danger" name="act" value="delete" aria-label="删除“{chip.Name}”">删除</button></form>
                    """);
            }
        }
        html.Raw("</div></details>\n</div>\n");
    }

    /// <summary>Stages with their counts under the other filters. The hidden fields belong to the filter form, which keeps stage,
    /// order and page size.</summary>
    private static void Tabs(HtmlText html, LedgerView view, bool apart)
    {
        html.Raw("""<nav class="seg" id="ledger-tabs" aria-label="阶段" """).Raw(Swap(apart)).Raw(""" hx-boost="true" hx-target="#ledger">""");
        Tab(html, view, null, "全部", view.All);
        for (var stage = ProjectStage.Lead; (int)stage < view.ByStage.Length; stage++)
        {
            Tab(html, view, stage, Terms.Of(stage), view.ByStage[(int)stage]);
        }
        html.Raw("<input type=\"hidden\" form=\"ledger-filter\" name=\"stage\"").Attribute("value", LedgerTerms.Word(view.Query.Stage)).Add($"""
             /><input type="hidden" form="ledger-filter" name="sort" value="{view.Query.SortText}" />
            <input type="hidden" form="ledger-filter" name="limit" value="{view.Query.Limit}" /></nav>
            """);
    }

    private static void Tab(HtmlText html, LedgerView view, ProjectStage? stage, string label, int count) => html
        .Raw(view.Query.Stage == stage ? "<a class=\"on\" aria-current=\"true\"" : "<a")
        .Add($""" href="/projects{(view.Query with { Stage = stage, Page = 1 }).ToQueryString()}">{label}<span>{count:N0}</span></a>""");

    private static void Export(HtmlText html, LedgerView view, bool apart) => html
        .Raw("""<a class="b" id="ledger-export" """).Raw(Swap(apart))
        .Add($""" hx-boost="false" href="/projects/export.xlsx{view.Query.ToQueryString(withPage: false)}">""").Icon("download").Raw("导出</a>");

    private static void Now(HtmlText html, LedgerView view, bool apart) => html
        .Raw("""<input type="hidden" name="query" id="ledger-now" """).Raw(Swap(apart)).Add($""" value="{view.Query.ToQueryString()}" />""");

    /// <summary>Sent beside the rows, to replace the one on the page.</summary>
    private static string Swap(bool apart) => apart ? "hx-swap-oob=\"true\"" : "";
}
