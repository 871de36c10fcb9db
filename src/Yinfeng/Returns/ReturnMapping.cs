using System.Text.Json;
using Yinfeng.Shell;

namespace Yinfeng.Returns;

/// <summary>What a superior office wants in its monthly return (上报报表), column by column.</summary>
/// <param name="Rows">"itself" for the unit alone, "children" for the unit and those directly below it.</param>
public sealed record ReturnMapping(string Name, string Title, string Rows, IReadOnlyList<ReturnColumn> Columns);

/// <param name="Source">Indicator and field of the board: "funds.total.completion"; or "=text" for a constant.</param>
/// <param name="Scale">亿元, 万元, 个 or %; empty for a constant.</param>
/// <param name="Decimals">How many digits are kept, rounded half up.</param>
public sealed record ReturnColumn(string Head, string Source, string? Scale, int Decimals);

/// <summary>The mappings under data/returns, one file each.</summary>
public sealed class ReturnMappings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lazy<IReadOnlyList<ReturnMapping>> _all = new(Read);

    public IReadOnlyList<ReturnMapping> All => _all.Value;

    private static List<ReturnMapping> Read() =>
        [.. Directory.GetFiles(Path.Combine(AppFolders.Data, "returns"), "*.json").Order(StringComparer.Ordinal).Select(file =>
            JsonSerializer.Deserialize<ReturnMapping>(File.ReadAllText(file), Json) ?? throw new InvalidDataException($"{file}: 文件是空的。"))];
}
