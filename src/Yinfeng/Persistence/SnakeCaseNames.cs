using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Yinfeng.Persistence;

/// <summary>Columns are called <c>total_investment_fen</c>, so that SQL written by hand needs no quotes on either database.</summary>
internal static partial class SnakeCaseNames
{
    public static void Apply(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            // A mapping that names its column has a reason: "from" and "to" are words of SQL.
            foreach (var property in entity.GetProperties().Where(p => p.FindAnnotation(RelationalAnnotationNames.ColumnName) is null))
            {
                property.SetColumnName(Of(property.Name));
            }
        }
    }

    /// <summary>"TotalInvestmentFen" becomes "total_investment_fen".</summary>
    public static string Of(string name) => WordStart().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex WordStart();
}
