using Yinfeng.Analytics.Suspicion;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Suspicion;

/// <summary>Twelve kinds of fraud; the first seven break a hard rule, the last five only look unlikely.</summary>
internal enum FraudKind
{
    AboveTotal, Falling, Backdated, Skipped, FirmTwice, ParcelTwice, StruckOff, Bunched, Invented, Copied, Unshared, Smooth,
}

/// <param name="Project">Null where a whole county is tuned.</param>
internal sealed record Fraud(FraudKind Kind, long Unit, long? Project);

/// <summary>Puts frauds into an honest ledger, each on a project or county of its own, and remembers which.</summary>
internal sealed class InjectedFrauds
{
    public static readonly FraudKind[] Hard = [.. Enum.GetValues<FraudKind>().Where(k => k < FraudKind.Bunched)];
    public static readonly FraudKind[] Soft = [.. Enum.GetValues<FraudKind>().Where(k => k >= FraudKind.Bunched)];
    private const double DigitBias = 0.7;
    private static readonly int[] Liked = [7, 7, 7, 3, 3, 8, 8, 6, 4, 2, 1, 9, 7, 3]; // As people pick "random" last digits.
    private readonly HonestLedger _ledger;
    private readonly Random _random;
    private readonly double _strength;
    private readonly Queue<Project> _projects;
    private readonly Queue<long> _counties;

    /// <param name="strength">1 as described; at 0.5 the soft kinds are half as bold.</param>
    public InjectedFrauds(HonestLedger ledger, int ofEach, double strength = 1)
    {
        (_ledger, _random, _strength) = (ledger, ledger.Random, strength);
        var counties = ledger.Units.ToArray();
        _random.Shuffle(counties);
        // A county that tunes its whole does so last; frauds in single projects are put where nobody tunes the whole.
        var whole = counties.Take(ofEach * 3).ToHashSet();
        var firms = ledger.Projects.CountBy(p => p.InvestorCreditCode!).ToDictionary(); // A firm's second phase would be caught with its first.
        var projects = ledger.Projects.Where(p => !whole.Contains(p.OwnerUnitId) && firms[p.InvestorCreditCode!] == 1
            && p.StartedOn is { IsPartial: false } && !p.SignedOn!.Value.IsPartial && p.Status == ProjectStatus.Active && ledger.Funds[p.Id].Count(f => f > 0) >= 12
            && !ledger.StruckOff.ContainsKey(p.InvestorCreditCode!)).ToArray();
        _random.Shuffle(projects);
        (_projects, _counties) = (new(projects), new(counties));
        foreach (var kind in Hard.Concat(Soft))
        {
            for (var i = 0; i < ofEach; i++)
            {
                Frauds.Add(Inject(kind, i));
            }
        }
    }

    public List<Fraud> Frauds { get; } = [];

    private Fraud Inject(FraudKind kind, int number)
    {
        if (kind is FraudKind.Bunched or FraudKind.Invented or FraudKind.Unshared)
        {
            var unit = _counties.Dequeue();
            (kind switch { FraudKind.Bunched => (Action<long>)Bunch, FraudKind.Invented => Invent, _ => Inflate })(unit);
            return new(kind, unit, null);
        }
        var project = kind is FraudKind.Copied ? Odd() : _projects.Dequeue();
        var funds = _ledger.Funds[project.Id];
        switch (kind)
        {
            case FraudKind.AboveTotal:
                Scale(funds, project.TotalInvestmentFen!.Value * _ledger.Between(1.02, 1.5) / funds.Sum(f => f ?? 0));
                break;
            case FraudKind.Falling:
                var at = Array.FindLastIndex(funds, f => f > 0);
                funds[at] = -(long)(funds.Take(at).Max(f => f ?? 0) / Money.FenPerWan * _ledger.Between(0.1, 0.5)) * Money.FenPerWan - Money.FenPerWan;
                break;
            case FraudKind.Backdated:
                project.SignedOn = new LedgerDate(project.StartedOn!.Value.Earliest.AddDays(_random.Next(5, 90)));
                break;
            case FraudKind.Skipped:
                Skip(project, number);
                break;
            case FraudKind.FirmTwice:
                Another(project).InvestorCreditCode = project.InvestorCreditCode;
                break;
            case FraudKind.ParcelTwice:
                Another(project).Parcel = project.Parcel ??= $"地块{project.Id}";
                break;
            case FraudKind.StruckOff:
                _ledger.StruckOff[project.InvestorCreditCode!] = project.SignedOn!.Value.Earliest.AddDays(-_random.Next(10, 700));
                break;
            case FraudKind.Copied:
                Copy(funds, number % 2 == 0 ? null : _ledger.Funds[Odd().Id]);
                break;
            default:
                Even(funds);
                break;
        }
        return new(kind, project.OwnerUnitId, project.Id);
    }

    /// <summary>A project with eight odd amounts or more: copied round instalments cannot be told from a contract.</summary>
    private Project Odd()
    {
        while (_ledger.Funds[_projects.Peek().Id].Count(f => Repeats.IsOdd(f)) < 8)
        {
            _projects.Dequeue();
        }
        return _projects.Dequeue();
    }

    private Project Another(Project project)
    {
        while (_projects.Peek().OwnerUnitId == project.OwnerUnitId)
        {
            _projects.Enqueue(_projects.Dequeue());
        }
        return _projects.Dequeue();
    }

