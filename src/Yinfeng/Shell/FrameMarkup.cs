using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yinfeng.Access;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Shell;

/// <summary>The frame as bytes, for pages that are put together without components: drawn once by <see cref="Frame"/> for each
/// person and page, then cut where the content and the form's token stand.</summary>
/// <remarks>One per host: the addresses of assets in it are the host's.</remarks>
internal sealed class FrameMarkup(IAntiforgery antiforgery)
{
    private const int MostKept = 500;
    private const string ContentMark = "<!--content-->";
    private readonly ConcurrentDictionary<(Viewer For, int Posts, string Title, string On, bool Charts), Cut> _cuts = new();

    /// <param name="Head">Up to the token of the sign-out form.</param>
    /// <param name="Top">From there to the content.</param>
    /// <param name="Foot">What follows the content.</param>
    private sealed record Cut(byte[] Head, byte[] Top, byte[] Foot);

    /// <summary>Answers with a whole page.</summary>
    /// <param name="title">One of ours: a title for each project would fill the memory with frames.</param>
    /// <param name="content">Writes the main part; gets the token that its own forms carry.</param>
    public async Task WriteAsync(HttpContext http, string title, string on, Action<HtmlText, FormToken> content,
        int status = StatusCodes.Status200OK, bool charts = false)
    {
        var token = TokenOf(http);
        var cut = await OfAsync(http, title, on, charts, token);
        using var html = new HtmlText();
        html.Raw(cut.Head).Raw(token.Value).Raw(cut.Top);
        content(html, token);
        html.Raw(cut.Foot);
        await SendAsync(http, html, status);
    }

    /// <summary>Answers with a part of a page, for htmx.</summary>
    public async Task WritePartAsync(HttpContext http, Action<HtmlText, FormToken> content)
    {
        using var html = new HtmlText();
        content(html, TokenOf(http));
        await SendAsync(http, html, StatusCodes.Status200OK);
    }

    private FormToken TokenOf(HttpContext http)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return new(tokens.FormFieldName, tokens.RequestToken!);
    }

    private async ValueTask<Cut> OfAsync(HttpContext http, string title, string on, bool charts, FormToken token)
    {
        var key = (http.Viewer(), SignInGuard.SessionOf(http)?.Posts.Count ?? 0, title, on, charts); // All of the viewer: the menu shows what they may do.
        if (_cuts.TryGetValue(key, out var cut))
        {
            return cut;
        }
        if (_cuts.Count > MostKept)
        {
            _cuts.Clear();
        }
        return _cuts[key] = await DrawAsync(http, title, on, charts, token);
    }

    private static async Task<Cut> DrawAsync(HttpContext http, string title, string on, bool charts, FormToken token)
    {
        var answer = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var drawn = new MemoryStream();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(drawn));
        try
        {
            RenderFragment mark = b => b.AddMarkupContent(0, ContentMark);
            await PageResults.Page<Frame>(new { Title = title, On = on, Charts = charts, ChildContent = mark }).ExecuteAsync(http);
        }
        finally
        {
            http.Features.Set(answer);
        }
        var text = Encoding.UTF8.GetString(drawn.GetBuffer(), 0, (int)drawn.Length);
        int at = text.IndexOf(token.Value, StringComparison.Ordinal), content = text.IndexOf(ContentMark, StringComparison.Ordinal);
        if (at < 0 || content < at)
        {
            throw new InvalidOperationException("The frame must hold the sign-out form, and after it the content.");
        }
        return new(Encoding.UTF8.GetBytes(text[..at]), Encoding.UTF8.GetBytes(text[(at + token.Value.Length)..content]),
            Encoding.UTF8.GetBytes(text[(content + ContentMark.Length)..]));
    }

    private static async Task SendAsync(HttpContext http, HtmlText html, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = html.Written.Length;
        await http.Response.StartAsync(http.RequestAborted); // What is written before the head is sent would be copied once more.
        html.Written.CopyTo(http.Response.BodyWriter.GetSpan(html.Written.Length));
        http.Response.BodyWriter.Advance(html.Written.Length);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}

/// <summary>What the antiforgery service asks a form to carry; letters, digits, - and _ only.</summary>
internal readonly record struct FormToken(string Field, string Value)
{
    public void Write(HtmlText html) => html.Add($"""<input type="hidden" name="{Field}" value="{Value}" />""");
}
