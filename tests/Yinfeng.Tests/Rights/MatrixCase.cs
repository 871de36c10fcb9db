using System.Collections.Concurrent;
using System.CommandLine;
using System.Net;
using System.Text;
using Yinfeng.Host;
using Yinfeng.Kernel;

namespace Yinfeng.Tests.Proofs;

/// <summary>What one person asks, and what of it is not as the table says.</summary>
internal sealed class MatrixCase
{
    private const int MostPages = 4;
    private const string NoThing = "987654321";
    private readonly RightsWorld _world;
    private readonly RightsTable _table;
    private readonly Asker _asker;
    private readonly Counts _count;
    private readonly ConcurrentQueue<string> _wrong;
    private readonly HashSet<int> _projects;

    /// <summary>What names no thing is refused before anything is read: who lacks the right asks for it from two places only.</summary>
    private readonly bool _refusedHere;
    private readonly Dictionary<char, HashSet<int>> _things;
    private int _turn;

    public MatrixCase(RightsWorld world, RightsTable table, Asker asker, Counts count, ConcurrentQueue<string> wrong)
    {
        (_world, _table, _asker, _count, _wrong) = (world, table, asker, count, wrong);
        _projects = [.. world.Subjects.Where(s => table.Sees(asker.Role, asker.Place, s.Unit, s.IsSecret)
            || (s.Unit == "county" && asker.Given is { } how && table.SeesGiven(asker.Role, how))).Select(s => s.No)];
        var units = world.UnitIds.Keys.Index().Where(u => table.Sees(asker.Role, asker.Place, u.Item, false)).Select(u => u.Index).ToHashSet();
        _things = new() { ['L'] = units, ['I'] = units, ['M'] = units };
        _refusedHere = asker is { Given: null, Place: "county" or "whole" };
        _turn = asker.Login.Sum(c => c); // So that people begin with different subjects.
    }

    public async Task RouteAsync(RouteLine line, string form)
    {
        var opens = _table.Opens(_asker.Role, line);
        switch (line.Kind)
        {
            case "self" or "write" or "slow" when opens:
                return; // Would change something, or be slow; asked by those who are refused.
            case "self" or "write" or "slow" when !_refusedHere:
                return;
            case "part" or "edit":
                foreach (var subject in Turned(line.Address is "/projects/{project}" or "/api/projects/{project}" ? 12 : 2))
                {
                    await PartAsync(line, subject, opens);
                }
                return;
            case "on":
                foreach (var subject in Turned(2).Where(s => !opens || !_projects.Contains(s.No)))
                {
                    await OnAsync(line, subject, opens, form);
                }
                return;
            case "lead" or "import" or "meeting":
                foreach (var (no, unit) in _world.UnitIds.Keys.Index())
                {
                    await ThingAsync(line, no, unit, opens);
                }
                return;
            default:
                await PlainAsync(line, opens);
                return;
        }
    }

    /// <summary>Subjects of the county, each in its turn: over all people every route meets every grade and stage.</summary>
    private List<Subject> Turned(int many)
    {
        var ofCounty = _world.Subjects.Where(s => s.Unit == "county").ToList();
        return Enumerable.Range(0, many).Select(_ => ofCounty[_turn++ % ofCounty.Count]).ToList();
    }

    private async Task PlainAsync(RouteLine line, bool opens)
    {
        var (status, bytes) = await AskAsync(line, Address(line, null), null);
        if (!Judge(line, opens, status, bytes))
        {
            return;
        }
        if (line.Kind is "look" or "rows" or "leads" or "own" && line.IsRead && status != HttpStatusCode.OK)
        {
            Wrong(line, line.Address, $"answered {(int)status}, not 200");
        }
        if (line.Kind == "rows")
        {
            var shown = Unpacked.Marks(bytes, 'Q');
            for (var page = 2; page <= MostPages && line.Address.Contains("{p}", StringComparison.Ordinal) && shown.Count < _projects.Count; page++)
            {
                shown.UnionWith(Unpacked.Marks((await AskAsync(line, Address(line, null).Replace("page=1", $"page={page}", StringComparison.Ordinal), null)).Bytes, 'Q'));
            }
            Shows(line, shown, _projects);
        }
        if (line.Kind == "leads")
        {
            Shows(line, Unpacked.Marks(bytes, 'L'), _things['L']);
        }
    }

