using System.Collections.Concurrent;
using System.Text;
using Yinfeng.Access;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Shell;

/// <summary>The navigation as text, wide and for phones. Put together once per menu entry and set of rights.</summary>
internal static class NavMarkup
{
    private static readonly ConcurrentDictionary<(string On, Rights Rights), (string Wide, string Phone)> Made = new();

    /// <param name="on">Label of the entry that the page belongs to, or empty.</param>
    /// <param name="rights">What the person may do: entries for others are left out.</param>
    public static (string Wide, string Phone) Of(string on, Rights rights) => Made.GetOrAdd((on, rights), Make);

    private static (string Wide, string Phone) Make((string On, Rights Rights) asked)
    {
        var (on, rights) = asked;
        var (wide, phone) = (new StringBuilder(), new StringBuilder());
        foreach (var (group, all) in Menu.Groups)
        {
            var items = Array.FindAll(all, i => i.IsFor(rights));
            if (items.Length == 0)
            {
                continue;
            }
            if (group.Length > 0)
            {
                wide.Append("<h2>").Append(group).Append("</h2>");
            }
            foreach (var item in items)
            {
                var current = item.Label == on ? " aria-current=\"page\"" : "";
                wide.Append("<a class=\"nav").Append(item.Label == on ? " on" : "").Append("\" href=\"").Append(item.Href).Append('"')
                    .Append(current).Append('>').Append(Icon.Markup(item.Icon, null)).Append(item.Label).Append("</a>");
                phone.Append("<a href=\"").Append(item.Href).Append('"').Append(current).Append('>').Append(item.Label).Append("</a>");
            }
        }
        return (wide.ToString(), phone.ToString());
    }
}
