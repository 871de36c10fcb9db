using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Yinfeng.Access;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Shell;

/// <summary>Errors as people and programs get them: a page in the frame, or problem JSON under /api.</summary>
public static class Refusals
{
    /// <summary>Answers with the status and one sentence in Chinese.</summary>
    public static Task AnswerAsync(HttpContext http, int status, string message)
    {
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            return TypedResults.Problem(statusCode: status, title: message).ExecuteAsync(http);
        }
        return PageResults.Page<ErrorPage>(new { Status = status, Message = message }, status).ExecuteAsync(http);
    }

    /// <summary>For an empty answer with an error status; a route that wrote its own body is left alone.</summary>
    public static Task EmptyAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return AnswerAsync(context.HttpContext, status, status switch
        {
            StatusCodes.Status400BadRequest => "提交的内容不完整，或页面打开过久已失效。请返回上一页，刷新后重新提交。",
            StatusCodes.Status403Forbidden => "您没有办理这件事的权限。请联系本单位安全管理员办理任职。",
            StatusCodes.Status404NotFound => "没有这个页面，或它不在您可见的单位范围内。请核对地址，或从左侧导航进入。",
            StatusCodes.Status405MethodNotAllowed => "这个地址不接受这种操作。请从页面上的按钮进入。",
            StatusCodes.Status413PayloadTooLarge => "文件太大，超过了允许的大小。请拆分后再传。",
            _ => "请求没有办成。请稍后重试。",
        });
    }

    /// <summary>For an exception: a bug or an outage. The log has the details under the number that the page shows.</summary>
    public static Task CrashedAsync(HttpContext http)
    {
        if (http.Features.Get<IExceptionHandlerFeature>()?.Error is RightMissingException missing)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return AnswerAsync(http, StatusCodes.Status403Forbidden, missing.Message);
        }
        if (http.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad)
        {
            http.Response.StatusCode = bad.StatusCode;
            return AnswerAsync(http, bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? "文件太大，超过了允许的大小。请拆分后再传。"
                : "提交的内容格式不对。请返回上一页核对后重新提交。");
        }
        return AnswerAsync(http, StatusCodes.Status500InternalServerError,
            $"系统出错，已记入日志（编号 {http.TraceIdentifier}）。请稍后重试；仍不行请把编号告诉管理员。");
    }
}