    private async Task PartAsync(RouteLine line, Subject subject, bool opens)
    {
        var address = Address(line, subject);
        var (status, bytes) = await AskAsync(line, address, null);
        var sees = _projects.Contains(subject.No);
        if (!Judge(line, opens && !(line.Kind == "edit" && sees && _asker.Given is not null), status, bytes))
        {
            return;
        }
        if (!sees && status != HttpStatusCode.NotFound)
        {
            Wrong(line, address, $"hidden, but answered {(int)status}");
        }
        // Lights and the parts of a page that are asked for beside it do not repeat the project's name.
        var names = line.Address.EndsWith("/{project}", StringComparison.Ordinal) && !line.Address.Contains("lights", StringComparison.Ordinal);
        if (sees && line.Address.EndsWith("{project}", StringComparison.Ordinal)
            && (status != HttpStatusCode.OK || names && !Unpacked.Marks(bytes, 'Q').Contains(subject.No)))
        {
            Wrong(line, address, $"to be seen, but answered {(int)status}");
        }
    }

    private async Task OnAsync(RouteLine line, Subject subject, bool opens, string form)
    {
        var address = Address(line, subject);
        var (status, bytes) = await AskAsync(line, address, form);
        if (Judge(line, opens, status, bytes) && (int)status < 400)
        {
            Wrong(line, address, $"a hidden project, but answered {(int)status}");
        }
    }

