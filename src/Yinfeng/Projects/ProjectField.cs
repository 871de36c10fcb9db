using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Projects;

public enum FieldKind { Text, LongText, Wan, Number, Date, Choice, Flag, Unit }

/// <summary>One fact that people edit: its name in REST and forms, its label, how it is shown and how it is read.</summary>
/// <param name="Name">As in REST and forms: <c>totalInvestmentWan</c>.</param>
/// <param name="Group">Heading of the form under which it stands.</param>
/// <param name="Choices">Value and label of each choice; empty for the other kinds.</param>
/// <param name="Show">The value as a form holds it; empty when not stated.</param>
/// <param name="Set">Reads trimmed text into the project; returns what is wrong with it, or null.</param>
public sealed record ProjectField(
    string Name, string Label, string Group, FieldKind Kind, IReadOnlyList<(string Value, string Label)> Choices,
    Func<Project, UnitTree, string> Show, Func<Project, string, UnitTree, string?> Set)
{
    /// <summary>The value in words, for reading: a choice by its label, an amount with its unit; empty when not stated.</summary>
    public string Words(Project project, UnitTree tree)
    {
        var text = Show(project, tree);
        return Kind switch
        {
            _ when text.Length == 0 => "",
            FieldKind.Wan => $"{decimal.Parse(text, CultureInfo.InvariantCulture).ToString("#,##0.######", CultureInfo.InvariantCulture)} 万元",
            FieldKind.Choice => Choices.FirstOrDefault(c => c.Value == text).Label ?? text,
            FieldKind.Flag => "是",
            _ => text,
        };
    }

    public static ProjectField Text(string name, string label, string group, int longest, Func<Project, string?> get,
        Action<Project, string?> set, bool required = false) =>
        new(name, label, group, longest > 200 ? FieldKind.LongText : FieldKind.Text, [], (p, _) => get(p) ?? "", (p, text, _) =>
        {
            if (text.Length == 0 && required)
            {
                return $"请填写{label}。";
            }
            if (text.Length > longest)
            {
                return $"{label}有 {text.Length} 个字，最多 {longest} 个，请缩短。";
            }
            if (text.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t'))
            {
                return $"{label}含有看不见的控制字符，请删去后重新输入。";
            }
            set(p, text.Length == 0 ? null : text);
            return null;
        });

    /// <summary>An amount in 万元, held in fen.</summary>
    public static ProjectField Wan(string name, string label, string group, Func<Project, long?> get, Action<Project, long?> set) =>
        new(name, label, group, FieldKind.Wan, [],
            (p, _) => get(p) is { } fen ? Money.ToWan(fen).ToString(CultureInfo.InvariantCulture) : "",
            (p, text, _) =>
            {
                var problem = ReadWan(label, text, out var fen);
                if (problem is null)
                {
                    set(p, fen);
                }
                return problem;
            });

    public static ProjectField Number(string name, string label, string group, int largest, Func<Project, int?> get,
        Action<Project, int?> set) =>
        new(name, label, group, FieldKind.Number, [],
            (p, _) => get(p)?.ToString(CultureInfo.InvariantCulture) ?? "",
            (p, text, _) =>
            {
                if (text.Length == 0)
                {
                    set(p, null);
                    return null;
                }
                if (!int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value)
                    || value < 0 || value > largest)
                {
                    return $"{label}“{text}”不是 0 到 {largest} 之间的整数，请改正。";
                }
                set(p, value);
                return null;
            });

    public static ProjectField Date(string name, string label, string group, Func<Project, LedgerDate?> get,
        Action<Project, LedgerDate?> set) =>
        new(name, label, group, FieldKind.Date, [], (p, _) => get(p)?.ToString() ?? "", (p, text, _) =>
        {
            if (text.Length == 0)
            {
                set(p, null);
                return null;
            }
            if (!LedgerDate.TryParse(text, out var date))
            {
                return $"{label}“{text}”不是日期，请写成 2023-05-17；不知道哪一天写 2023-05，只知道年份写 2023。";
            }
            set(p, date);
            return null;
        });

    public static ProjectField Choice<T>(string name, string label, string group, IReadOnlyList<(T Value, string Label)> choices,
        Func<Project, T?> get, Action<Project, T?> set, bool required = true) where T : struct, Enum =>
        new(name, label, group, FieldKind.Choice, [.. choices.Select(c => (Camel(c.Value), c.Label))],
            (p, _) => get(p) is { } value ? Camel(value) : "",
            (p, text, _) =>
            {
                if (text.Length == 0 && !required)
                {
                    set(p, null);
                    return null;
                }
                foreach (var (value, word) in choices)
                {
                    if (string.Equals(text, value.ToString(), StringComparison.OrdinalIgnoreCase) || text == word)
                    {
                        set(p, value);
                        return null;
                    }
                }
                return $"{label}“{text}”不在可选范围内，请从这些中选：{string.Join("、", choices.Select(c => c.Label))}。";
            });

    public static ProjectField Flag(string name, string label, string group, Func<Project, bool> get, Action<Project, bool> set) =>
        new(name, label, group, FieldKind.Flag, [], (p, _) => get(p) ? "true" : "", (p, text, _) =>
        {
            set(p, text is "true" or "on" or "1" or "是");
            return null;
        });

    public static ProjectField Unit(string name, string label, string group, Func<Project, long> get, Action<Project, long> set) =>
        new(name, label, group, FieldKind.Unit, [],
            (p, tree) => get(p) is var id && id != 0 && tree.Find(id) is { } unit ? $"{unit.Code} {unit.Name}" : "",
            (p, text, tree) =>
            {
                var problem = UnitText.Read(label, text, tree, out var unit);
                if (problem is null)
                {
                    set(p, unit!.Id);
                }
                return problem;
            });

    /// <summary>Reads an amount in 万元: "52,100", "521.5"; empty is "not stated".</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? ReadWan(string label, string text, out long? fen)
    {
        fen = null;
        if (text.Length == 0)
        {
            return null;
        }
        if (!decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out var wan))
        {
            return $"{label}“{text}”不是数字，请只填以万元为单位的数字，例如 52100。";
        }
        if (wan < 0)
        {
            return $"{label}不能小于 0，请改正。";
        }
        if (wan > Money.ToWan(Money.LargestFen))
        {
            return $"{label} {text} 万元超过 1 万亿元，多半是单位写错了；这里的单位是万元，请核对。";
        }
        fen = Money.FromWan(wan);
        return null;
    }

    internal static string Camel(Enum value) => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
