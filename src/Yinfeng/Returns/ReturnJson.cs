using System.Text.Encodings.Web;
using System.Text.Json;

namespace Yinfeng.Returns;

/// <summary>A filled return as JSON: what the command prints and REST answers.</summary>
public sealed record ReturnJson(string Name, string Title, string Period, string Unit, string UnitName, string? Closed, IEnumerable<ReturnColumn> Columns,
    IEnumerable<ReturnRow> Rows)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReturnJson Of(ReturnView view) =>
        new(view.Mapping.Name, view.Mapping.Title, view.Period, view.Unit, view.UnitName, view.Closed, view.Mapping.Columns, view.Rows);
}
