using System.Collections.Concurrent;
using System.Text;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Shell;

/// <summary>The navigation as text, wide and for phones. It is the same for everybody, so it is put together once per menu entry.</summary>
internal static class NavMarkup
{
    private static readonly ConcurrentDictionary<string, (string Wide, string Phone)> Made = new();

    /// <param name="on">Label of the entry that the page belongs to, or empty.</param>
    public static (string Wide, string Phone) Of(string on) => Made.GetOrAdd(on, Make);

    private static (string Wide, string Phone) Make(string on)
    {
        var (wide, phone) = (new StringBuilder(), new StringBuilder());
        foreach (var (group, items) in Menu.Groups)
        {
            wide.Append("<h2>").Append(group).Append("</h2>");
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
