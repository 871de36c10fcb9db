using Microsoft.AspNetCore.Http;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>A form that came back refused: what was typed and what is wrong with it.</summary>
/// <param name="Name">Which form of the page: "move", "override", "evidence" …</param>
public sealed record FormState(string Name, IReadOnlyDictionary<string, string?> Values, Decision Decision)
{
    public IReadOnlyList<Unmet> Unmet => Decision.Unmet;
    public string? this[string field] => Values.GetValueOrDefault(field);

    public static FormState Of(string name, IFormCollection form, Decision decision) => new(name, Texts(form), decision);

    /// <summary>What was typed, without the antiforgery field and files.</summary>
    public static Dictionary<string, string?> Texts(IFormCollection form) =>
        form.Where(x => !x.Key.StartsWith("__", StringComparison.Ordinal))
            .ToDictionary(x => x.Key, x => (string?)x.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
