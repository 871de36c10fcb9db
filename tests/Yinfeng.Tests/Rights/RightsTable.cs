using System.Runtime.CompilerServices;
using Yinfeng.Access;

namespace Yinfeng.Tests.Proofs;

/// <summary>What one line of the table says of a route.</summary>
/// <param name="Rights">Any one of them opens it; none for an open route.</param>
/// <param name="Address">With placeholders, and the query that a useful answer needs.</param>
internal sealed record RouteLine(string[] Rights, string Kind, string Method, string Address)
{
    public bool IsOpen => Rights is ["Anon"];
    public bool IsRead => Method == "GET";

    /// <summary>The address as routes are compared: every parameter the same.</summary>
    public string Shape => RightsTable.ShapeOf(Address.Split('?')[0]);
}

/// <param name="Given">What stands behind the bar.</param>
internal sealed record CommandRule(string Right, string Kind, string Name, string[] Given);

/// <summary>The hand-written table of expected answers, table.txt beside this file.</summary>
internal sealed class RightsTable
{
    private readonly Dictionary<string, string[]> _roles = [];
    private readonly Dictionary<(string Place, string Unit), string> _places = [];
    private readonly Dictionary<(string Relation, string Grade), string> _sight = [];
    private readonly Dictionary<string, string> _given = [];

    public List<RouteLine> Routes { get; } = [];
    public List<CommandRule> Commands { get; } = [];
    public int Lines { get; private set; }
    public IEnumerable<string> Places => _places.Keys.Select(k => k.Place).Distinct();
    public IEnumerable<string> Units => _places.Keys.Select(k => k.Unit).Distinct();
    public IEnumerable<string> Given => _given.Keys;

    public static RightsTable Read([CallerFilePath] string here = "")
    {
        var table = new RightsTable();
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "table.txt"));
        table.Lines = lines.Length;
        string[]? units = null;
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "role": table._roles[words[1]] = words[2..]; break;
                case "place" when units is null: units = words[1..]; break;
                case "place":
                    for (var i = 0; i < units.Length; i++)
                    {
                        table._places[(words[1], units[i])] = words[2 + i];
                    }
                    break;
                case "sight":
                    foreach (var rule in words[2..])
                    {
                        table._sight[(words[1], rule.Split(':')[0])] = rule.Split(':')[1];
                    }
                    break;
                case "given": table._given[words[1]] = words[2]; break;
                default: table.Add(line, words); break;
            }
        }
        return table;
    }

    private void Add(string line, string[] words)
    {
        if (words[1] is "read" or "run" or "none")
        {
            var parts = line.Split('|');
            var given = parts.Length > 1 ? parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
            var names = string.Join(' ', parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..]).Split(';', StringSplitOptions.TrimEntries);
            Commands.AddRange(names.Select(name => new CommandRule(words[0], words[1], name, given)));
            return;
        }
        Routes.AddRange(words[3..].Select(address => new RouteLine(words[0].Split('|'), words[1], words[2], address)));
    }

    /// <summary>Rights by the table's own words; nobody signed in, and somebody whose appointment ended, have none.</summary>
    public bool Has(string role, string right) => right is "None" || (_roles.TryGetValue(role, out var rights) && rights.Contains(right));

    public bool Opens(string role, RouteLine line) => line.IsOpen || line.Rights.Any(r => Has(role, r));

    /// <summary>Whether somebody of a role at a place sees a thing of a unit.</summary>
    public bool Sees(string role, string place, string unit, bool secret) =>
        _sight[(_places[(place, unit)], secret ? "secret" : "open")] is not "-" and var right && Has(role, "See") && Has(role, right);

    public bool SeesGiven(string role, string how) => _given[how] is not "-" and var right && Has(role, right);

    /// <summary>Every role of the product must have its line.</summary>
    public IEnumerable<string> RolesMissing() => Enum.GetNames<Role>().Where(r => !_roles.ContainsKey(r));

    public static string ShapeOf(string path) => string.Join('/', path.Trim('/').Split('/').Select(s => s.StartsWith('{') ? "{}" : s));
}
