using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Yinfeng.Kernel;

/// <summary>The one place where a business refusal becomes HTTP.</summary>
internal static class Problems
{
    /// <summary>422 with every unmet condition under <c>unmet</c>.</summary>
    public static ProblemHttpResult Refused(Decision decision) => TypedResults.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "请求暂不能办理",
        extensions: new Dictionary<string, object?> { ["unmet"] = decision.Unmet });
}
