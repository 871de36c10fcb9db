using System.Globalization;
using System.Net.Mail;
using Yinfeng.Settings;
using Yinfeng.Shell;

namespace Yinfeng.Notices;

/// <summary>How the office sends mail and where its robot listens.</summary>
/// <param name="Host">Empty: no mail is sent.</param>
/// <param name="Robot">Empty: nothing is posted.</param>
/// <param name="Site">Address of the product as people open it, without a slash at the end; links in letters begin with it.</param>
internal sealed record NoticeSettings(string Host, int Port, bool Secure, string User, string Password, string From, Uri? Robot, string Site)
{
    private const string HostKey = "mail.host", PortKey = "mail.port", SecureKey = "mail.secure", UserKey = "mail.user", PasswordKey = "mail.password",
        FromKey = "mail.from", RobotKey = "webhook.url", SiteKey = "site.url";

    public static readonly KnownSetting[] All =
    [
        new(SiteKey, "提醒", "本系统的网址", "大家打开本系统用的网址，写进提醒邮件的链接里，例如 https://yinfeng.example.gov.cn。", Wrong: Address),
        new(HostKey, "提醒", "邮件服务器（SMTP）", "留空就不发邮件。"),
        new(PortKey, "提醒", "邮件服务器端口", "一般是 25 或 587。", Default: "587",
            Wrong: t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var p) && p is > 0 and < 65536 ? null : $"端口“{t}”应是 1 到 65535 之间的数字。"),
        new(SecureKey, "提醒", "加密连接（STARTTLS）", "填“是”或“否”。", Default: "是", Wrong: t => t is "是" or "否" ? null : $"“{t}”看不懂，请填“是”或“否”。"),
        new(UserKey, "提醒", "邮件账号", "服务器要求登录时填写。"),
        new(PasswordKey, "提醒", "邮件密码", "", Secret: true),
        new(FromKey, "提醒", "发件地址", "例如 tiaodu@example.gov.cn。", Wrong: t => MailAddress.TryCreate(t, out _) ? null : $"“{t}”不是邮件地址。"),
        new(RobotKey, "提醒", "群机器人地址（Webhook）", "企业微信、钉钉群机器人的地址；留空就不推送。", Secret: true, Wrong: Address),
    ];

    public bool SendsMail => Host.Length > 0 && From.Length > 0;

    public static async Task<NoticeSettings> ReadAsync(OfficeSettings office, CancellationToken ct)
    {
        ValueTask<string> Of(string key) => office.OfAsync(key, ct);
        var robot = await Of(RobotKey);
        return new(await Of(HostKey), int.Parse(await Of(PortKey), CultureInfo.InvariantCulture), await Of(SecureKey) == "是", await Of(UserKey),
            await Of(PasswordKey), await Of(FromKey), robot.Length > 0 ? new Uri(robot) : null, (await Of(SiteKey)).TrimEnd('/'));
    }

    private static string? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
        ? null : $"“{text}”不是网址，应以 https:// 或 http:// 开头。";
}