    private void Skip(Project project, int number)
    {
        _ledger.Steps.RemoveAll(s => s.ProjectId == project.Id);
        if (number % 2 == 0)
        {
            project.SourceImportId = null;
            _ledger.Steps.Add(new StageChange
            {
                ProjectId = project.Id, From = ProjectStage.Contacted, To = ProjectStage.Started, ActorId = "user:li", AtUtc = Some.Now,
            });
        }
        else
        {
            project.ProducingOn = new LedgerDate(project.StartedOn!.Value.Earliest.AddDays(300));
            project.StartedOn = null;
        }
    }

    private static void Scale(long?[] funds, double factor)
    {
        for (var i = 0; i < funds.Length; i++)
        {
            funds[i] = funds[i] is { } fen ? HonestLedger.Rounded(fen * factor / Money.FenPerWan, 1) : null;
        }
    }

    /// <summary>Seven of ten months the county books as much as it takes to stand just above its plan.</summary>
    private void Bunch(long unit)
    {
        var projects = _ledger.Projects.Where(p => p.OwnerUnitId == unit).ToList();
        var plan = _ledger.Plans[unit];
        var before = 0.0;
        for (var i = 0; i < HonestLedger.Months; i++)
        {
            before = i % 12 == 0 ? 0 : before;
            var month = projects.Sum(p => (double)(_ledger.Funds[p.Id][i] ?? 0));
            var wanted = plan[i] * (1 + _ledger.Between(0.001, 0.009)) - before;
            if (_random.NextDouble() < 0.7 * _strength && month > 0 && wanted > 0.2 * month && wanted < 4 * month)
            {
                foreach (var funds in projects.Select(p => _ledger.Funds[p.Id]).Where(f => f[i] > 0))
                {
                    funds[i] = HonestLedger.Rounded(funds[i]!.Value * wanted / month / Money.FenPerWan, 1);
                }
                month = projects.Sum(p => (double)(_ledger.Funds[p.Id][i] ?? 0));
            }
            before += month;
        }
        Rise(projects, 1);
    }

    private void Invent(long unit)
    {
        var grain = (long)Math.Round(_ledger.Grain[unit] * Money.FenPerWan);
        foreach (var funds in _ledger.Projects.Where(p => p.OwnerUnitId == unit).Select(p => _ledger.Funds[p.Id]))
        {
            for (var i = 0; i < funds.Length; i++)
            {
                if (funds[i] >= 100 * Money.FenPerWan && _random.NextDouble() < DigitBias * _strength)
                {
                    funds[i] = (funds[i] / grain / 10 * 10 + Liked[_random.Next(Liked.Length)]) * grain;
                }
            }
        }
        Rise(_ledger.Projects.Where(p => p.OwnerUnitId == unit), 1);
    }

    /// <summary>The second year's funds are 1.7 to 2.4 times what they were; power, invoices and tax are not.</summary>
    private void Inflate(long unit)
    {
        var factor = 1 + _ledger.Between(0.7, 1.4) * _strength;
        var projects = _ledger.Projects.Where(p => p.OwnerUnitId == unit).ToList();
        foreach (var funds in projects.Select(p => _ledger.Funds[p.Id]))
        {
            for (var i = 12; i < funds.Length; i++)
            {
                funds[i] = funds[i] is { } fen ? HonestLedger.Rounded(fen * factor / Money.FenPerWan, 1) : null;
            }
        }
        Rise(projects, factor);
    }

    /// <summary>Whoever inflates funds declares a larger investment too, so that no hard rule is broken.</summary>
    private void Rise(IEnumerable<Project> projects, double factor)
    {
        foreach (var project in projects)
        {
            var funds = _ledger.Funds[project.Id].Sum(f => f ?? 0);
            project.TotalInvestmentFen = Math.Max((long)(project.TotalInvestmentFen!.Value * factor), funds + funds / 10);
        }
    }

    /// <summary>Six to ten months are the month before once more, or those of another project in another county.</summary>
    private void Copy(long?[] funds, long?[]? from)
    {
        var (first, copied) = (Array.FindIndex(funds, f => f > 0 && Repeats.IsOdd(f)), (int)(_random.Next(6, 11) * _strength));
        if (from is null)
        {
            for (var i = first + 1; i < funds.Length && i <= first + copied; i++)
            {
                funds[i] = funds[i - 1];
            }
            return;
        }
        foreach (var i in Enumerable.Range(0, funds.Length).Where(i => from[i] > 0).Take(copied))
        {
            funds[i] = from[i];
        }
    }

    /// <summary>A start of one's own, then a little more every month.</summary>
    private void Even(long?[] funds)
    {
        var (first, months, growth) = (Array.FindIndex(funds, f => f > 0), _random.Next(10, 15), _ledger.Between(-0.01, 0.04));
        var wan = funds.Where(f => f > 0).Average(f => (double)f!.Value) / Money.FenPerWan;
        for (var i = 0; i < months && first + i < funds.Length; i++)
        {
            funds[first + i] = HonestLedger.Rounded(Math.Max(111, wan) * Math.Exp(growth * i + 0.03 / _strength * _ledger.Normal()), 1);
        }
    }
}
