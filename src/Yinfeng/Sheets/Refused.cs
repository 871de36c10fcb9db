using Yinfeng.Kernel;

namespace Yinfeng.Sheets;

/// <summary>The refusals of a whole file, each in words a clerk can act on.</summary>
/// <param name="File">The file's name without its folder.</param>
internal readonly record struct Refused(string File)
{
    public WorkbookRefusedException NotAWorkbook(string cause) => Make("not-a-workbook",
        $"“{File}”不是表格文件：{cause}。请发来 xlsx、xls 或 csv 格式的台账。");

    public WorkbookRefusedException Damaged(string cause) => Make("damaged",
        $"“{File}”已损坏，读不出完整内容：{cause}。请用 Excel 打开检查后另存一份，或请对方重新发送。");

    public WorkbookRefusedException Encrypted(string cause) => Make("encrypted",
        $"“{File}”打不开：{cause}。请在 Excel 或 WPS 中打开，去掉密码后另存为 xlsx 再导入。");

    public WorkbookRefusedException TooLarge(string cause) => Make("too-large",
        $"“{File}”解压后过大，为安全起见不予读取：{cause}。请另存为只含台账的 xlsx 再导入。");

    public WorkbookRefusedException UnsafeContent(string cause) => Make("unsafe-content",
        $"“{File}”含有不安全的内容，不予读取：{cause}。请用 Excel 打开后另存为新的 xlsx 再导入。");

    public WorkbookRefusedException SheetMissing(string sheet) => Make("sheet-missing",
        $"“{File}”中登记了工作表“{sheet}”，但文件里没有它的内容。文件可能被其他软件改坏，请用 Excel 打开后另存一份。");

    private static WorkbookRefusedException Make(string code, string message) => new(new Unmet(code, "", message));
}
