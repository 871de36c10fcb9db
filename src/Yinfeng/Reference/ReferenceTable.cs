using CsvHelper;
using Yinfeng.Shell;

namespace Yinfeng.Reference;

/// <summary>Reads the product's own tables under data/reference: UTF-8, RFC 4180, a header row.</summary>
public static class ReferenceTable
{
    /// <summary>Rows with the cells of the named columns, in the order of the names.</summary>
    /// <exception cref="InvalidDataException">A column is missing: the installation is damaged.</exception>
    public static IEnumerable<string[]> Read(string file, params string[] columns) =>
        ReadPath(Path.Combine(AppFolders.Reference, file), columns);

    /// <inheritdoc cref="Read"/>
    public static IEnumerable<string[]> ReadPath(string path, params string[] columns)
    {
        using var reader = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',' });
        reader.ReadHeader();
        var at = new int[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            if (!reader.TryGetFieldIndex(columns[i], out at[i]))
            {
                throw new InvalidDataException($"{path}: 缺少列 {columns[i]}。请重新安装，或恢复该文件。");
            }
        }
        while (reader.Read())
        {
            yield return Array.ConvertAll(at, reader.GetString);
        }
    }
}
