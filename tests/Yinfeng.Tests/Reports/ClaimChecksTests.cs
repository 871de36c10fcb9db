using System.Text;
using System.Text.Json;
using Yinfeng.Reports;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Reports;

public class ClaimChecksTests
{
    private static ClaimVerdict Check(string json)
    {
        using var document = JsonDocument.Parse($"[{json}]");
        return ClaimChecks.Check(Claim.ReadAll(document.RootElement).Single());
    }

    [Theory]
    [InlineData("""{"text":"a","kind":"sum","parts":[50,10,17],"total":77}""", "yes", "77")]
    [InlineData("""{"text":"a","kind":"sum","parts":[280,22],"total":300}""", "no", "302")]
    [InlineData("""{"text":"a","kind":"completion","value":3291.39,"target":3000,"percent":109.71}""", "yes", "109.713%")]
    [InlineData("""{"text":"a","kind":"completion","value":43.74,"percent":109.4}""", "cannot-tell", null)]
    [InlineData("""{"text":"a","kind":"share","part":129,"whole":270,"percent":"47%"}""", "no", "47.7778%")]
    [InlineData("""{"text":"a","kind":"yoy","value":61,"percent":13.1,"count":true}""", "no", null)]
    [InlineData("""{"text":"a","kind":"yoy","value":61,"percent":13.0,"count":true}""", "cannot-tell", "54")]
    [InlineData("""{"text":"a","kind":"yoy","value":"43.74","lastYear":"42.02","percent":"4.1"}""", "yes", "4.0933%")]
    [InlineData("""{"text":"a","kind":"points","value":629.0,"target":647.4,"month":10,"points":13.8}""", "yes", "13.8245 点")]
    [InlineData("""{"text":"重点区域开工61个，同比增长13.1%"}""", "no", null)]
    [InlineData("""{"text":"签约总投资3291.39亿元，完成目标3000亿元的109.71%"}""", "yes", "109.713%")]
    [InlineData("""{"text":"形势很好"}""", "cannot-tell", null)]
    [InlineData("""{"text":"a","kind":"odd"}""", "cannot-tell", null)]
    [InlineData("""{"text":"共4项，1/0","numbers":"1/0"}""", "cannot-tell", null)]
    public void Claim_IsRecomputedAtItsShownDigits(string claim, string ok, string? recomputed)
    {
        var verdict = Check(claim);

        Assert.Equal((ok, recomputed), (verdict.Ok, verdict.Recomputed));
        Assert.NotEmpty(verdict.Why);
    }

    [Fact]
    public void ImpossibleCount_NamesTheNearestBases()
    {
        var why = Check("""{"text":"a","kind":"yoy","value":61,"percent":13.1,"count":true}""").Why;

        Assert.Contains("上年 53 个得 15.1%", why, StringComparison.Ordinal);
        Assert.Contains("上年 54 个得 13%", why, StringComparison.Ordinal);
    }

    [SharedFact]
    public void RealStatements_GetTheAnswersOfTheirReviewers()
    {
        using var file = File.OpenRead(Have.Shared("cases/untidy/real-totals.csv"));
        using var records = new CsvRecords(new StreamReader(file, Encoding.UTF8), ',');
        var fields = new List<string>();
        records.Next(fields);
        var (count, different) = (0, new List<string>());
        while (records.Next(fields))
        {
            count++;
            var claim = new Claim(fields[0], null, fields[1], [], null, null, null, false, null);
            var verdict = ClaimChecks.Check(claim);
            if (verdict.Ok != fields[3].Replace(' ', '-'))
            {
                different.Add($"{fields[0]} [{fields[1]}]: {fields[3]} / {verdict.Ok}: {verdict.Why}");
            }
        }
        Assert.True(count >= 75 && different.Count <= 5, $"{different.Count} of {count}:\n{string.Join('\n', different)}");
    }
}
