using Microsoft.AspNetCore.Http;
using Yinfeng.Settings;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Single sign-on with an OpenID Connect provider, as the office set it.</summary>
/// <param name="Authority">Address of the provider without a slash at the end; empty: no single sign-on.</param>
/// <param name="Claim">Which claim holds the login of an account here.</param>
/// <param name="Label">What people call it, on the button.</param>
public sealed record Oidc(string Authority, string ClientId, string Secret, string Claim, string Scope, string Label)
{
    private const string Group = "单点登录（OpenID Connect）", AuthorityKey = "oidc.authority", ClientKey = "oidc.client", SecretKey = "oidc.secret", ClaimKey = "oidc.claim",
        ScopeKey = "oidc.scope", LabelKey = "oidc.label";

    public static readonly KnownSetting[] All =
    [
        new(AuthorityKey, Group, "认证服务的网址（Issuer）", "例如 https://sso.example.gov.cn/realms/city；留空就不用单点登录。在认证服务上登记的回调网址是本系统网址加 /login/oidc/back。", Wrong: Address),
        new(ClientKey, Group, "应用标识（Client ID）", "在认证服务上登记本系统时得到。"),
        new(SecretKey, Group, "应用密钥（Client Secret）", "登记为公开应用时留空。", Secret: true),
        new(ClaimKey, Group, "登录名所在的声明", "其内容须与本系统的登录名相同。只有已开通的账号能登录，不会自动开户。", Default: "preferred_username"),
        new(ScopeKey, Group, "请求范围（Scope）", "", Default: "openid profile", Wrong: t => t.Split(' ').Contains("openid") ? null : "须含 openid。"),
        new(LabelKey, Group, "登录页上的名称", "", Default: "统一身份认证"),
    ];

    public bool IsOn => Authority.Length > 0 && ClientId.Length > 0;

    public static async ValueTask<Oidc> ReadAsync(OfficeSettings office, CancellationToken ct) => new((await office.OfAsync(AuthorityKey, ct)).TrimEnd('/'),
        await office.OfAsync(ClientKey, ct), await office.OfAsync(SecretKey, ct), await office.OfAsync(ClaimKey, ct), await office.OfAsync(ScopeKey, ct),
        await office.OfAsync(LabelKey, ct));

    public static string CallbackOf(HttpRequest request) => $"{request.Scheme}://{request.Host}/login/oidc/back";

    private static string? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
        ? null : $"“{text}”不行，应是以 https:// 开头的网址。";
}
