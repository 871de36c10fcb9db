using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>What holds for every change of an account.</summary>
internal static class UserRules
{
    public static List<Unmet> Unmet(string name)
    {
        var unmet = new List<Unmet>();
        if (name.Trim().Length is 0 or > 60)
        {
            unmet.Add(new("user.name", "Name", "请填写姓名，不超过 60 个字。"));
        }
        return unmet;
    }

    /// <summary>What is wrong with the roles that one person is to hold at the same time.</summary>
    public static IEnumerable<Unmet> Together(IReadOnlyCollection<Role> roles)
    {
        if (!Access.Roles.GoTogether(roles))
        {
            yield return new("appointment.exclusive", "Roles", $"{string.Join("、", roles.Distinct().Where(Access.Roles.IsAdministrator).Select(Access.Roles.Name))}"
                + "不能兼任其他身份：系统、安全、审计三个管理员须由三个人分别担任，且都不办理业务。请分开设账号。");
        }
    }

    /// <summary>Unit that the text names by code or name; nobody hands out more than they see themselves.</summary>
    /// <returns>Null means everything; also null when <paramref name="unmet"/> was added to.</returns>
    public static long? Scope(Viewer viewer, UnitTree tree, string? text, List<Unmet> unmet)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return viewer.UnitId;
        }
        UnitNode[] found = tree.FindByCode(text) is { } byCode
            ? [byCode]
            : [.. tree.InOrder.Where(n => n.Name == text || n.ShortName == text)];
        UnitNode[] seen = [.. found.Where(n => tree.IsWithin(n.Id, viewer.UnitId))];
        switch (seen.Length)
        {
            case 1:
                return seen[0].Id;
            case 0:
                unmet.Add(new("user.unit", "Unit", $"没有找到单位“{text}”，或不在您的管理范围内。请填单位全称或代码，例如 371400。"));
                return null;
            default:
                var choices = string.Join("、", seen.Take(5).Select(n => $"{n.Name} {n.Code}"));
                unmet.Add(new("user.unit", "Unit", $"叫“{text}”的单位有 {seen.Length} 个（{choices}），请改填代码。"));
                return null;
        }
    }
}
