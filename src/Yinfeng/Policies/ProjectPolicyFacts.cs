using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>What the ledger knows of one project on a day, each fact with its source; what it does not know stays open.</summary>
internal sealed class ProjectPolicyFacts(Project project, DateOnly day, UnitTree tree, RegionNames regions, PolicyWords words, ProjectFunds? funds)
{
    private const string Ledger = "项目台账";
    private readonly FactRow _row = new(PolicyFacts.Known);
    private readonly List<FactSource> _sources = [];

    public PolicySubject Subject()
    {
        Place();
        Industry();
        Kind();
        Set(PolicyFacts.IsNew, true, "台账项目按新建计");
        // A firm of the very city invests at home; whether that is newly attracted only its papers say.
        Set(PolicyFacts.NewlyAttracted, project.InvestorRegionId is { } from && from / 100 == project.CityId / 100 ? null : true, "招商引资项目台账在册");
        Set(PolicyFacts.SignedOn, Known(project.SignedOn));
        Set(PolicyFacts.StartedOn, Known(project.StartedOn));
        Set(PolicyFacts.ProducingOn, Known(project.ProducingOn));
        Set(PolicyFacts.TotalInvestment, project.TotalInvestmentFen);
        Set(PolicyFacts.FixedInvestment, project.FixedInvestmentFen);
        Set(PolicyFacts.RegisteredCapital, project.RegisteredCapitalFen);
        Funds();
        return new($"project:{project.Id}", "项目", project.Id, project.Name, project.OwnerUnitId,
            string.Create(CultureInfo.InvariantCulture, $"/projects/{project.Id}"), _row, _sources);
    }

    /// <summary>The county where it is built, of its owner where that is none; else what stands above them.</summary>
    private void Place()
    {
        var landing = Region(project.LandingUnitId);
        var owner = Region(project.OwnerUnitId);
        var found = landing is { Kind: UnitKind.County } ? landing : owner is { Kind: UnitKind.County } ? owner : landing ?? owner;
        if (found is not null)
        {
            Set(PolicyFacts.RegisteredIn, regions.FullName(found.Id), found == landing ? "落地单位所在地" : "责任单位所在地");
        }
        else if (project.CityId != 0)
        {
            Set(PolicyFacts.RegisteredIn, regions.FullName(project.CityId), Ledger);
        }
    }

    private UnitNode? Region(long unit) => tree.Upward(unit).FirstOrDefault(n => n.Kind is UnitKind.County or UnitKind.City or UnitKind.Province);

    private void Industry()
    {
        Set(PolicyFacts.Known.Find("行业代码")!, project.IndustryCode, Ledger);
        if (Tag(words.Industries) is { } tag)
        {
            Set(PolicyFacts.Industry, tag.Label, $"项目标签 {tag.From:yyyy-MM-dd}");
        }
        else if (new[] { project.Industry, project.Chain }.FirstOrDefault(w => w is not null && words.Industries.Contains(w)) is { } same)
        {
            Set(PolicyFacts.Industry, same, "台账行业");
        }
    }

    /// <summary>By a tag; else 工业 for mining, manufacturing and supply (GB/T 4754 06 to 46).</summary>
    private void Kind()
    {
        if (Tag(words.Kinds) is { } tag)
        {
            Set(PolicyFacts.ProjectKind, tag.Label, $"项目标签 {tag.From:yyyy-MM-dd}");
        }
        else if (Division(project.IndustryCode) is >= 6 and <= 46)
        {
            Set(PolicyFacts.ProjectKind, "工业", $"行业代码 {project.IndustryCode}");
        }
    }

    private void Funds()
    {
        if (funds is null)
        {
            return;
        }
        var money = new RuleType(RuleKind.Money);
        var source = $"月报到位资金合计，截至 {funds.Through}，其中已核验 {RuleStep.Show(funds.VerifiedFen, money)}";
        Set(PolicyFacts.ActualInvestment, funds.Fen, source);
        Set(PolicyFacts.Known.Find("到位资金")!, funds.Fen, source);
    }

    private ProjectTag? Tag(IReadOnlySet<string> known) => project.Tags.Where(t => t.From <= day && known.Contains(t.Label)).OrderBy(t => t.From).FirstOrDefault();

    private static int? Division(string? code) =>
        int.TryParse(code?.TrimStart('A', 'B', 'C', 'D').PadRight(2)[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var division) ? division : null;

    /// <summary>What happened after the day was not known then.</summary>
    private LedgerDate? Known(LedgerDate? date) => date is { } d && d.Earliest <= day ? d : null;

    private void Set(Fact fact, LedgerDate? date) => Set(date is not null, fact, () => _row.Set(fact, date), Ledger);
    private void Set(Fact fact, long? fen, string source = Ledger) => Set(fen is not null, fact, () => _row.SetExact(fact, fen), source);
    private void Set(Fact fact, bool? value, string source) => Set(value is not null, fact, () => _row.Set(fact, value), source);
    private void Set(Fact fact, string? text, string source) => Set(!string.IsNullOrWhiteSpace(text), fact, () => _row.Set(fact, text), source);

    private void Set(bool stated, Fact fact, Action set, string source)
    {
        if (stated)
        {
            set();
            _sources.Add(new(fact, source));
        }
    }
}
