using System.CommandLine;
using Yinfeng.Shell;

namespace Yinfeng.Inspections;

/// <summary>`yinfeng draw`: the double-random draw (双随机抽取) from the frozen pool to the task.</summary>
public static class DrawCommands
{
    public static Command Draw(ICommandMaker maker) => new("draw", "双随机抽取：冻结、公布、揭示、抽取、核验") { DrawVerifyCommand.Make() };
}
