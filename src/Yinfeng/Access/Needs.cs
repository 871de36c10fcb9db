using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Yinfeng.Access;

/// <summary>The right that a route asks for; on a route without one the door stays shut.</summary>
/// <param name="Or">Another right that opens it too; which part is shown, the room decides.</param>
public sealed record NeededRight(Rights Right, Rights? Or = null)
{
    public bool IsHeldBy(Viewer viewer) => viewer.May(Right) || (Or is { } or && viewer.May(or));
}

/// <summary>How routes say which right they need.</summary>
public static class Needs
{
    /// <summary>Only people with the right get in. Said on a route it holds over what its group said.</summary>
    public static TBuilder Need<TBuilder>(this TBuilder routes, Rights right) where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata(new NeededRight(right));

    /// <summary>People with either right get in.</summary>
    public static TBuilder NeedEither<TBuilder>(this TBuilder routes, Rights right, Rights or) where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata(new NeededRight(right, or));

    public static Rights? Of(Endpoint endpoint) => In(endpoint)?.Right;

    public static NeededRight? In(Endpoint endpoint) => endpoint.Metadata.GetMetadata<NeededRight>();

    /// <summary>What to tell somebody who lacks a right: what it is, who has it, whom to ask.</summary>
    public static string Missing(Rights right) => "您没有办理这件事的权限"
        + (string.Join("、", Enum.GetValues<Role>().Where(r => (Roles.Of(r) & right) == right).Select(Roles.Name)) is { Length: > 0 } roles
            ? $"：需要{roles}身份。" : "。")
        + "请联系本单位安全管理员办理任职，或在右上角切换到有此权限的岗位。";
}

/// <summary>Somebody asked for a write without having its right: answered at the edge with 403, in a command with exit code 1.</summary>
public sealed class RightMissingException(Rights right) : Exception(Needs.Missing(right))
{
    public Rights Right { get; } = right;
}
