using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>One field that two people changed.</summary>
/// <param name="Theirs">As stored now.</param>
/// <param name="Yours">As the refused edit would have it.</param>
public sealed record Difference(string Field, string Label, string Theirs, string Yours);

/// <summary>A refusal because someone else was faster: shows both versions, so that nothing typed is lost.</summary>
/// <param name="CurrentVersion">The version to send with the next try.</param>
public sealed record Stale(IReadOnlyList<Unmet> Unmet, IReadOnlyList<Difference> Differences, int CurrentVersion) : Decision(Unmet)
{
    public static Stale Of(IReadOnlyList<Difference> differences, int currentVersion) => new(
        [new("project.stale", "version", "您打开以后别人改过。下面列出两边不同的地方，请核对后再保存。")], differences, currentVersion);
}

/// <summary>Refusals that many writes share.</summary>
internal static class Refusals
{
    public const string NotFoundCode = "project.not-found";

    public static readonly Decision NotFound = Decision.Refuse(NotFoundCode, "id", "没有这个项目，或者它不在您的权限范围内。请核对编号，或请项目的责任单位代办。");

    public static Decision OnlyLine(string owner) => Decision.Refuse("project.not-yours", "id",
        $"这个项目由{owner}负责，您可以查看，不能修改。要修改请联系{owner}。");

    public static bool IsNotFound(this Decision decision) => decision.Unmet is [{ Code: NotFoundCode }, ..];
}
