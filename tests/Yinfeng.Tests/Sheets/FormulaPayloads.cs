namespace Yinfeng.Tests.Sheets;

/// <summary>Texts that try to become live in a spreadsheet, made from a seed.</summary>
internal static class FormulaPayloads
{
    private static readonly string[] Starts =
        ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\0=", "＝", "＋", "－", "＠", " =", "'=", "''=", "\"=", "=\"", "{=", "%0A=", "\u3000=", "\uFEFF="];

    private static readonly string[] Bodies =
    [
        "1+1", "cmd|'/C calc'!A0", "HYPERLINK(\"http://x.invalid\",\"点我\")", "WEBSERVICE(\"http://x.invalid\")",
        "IMPORTXML(\"http://x.invalid\",\"//a\")", "SUM(A1:A9)", "DDE(\"cmd\";\"/C calc\";\"x\")", "2*3", "A1", "_x0041_", "</t></is><f>1+1</f>",
        "]]><f>1</f>", "&lt;f&gt;", "招商项目", "\u0001\u0008\uFFFF", "😀", "\ud800", "x,y;z\t|", "\"a\"\"b\"", "第一行\n第二行", "a\r\nb",
    ];

    public static List<string> Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
            Starts[random.Next(Starts.Length)] + Bodies[random.Next(Bodies.Length)] + (random.Next(3) == 0 ? Bodies[random.Next(Bodies.Length)] : "") + i)];
    }
}
