using Microsoft.AspNetCore.Http;

namespace Yinfeng.Access;

/// <summary>Where a request comes from, as the person would recognise it.</summary>
/// <param name="Address">Network address, or null when unknown.</param>
/// <param name="Agent">Browser and system in words, or null when the browser does not say.</param>
public sealed record Origin(string? Address, string? Agent)
{
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("wxwork/", "企业微信"), ("MicroMessenger/", "微信"), ("DingTalk", "钉钉"), ("TaurusApp", "浙政钉"), ("QQBrowser/", "QQ 浏览器"),
        ("360SE", "360 浏览器"), ("360EE", "360 浏览器"), ("MetaSr", "搜狗浏览器"), ("UBrowser/", "UC 浏览器"), ("HuaweiBrowser/", "华为浏览器"),
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("Trident/", "IE"), ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("OpenHarmony", "鸿蒙"), ("HarmonyOS", "鸿蒙"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "安卓"), ("Windows", "Windows"),
        ("Mac OS X", "Mac"), ("UOS", "统信"), ("Kylin", "麒麟"), ("Linux", "Linux"),
    ];

    public static Origin Of(HttpContext http) =>
        new(http.Connection.RemoteIpAddress?.MapToIPv4IfMapped().ToString(), Words(http.Request.Headers.UserAgent.ToString()));

    /// <summary>"Windows 上的 Chrome", as much of it as the header tells.</summary>
    public static string? Words(string userAgent)
    {
        var browser = Browsers.FirstOrDefault(b => userAgent.Contains(b.Mark, StringComparison.OrdinalIgnoreCase)).Name;
        var system = Systems.FirstOrDefault(s => userAgent.Contains(s.Mark, StringComparison.OrdinalIgnoreCase)).Name;
        return (system, browser) switch
        {
            (null, null) => null,
            (_, null) => system,
            (null, _) => browser,
            _ => $"{system} 上的 {browser}",
        };
    }
}

file static class Addresses
{
    /// <summary>A dual-stack socket gives IPv4 visitors as ::ffff:10.0.0.7.</summary>
    public static System.Net.IPAddress MapToIPv4IfMapped(this System.Net.IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
