using Microsoft.AspNetCore.Http;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Access;

/// <summary>The list of accounts as a workbook.</summary>
internal static class UsersWorkbook
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static IResult Answer(IReadOnlyList<UserRow> rows, DateTime nowUtc)
    {
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("用户",
            [new("姓名", 14), new("登录名", 18), new("所在单位", 24), new("任职", 60), new("状态", 14), new("在线", 8, ColumnFormat.Whole)],
            rows.Select(r => (object?[])[r.Name, r.Login, r.UnitName, Posts(r), State(r, nowUtc), r.Sessions]))]);
        stream.Position = 0;
        return Results.File(stream, Excel, "用户.xlsx");
    }

    /// <summary>Appointments in force, one after the other: "填报员（临邑县）、核实员（德州市，至 2026-12-31）".</summary>
    public static string Posts(UserRow row) => row.Appointments.Any(a => a.Holds)
        ? string.Join("、", row.Appointments.Where(a => a.Holds).Select(a => $"{Roles.Name(a.Role)}（{a.UnitName}{(a.Until is { } day ? $"，至 {day:yyyy-MM-dd}" : "")}）"))
        : "没有任职";

    public static string State(UserRow row, DateTime nowUtc) => row.Disabled ? "已停用"
        : row.LockedUntilUtc > nowUtc ? "已锁定" : row.MustChangePassword ? "待改密" : "正常";
}
