using Xunit.Abstractions;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using InvestmentKind = Yinfeng.Projects.InvestmentKind;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>The same projects written in many layouts read the same.</summary>
public sealed class TwinTests(ITestOutputHelper output)
{
    private const int Layouts = 200;
    private static readonly (long Id, string Name)[] Units = [(140802, "盐湖区"), (140821, "临猗县"), (140829, "平陆县"), (140882, "河津市")];

    private static List<TwinProject> Projects(int seed)
    {
        var random = new Random(seed);
        string[] brands = ["安信诚", "瑞丰", "云帆", "远航兴", "启元", "泰和达", "嘉禾", "金鼎", "立新", "凯旋"];
        string[] goods = ["光电科技", "装备制造", "冷链物流", "新能源", "食品", "生物医药", "铸造", "环保科技"];
        string[] places = ["北京市", "广东省东莞市", "山西省运城市", "江苏省苏州市", "香港"];
        var projects = new List<TwinProject>();
        foreach (var (id, unit) in Units)
        {
            for (var i = 0; i < 7; i++)
            {
                var brand = brands[random.Next(brands.Length)];
                var good = goods[(i + (int)(id % 8)) % goods.Length];
                var signed = new DateOnly(TwinLayout.Year, 1 + random.Next(12), 1 + random.Next(28));
                DateOnly? started = random.Next(3) > 0 ? signed.AddDays(random.Next(100)) : null;
                DateOnly? producing = started is { } s && random.Next(3) == 0 ? s.AddDays(200) : null;
                var total = (100 + random.Next(90_000)) * 10L * Money.FenPerWan;
                projects.Add(new TwinProject($"{brand}{good}{"一二三四五六七"[i]}期项目", random.Next(6) == 0 ? null : $"{brand}{good}有限公司",
                    places[random.Next(places.Length)], id, unit, random.Next(5) > 0, good, total, total / 2, signed, started, producing,
                    producing is not null ? "投产" : started is not null ? "开工" : "签约",
                    Enumerable.Range(1, 12).Where(_ => random.Next(2) == 0).ToDictionary(m => m, _ => (1 + random.Next(900)) * 10L * Money.FenPerWan)));
            }
        }
        return projects;
    }

    [Fact]
    public void AnyLayout_ReadsTheSameProjects()
    {
        var wrong = new List<string>();
        for (var seed = 1; seed <= Layouts; seed++)
        {
            var projects = Projects(seed);
            var sheet = new TwinLayout(seed).Write(projects);
            string problem;
            try
            {
                problem = Difference(projects, Ledgers.Book(new MadeBook(sheet), 140800));
            }
            catch (LedgerRefusedException refused)
            {
                problem = refused.Message + Heads(sheet);
            }
            if (problem.Length > 0)
            {
                wrong.Add($"seed {seed}: {problem}");
            }
        }
        foreach (var line in wrong.Take(15))
        {
            output.WriteLine(line);
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {Layouts} layouts read otherwise; first: {wrong.FirstOrDefault()}");
    }

    private static string Heads(MadeSheet sheet) =>
        string.Join("\n    ", sheet.ReadRows().Take(6).Select(r => r.Number + ": " + string.Join("|", r.Cells.ToArray().Select(c => c.Text ?? c.Number.ToString(null, null)))));

    private static string Difference(List<TwinProject> projects, LedgerReading reading)
    {
        var heads = () => string.Join(" ", reading.Sheets.SelectMany(s => s.Columns.Select(c => $"{c.Key}:{s.Headers[c.Key]}→{c.Value}"))).Replace("\n", "");
        if (reading.Rows.Count != projects.Count)
        {
            return $"{reading.Rows.Count} rows for {projects.Count}; {heads()}; names {string.Join("|", reading.Rows.Select(r => r.ProjectName).Except(projects.Select(p => p.Name)))}"
                + " ignored " + string.Join(" ", reading.IgnoredRows.Select(i => i.Row + i.Kind));
        }
        for (var i = 0; i < projects.Count; i++)
        {
            var (expected, actual) = (Show(projects[i]), Show(reading.Rows[i]));
            if (expected != actual)
            {
                return $"\n  {expected}\n  {actual}\n  {string.Join(",", reading.Rows[i].Problems.Select(p => p.Field + p.Reason))} {heads()}";
            }
        }
        return reading.TotalMismatches.Count > 0 ? "totals " + reading.TotalMismatches[0]
            : reading.Rows.Exists(r => r.HasProblems) ? "problem " + reading.Rows.First(r => r.HasProblems).Problems[0]
            : "";
    }

    private static string Show(TwinProject p) =>
        $"{p.Name}|{p.Investor}|{p.Place}|{p.UnitId}|{p.Fixed}|{p.Industry}|{p.TotalFen}|{p.FixedFen}|{p.Signed:yyyy-MM-dd}|{p.Started:yyyy-MM-dd}|{p.Producing:yyyy-MM-dd}|{p.Stage}|"
        + string.Join(",", p.Funds.OrderBy(f => f.Key).Select(f => $"{TwinLayout.Year}-{f.Key:00}={f.Value}"));

    private static string Show(LedgerRow r) =>
        $"{r.ProjectName}|{r.Investor}|{r.InvestorPlace}|{r.UnitId}|{r.Kind == InvestmentKind.FixedAsset}|{r.Industry}|{r.TotalInvestment}|{r.FixedInvestmentFen}|{r.SignedOn}|{r.StartedOn}|{r.ProducingOn}|{r.Stage}|"
        + string.Join(",", r.Months.OrderBy(m => m.Month.Value).Select(m => $"{m.Month}={m.FundsFen}"));
}