    private async Task ThingAsync(RouteLine line, int no, string unit, bool opens)
    {
        var ids = line.Kind switch { "lead" => _world.Leads, "import" => _world.Imports, _ => _world.Meetings };
        var address = line.Address.Replace("{" + line.Kind + "}", ids[unit].ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var (status, bytes) = await AskAsync(line, address, null);
        if (!Judge(line, opens, status, bytes))
        {
            return;
        }
        var sees = _things['L'].Contains(no);
        if (sees != (status is HttpStatusCode.OK))
        {
            Wrong(line, address, sees ? $"to be seen, but answered {(int)status}" : $"hidden, but answered {(int)status}");
        }
    }

    /// <summary>Who lacks the right is turned away; nobody gets a trace of what they may not see.</summary>
    /// <returns>Whether the route let the person in, so that more can be asked of the answer.</returns>
    private bool Judge(RouteLine line, bool opens, HttpStatusCode status, byte[] bytes)
    {
        _count.Request();
        _count.Case();
        NoTrace(line.Method + " " + line.Address, bytes);
        var api = line.Address.StartsWith("/api", StringComparison.Ordinal);
        var signedOut = _asker.Cookie is null && !line.IsOpen;
        var turnedAway = signedOut ? status == (api ? HttpStatusCode.Unauthorized : HttpStatusCode.SeeOther) : status == HttpStatusCode.Forbidden;
        if ((int)status >= 500)
        {
            Wrong(line, line.Address, $"failed with {(int)status}");
        }
        else if (!signedOut && opens ? turnedAway : !turnedAway)
        {
            Wrong(line, line.Address, $"{(opens && !signedOut ? "should be let in" : "should be turned away")}, but answered {(int)status}");
        }
        return opens && !signedOut;
    }

    private void NoTrace(string where, byte[] bytes)
    {
        Check('Q', _projects, _world.Subjects.Count);
        foreach (var (what, seen) in _things)
        {
            Check(what, seen, _world.UnitIds.Count);
        }

        void Check(char what, HashSet<int> seen, int all)
        {
            _count.Case(all - seen.Count);
            foreach (var no in Unpacked.Marks(bytes, what).Where(no => !seen.Contains(no)))
            {
                _wrong.Enqueue($"{where}: {_asker} is shown {RightsWorld.Mark(what, no)}{(what == 'Q' ? " " + _world.Subjects[no] : "")}");
            }
        }
    }

    private void Shows(RouteLine line, HashSet<int> shown, HashSet<int> expected)
    {
        _count.Case(expected.Count);
        if (expected.Except(shown).ToList() is { Count: > 0 } missing)
        {
            Wrong(line, line.Address, $"does not show {string.Join(' ', missing.Order().Take(5))} of {expected.Count}");
        }
    }

    private void Wrong(RouteLine line, string address, string what) => _wrong.Enqueue($"{line.Method} {address} ({line.Kind}): {_asker.Role} {_asker.Place} {_asker.Given}: {what}");

    private Task<(HttpStatusCode Status, byte[] Bytes)> AskAsync(RouteLine line, string address, string? form) => _world.AskAsync(_asker, line.Method, address, form);

    private static string Address(RouteLine line, Subject? subject) => line.Address
        .Replace("{project}", subject is null ? NoThing : Text(subject.Id), StringComparison.Ordinal)
        .Replace("{evidence}", subject is null ? NoThing : Text(subject.Evidence), StringComparison.Ordinal)
        .Replace("{month}", "2023-05", StringComparison.Ordinal).Replace("{x}", "x", StringComparison.Ordinal)
        .Replace("{p}", "1", StringComparison.Ordinal).Replace("{n}", NoThing, StringComparison.Ordinal)
        .Replace("{lead}", NoThing, StringComparison.Ordinal).Replace("{import}", NoThing, StringComparison.Ordinal);

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public async Task CommandAsync(CommandRule rule, Command command)
    {
        var may = _table.Has(_asker.Role, rule.Right);
        if (rule.Kind == "run" && (may || !_refusedHere))
        {
            return;
        }
        var file = Path.Combine(_world.Folder, $"{Guid.NewGuid():N}");
        var subject = Turned(1).Single();
        string[] args = [.. rule.Name.Split(' '), .. rule.Kind == "run" ? Dummies(command)
            : rule.Given.Select(a => a.Replace("{project}", Text(subject.Id), StringComparison.Ordinal).Replace("{file}", file, StringComparison.Ordinal)), "--user", _asker.Login];
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new ServerRunner(_world.Services, new CommandOrder(args, _world.Folder, null, "root", false), null), output, error, default);
        var said = output.ToString() + error;
        _count.Request();
        _count.Case();
        var bytes = Encoding.UTF8.GetBytes(said).Concat(Directory.GetFiles(_world.Folder, Path.GetFileName(file) + ".*").SelectMany(f => Unpacked.All(File.ReadAllBytes(f)))).ToArray();
        NoTrace(rule.Name, bytes);
        if (may == said.Contains("没有办理这件事的权限", StringComparison.Ordinal) || (!may && code != 1))
        {
            _wrong.Enqueue($"yinfeng {rule.Name}: {_asker} {(may ? "should be let in" : "should be refused")}, but got {code} {said.Trim()}");
        }
        if (rule.Name == "project show" && may && _projects.Contains(subject.No) != (code == 0))
        {
            _wrong.Enqueue($"yinfeng {rule.Name}: {_asker} {subject} got {code}");
        }
        if (rule.Name == "export ledger" && may && code == 0)
        {
            _count.Case(_projects.Count);
            // Only the owner's part is exported, so what was given from elsewhere is not in it.
            if (_asker.Given is null && !Unpacked.Marks(bytes, 'Q').SetEquals(_projects))
            {
                _wrong.Enqueue($"yinfeng {rule.Name}: {_asker} gets {Unpacked.Marks(bytes, 'Q').Count} of {_projects.Count}");
            }
        }
    }

    /// <summary>What a command cannot be asked without, of the right kind, made from what it registers.</summary>
    private static IEnumerable<string> Dummies(Command command) =>
        command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0).Select(a => Dummy(a.ValueType))
            .Concat(command.Options.Where(o => o.Required).SelectMany(o => new[] { o.Name, Dummy(o.ValueType) }));

    private static string Dummy(Type type) => (type.IsArray ? type.GetElementType()! : type) switch
    {
        { IsEnum: true } e => Enum.GetNames(e)[0],
        var t when t == typeof(string) => "2023-06",
        _ => "1",
    };
}
