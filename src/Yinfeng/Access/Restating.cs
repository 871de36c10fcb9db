using Microsoft.AspNetCore.Http;

namespace Yinfeng.Access;

/// <summary>A body that may say why it changes figures of a closed month.</summary>
public interface IRestatingBody
{
    /// <summary>更正原因; null without one.</summary>
    string? Restatement { get; }
}

/// <summary>Hands the reason in a REST body to the viewer, whatever the route does with the rest of it.</summary>
public sealed class RestatingFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        for (var i = 0; i < context.Arguments.Count; i++)
        {
            if (context.Arguments[i] is IRestatingBody { Restatement: { } reason })
            {
                context.HttpContext.SetRestating(reason);
            }
        }
        return next(context);
    }
}
