using Yinfeng.Access;

namespace Yinfeng.Shell;

/// <summary>The navigation, in the order of the work: 找项目, 谈项目, 落项目, 评项目. A room appears here when it exists.</summary>
/// <remarks>The first group stands without a head. All of it fits a screen of 900 points.</remarks>
internal static class Menu
{
    /// <param name="Needs">Shown to people with this right.</param>
    /// <param name="Or">And to people with this one.</param>
    public sealed record Item(string Label, string Href, string Icon, Rights Needs = Rights.See, Rights? Or = null)
    {
        public bool IsFor(Rights held) => (held & Needs) == Needs || (Or is { } or && (held & or) == or);
    }

    public static readonly (string Group, Item[] Items)[] Groups =
    [
        ("", [new("工作台", "/", "layout-dashboard", Rights.None), new("看板", "/board", "report-analytics"), new("在途事项", "/pending", "list-check")]),
        ("找项目", [new("企业库", "/enterprises", "building-factory-2"), new("产业链", "/chains", "sitemap"), new("线索", "/leads", "address-book"), new("对接记录", "/visits", "messages")]),
        ("谈项目", [new("会审", "/reviews", "gavel"), new("惠企政策", "/policies", "file-certificate"), new("专班", "/task-forces", "users")]),
        ("落项目", [new("项目台账", "/projects", "list-details"), new("逐月填报", "/monthly", "calendar-event"), new("台账导入", "/imports", "upload"), new("政策兑现", "/grants", "coin"), new("承诺台账", "/promises", "file-check"), new("红绿灯", "/lights", "traffic-lights")]),
        ("评项目", [new("目标任务", "/targets", "flag"), new("目标考核", "/assessment", "trophy"), new("会议", "/meetings", "users-group"), new("通报", "/bulletins", "file-text"), new("关账与更正", "/closing", "lock"), new("上报报表", "/returns", "send")]),
        ("监督", [new("督查", "/inspections", "target-arrow"), new("疑点", "/suspicion", "help-circle"), new("归属仲裁", "/arbitration", "scale"), new("审计日志", "/audit", "shield-check", Rights.None)]),
        ("设置", [new("单位", "/units", "sitemap", Rights.SeeUnits), new("用户", "/users", "users", Rights.ManageUsers), new("系统设置", "/settings", "adjustments-horizontal", Rights.ManageSystem, Rights.ManageUsers)]),
    ];
}
