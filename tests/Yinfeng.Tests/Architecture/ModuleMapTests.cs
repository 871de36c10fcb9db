using System.Text.RegularExpressions;
using Yinfeng.Persistence;

namespace Yinfeng.Tests.Architecture;

/// <summary>The map of the product, checked against the source: its rooms, the term each is about, and what each may use.</summary>
/// <remarks>The scan reads text, so it is a tripwire and not a compiler. A new room gets a line here first.</remarks>
public class ModuleMapTests
{
    private static readonly string[] Floor = ["Kernel", "Persistence", "Access", "Audit", "Shell"];

    private static readonly (string Module, string Term, string[] MayUse)[] Map =
    [
        // The shared floor. Persistence knows who writes (Access) and logs it (Audit); nothing below knows a room of the loop.
        ("Kernel", "金额、日期、决定", []),
        ("Audit", "审计日志", [.. Floor, "Sheets"]),
        ("Persistence", "存储与唯一写入口", ["Kernel", "Access", "Audit"]),
        ("Access", "用户与权限", [.. Floor, "Units", "Settings", "Sheets"]),
        ("Shell", "页面外壳与命令座", ["Kernel", "Access"]),
        ("Reference", "国标代码等参考数据", ["Kernel", "Persistence", "Shell"]),
        ("Units", "单位", [.. Floor, "Reference", "Sheets"]),
        ("Rules", "规则与口径", ["Kernel", "Shell", "Reference", "Projects"]),
        ("Sheets", "表格文件", ["Kernel"]),
        ("Settings", "系统设置", [.. Floor]),

        // The loop, in its order.
        ("Enterprises", "企业库", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Settings", "Industries", "Shareholdings", "Projects", "Resolving"]),
        ("Chains", "产业链", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Projects", "Enterprises", "Gaps"]),
        ("Gaps", "补链缺口", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Enterprises", "Projects", "Chains"]),
        ("Targeting", "精准招商", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Enterprises", "Shareholdings", "Chains", "Gaps", "Policies", "Projects", "Leads", "Imports"]),
        ("Leads", "线索", [.. Floor, "Enterprises", "Reference", "Units", "Rules", "Projects", "Sheets", "Imports", "Lights", "Arbitration", "Resolving", "Visits"]),
        ("Visits", "对接记录", [.. Floor, "Units", "Sheets", "Enterprises", "Resolving", "Leads", "Projects", "Imports"]),
        ("TaskForces", "专班与共享", [.. Floor, "Units", "Projects", "Sheets"]),
        ("Projects", "项目台账", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Imports", "Lights", "Inspections", "Reviews", "Pending", "Arbitration", "Suspicion"]),
        ("Targets", "目标任务", [.. Floor, "Reference", "Units", "Rules", "Sheets"]),
        ("Imports", "台账导入与导出", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Projects", "Targets", "Arbitration", "Resolving"]),
        ("Reports", "看板", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Projects", "Targets", "Imports", "Closing", "Suspicion"]),
        ("Closing", "关账与更正", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Projects", "Targets", "Reports"]),
        ("Lights", "红绿灯", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Projects", "Targets", "Imports", "Reports", "Closing"]),
        ("Bulletins", "通报", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Projects", "Targets", "Imports", "Reports", "Lights", "Closing", "Inspections"]),
        ("Meetings", "会议", [.. Floor, "Units", "Rules", "Sheets", "Projects", "Lights", "Bulletins"]),
        ("Pending", "在途事项", [.. Floor, "Units", "Rules", "Sheets"]),
        ("Reviews", "会审", [.. Floor, "Units", "Rules", "Sheets", "Projects", "Bulletins", "Meetings"]),
        ("Returns", "上报报表", [.. Floor, "Units", "Rules", "Sheets", "Projects", "Reports", "Closing"]),
        ("Desk", "工作台", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Settings", "Projects", "Targets", "Reports", "Closing", "Lights", "Maps"]),
        ("Maps", "招商地图", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Settings", "Enterprises", "Leads", "Projects", "Imports", "Reports", "Chains", "Gaps"]),
        ("Notices", "消息提醒", [.. Floor, "Settings", "Desk"]),
        ("Assessment", "目标考核", [.. Floor, "Units", "Rules", "Sheets", "Projects", "Reports", "Lights", "Meetings", "Inspections", "Bulletins"]),
        ("Inspections", "督查", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Projects", "Lights", "Suspicion"]),
        ("Suspicion", "疑点", [.. Floor, "Units", "Rules", "Sheets", "Projects", "Reports"]),
        ("Policies", "惠企政策", [.. Floor, "Reference", "Units", "Rules", "Sheets", "Projects", "Bulletins", "Notices", "Enterprises"]),
        ("Grants", "政策兑现", [.. Floor, "Units", "Rules", "Sheets", "Projects", "Policies"]),
        ("Promises", "承诺台账", [.. Floor, "Units", "Sheets", "Projects", "Meetings"]),
        ("Monthly", "逐月填报", [.. Floor, "Units", "Rules", "Sheets", "Projects", "Lights", "Closing", "Pending"]),
        ("Shareholdings", "股权", [.. Floor, "Sheets", "Imports", "Projects"]),
        ("Resolving", "企业名称匹配", [.. Floor, "Reference", "Units", "Sheets", "Enterprises", "Projects", "Leads", "Visits"]),
        ("Industries", "行业判定", [.. Floor, "Reference", "Sheets", "Enterprises"]),
        ("Arbitration", "归属仲裁", [.. Floor, "Units", "Rules", "Sheets", "Projects", "Leads", "Imports", "Bulletins", "Resolving"]),
    ];

    [Fact]
    public void Modules_UseOnlyWhatTheMapAllows() =>
        Found.Nothing(from m in Map
                      from file in Repository.Files($"src/Yinfeng/{m.Module}", ".cs", ".razor")
                      from used in Uses(File.ReadAllText(file), m.Module)
                      where !m.MayUse.Contains(used)
                      select $"{Repository.Name(file)} uses {used}");

    // A guard that cannot fail guards nothing: every way of naming another module must be seen.
    [Theory]
    [InlineData("using Yinfeng.Projects;")]
    [InlineData("@using Yinfeng.Projects")]
    [InlineData("private Projects.Project? _project;")]
    public void Uses_ANameOfAnotherModule_IsSeen(string source) => Assert.Equal(["Projects"], Uses(source, self: "Persistence"));

    [Theory]
    [InlineData("using Yinfeng.Projects;")] // Its own.
    [InlineData("changes.Leads.Add(1); Units.Count.ToString();")] // Members that are only called like a module.
    public void Uses_OwnNamesAndMembers_AreNotUses(string source) => Assert.Empty(Uses(source, self: "Projects"));

    [Fact]
    public void Map_ListsEveryModuleFolder() => Assert.Equal(
        Directory.GetDirectories(Repository.Product).Select(d => Path.GetFileName(d)!)
            .Except(["node_modules", "wwwroot", "obj", "bin"]).Order(StringComparer.Ordinal),
        Map.Select(m => m.Module).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryModule_HasAReadmeOfOnePage() =>
        Found.Nothing(from m in Map
                      let readme = Path.Combine(Repository.Product, m.Module, "README.md")
                      where !File.Exists(readme) || File.ReadLines(readme).Count() > 20
                      select $"{m.Module}/README.md is missing or longer than 20 lines");

    [Fact]
    public void Analytics_KnowsNeitherTheProductNorItsFrameworks() =>
        Found.Nothing(from file in Repository.Files("src/Yinfeng.Analytics", ".cs")
                      from line in File.ReadLines(file)
                      where Regex.IsMatch(line, @"using (Microsoft\.(EntityFrameworkCore|AspNetCore)|Yinfeng\.(?!Analytics))")
                      select $"{Repository.Name(file)}: {line}");

    private static IEnumerable<string> Uses(string source, string self) => Map.Select(m => m.Module).Where(m => m != self &&
        (Regex.IsMatch(source, $@"\bYinfeng\.{m}\b")
            || Regex.Matches(source, $@"(?<![\w.]){m}\.([A-Z]\w*)").Any(x => IsType(m, x.Groups[1].Value))));

    private static bool IsType(string module, string name) =>
        typeof(YinfengDb).Assembly.GetTypes().Any(t => t.Namespace == $"Yinfeng.{module}" && t.Name.Split('`')[0] == name);
}
