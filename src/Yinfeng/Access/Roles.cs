namespace Yinfeng.Access;

/// <summary>What somebody is appointed to (角色).</summary>
public enum Role
{
    Reporter, Verifier, Approver, Leader, Inspector, ServiceOfficer, SystemAdministrator, SecurityAdministrator, AuditAdministrator,
}

/// <summary>What each role may do, and which exclude one another.</summary>
/// <remarks>三员分立 (GB/T 22239 level 3): the three administrators are three persons, and none of them sees business data. That a
/// month's reporter, verifier and approver are three persons is held month by month, where it is verified.</remarks>
public static class Roles
{
    private const Rights Looks = Rights.See | Rights.SeeUnits;

    public static Rights Of(Role role) => role switch
    {
        Role.Reporter => Looks | Rights.Report,
        Role.Verifier => Looks | Rights.Verify,
        Role.Approver => Looks | Rights.SeeSecrets | Rights.Approve | Rights.Publish,
        Role.Leader => Looks | Rights.SeeSecrets,
        Role.Inspector => Looks | Rights.Inspect | Rights.ReadAudit,
        Role.ServiceOfficer => Looks | Rights.Report,
        Role.SystemAdministrator => Rights.SeeUnits | Rights.ManageSystem,
        Role.SecurityAdministrator => Rights.SeeUnits | Rights.ManageUsers,
        Role.AuditAdministrator => Rights.SeeUnits | Rights.ReadAudit,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static Rights Of(IEnumerable<Role> roles) => roles.Aggregate(Rights.None, (rights, role) => rights | Of(role));

    public static bool IsAdministrator(Role role) => role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator;

    /// <summary>Whether one person may hold all of them: an administrator is nothing else besides.</summary>
    public static bool GoTogether(IReadOnlyCollection<Role> roles) => roles.Distinct().Count() <= 1 || !roles.Any(IsAdministrator);

    public static string Name(Role role) => role switch
    {
        Role.Reporter => "填报员",
        Role.Verifier => "核实员",
        Role.Approver => "认定审批人",
        Role.Leader => "包保领导",
        Role.Inspector => "督查员",
        Role.ServiceOfficer => "首席服务官",
        Role.SystemAdministrator => "系统管理员",
        Role.SecurityAdministrator => "安全管理员",
        Role.AuditAdministrator => "审计管理员",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>One line for whoever appoints.</summary>
    public static string Meaning(Role role) => role switch
    {
        Role.Reporter => "填报线索、项目、月报和佐证，导入台账",
        Role.Verifier => "核实别人填报的佐证和月报",
        Role.Approver => "认定月报、审批、下达目标、印发通报并关账",
        Role.Leader => "查看全部业务数据，含下级的保密洽谈",
        Role.Inspector => "双随机抽查、数据质疑，查看审计日志",
        Role.ServiceOfficer => "服务企业，填报项目进展",
        Role.SystemAdministrator => "单位和系统设置，看不到业务数据",
        Role.SecurityAdministrator => "账号、任职和登录，看不到业务数据",
        Role.AuditAdministrator => "审计日志和校验，看不到业务数据",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
