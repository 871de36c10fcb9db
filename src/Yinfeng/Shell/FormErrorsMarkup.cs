using Yinfeng.Kernel;

namespace Yinfeng.Shell;

/// <summary>How many things to correct, and where; takes focus when the form comes back refused.</summary>
internal static class FormErrorsMarkup
{
    public static void Write(HtmlText html, IReadOnlyList<Unmet> unmet)
    {
        if (unmet.Count == 0)
        {
            return;
        }
        html.Add($"""<div class="form-errors" role="alert" tabindex="-1" autofocus><p><b>有 {unmet.Count} 处需要修改</b></p><ul>""");
        foreach (var item in unmet)
        {
            _ = item.Field.Length > 0 ? html.Add($"""<li><a href="#f-{item.Field}">{item.Message}</a></li>""") : html.Add($"<li>{item.Message}</li>");
        }
        html.Raw("</ul></div>");
    }

    public static string Of(IReadOnlyList<Unmet> unmet)
    {
        using var html = new HtmlText();
        Write(html, unmet);
        return html.ToString();
    }
}
