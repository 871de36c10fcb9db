namespace Yinfeng.Rules;

/// <summary>Words held in one text, as <see cref="RuleKind.Tags"/> are: 国家高新技术企业、省级专精特新中小企业.</summary>
public static class RuleTags
{
    private static readonly char[] Between = ['、', ',', '，', ';', '；', '\n'];

    public static string[] Split(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Join(IEnumerable<string> words) => string.Join('、', words);
}
