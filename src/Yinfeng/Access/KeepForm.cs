using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;
using Yinfeng.Settings;

namespace Yinfeng.Access;

/// <summary>Keeps a form whose sign-in ran out while it was typed, so that nothing typed is lost.</summary>
/// <remarks>Only for a session that this server opened and that ended by time: strangers cannot fill the store. Passwords, codes and secret
/// settings are never kept, nor are files.</remarks>
public sealed class KeepForm(Database database, Writer writer, Sessions sessions, Vault vault, OfficeSettings office)
{
    internal const string Purpose = "kept-form";
    internal static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);
    private const int MostPerPerson = 5;
    private const long LongestBody = 2_000_000;
    private static readonly string[] NeverFrom = ["/login", "/logout", "/password", "/account", "/users"];
    private static readonly string[] NeverFields = ["__RequestVerificationToken", "password", "current", "repeated", "code"];

    /// <returns>The id under which it is kept, or null when there is nothing to keep or nobody to keep it for.</returns>
    public async Task<string?> RunAsync(HttpContext http, CancellationToken ct)
    {
        if (!IsTyped(http.Request) || http.Request.Cookies[SignInGuard.Cookie] is not { } token || await sessions.OwnerAsync(token, ct) is not { } userId)
        {
            return null;
        }
        await using var db = database.OpenRead();
        if (await db.Set<User>().SingleOrDefaultAsync(u => u.Id == userId && !u.Disabled, ct) is not { } user)
        {
            return null;
        }
        var typed = await ReadAsync(http.Request, ct);
        if (typed.Fields.All(f => f.Value.Length == 0))
        {
            return null;
        }
        var content = vault.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(typed));
        return await writer.RunAsync(SignIn.Named(user), Rights.None, async work =>
        {
            var oldest = work.NowUtc - KeptFor;
            var mine = await work.Db.Set<KeptForm>().Where(f => f.UserId == userId).OrderByDescending(f => f.AtUtc).ToListAsync(ct);
            work.Db.RemoveRange(mine.Where((f, i) => f.AtUtc < oldest || i >= MostPerPerson - 1));
            var form = new KeptForm { Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), UserId = userId, Content = content, AtUtc = work.NowUtc };
            work.Db.Add(form);
            work.Audit("form.keep", $"user:{user.Login}", new { typed.Path, fields = typed.Fields.Count });
            return form.Id;
        }, ct);
    }

    /// <summary>A person pressed a button; programs that save in the background keep what they have and try again.</summary>
    private static bool IsTyped(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.HasFormContentType && request.ContentLength is <= LongestBody
        && !NeverFrom.Any(p => request.Path.StartsWithSegments(p)) && !request.Path.StartsWithSegments("/api")
        && (request.Headers.ContainsKey("HX-Request") || request.Headers["Sec-Fetch-Mode"].ToString() is "navigate" or "")
        && !request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase);

    private async Task<TypedForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var form = await request.ReadFormAsync(ct);
        var secret = office.Known.Where(s => s.Secret).Select(s => s.Key).Concat(NeverFields).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fields = form.Where(f => !secret.Contains(f.Key)).SelectMany(f => f.Value, (f, v) => new TypedField(f.Key, v ?? "")).ToList();
        var from = Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page) && page.Authority == request.Host.Value ? page.PathAndQuery : null;
        return new(request.Path + request.QueryString, from, fields, [.. form.Files.Where(f => f.Length > 0).Select(f => f.FileName)]);
    }
}
