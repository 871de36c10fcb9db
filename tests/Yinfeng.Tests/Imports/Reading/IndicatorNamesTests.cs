using Yinfeng.Imports;
using Yinfeng.Rules;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>Indicators are named in two files: what people type (indicators.yaml) and how heads are read (indicator-names.yaml).</summary>
public class IndicatorNamesTests
{
    [Fact]
    public async Task Synonyms_ReadAsAHeadOfTargets_NameTheSameIndicator()
    {
        await using var store = await TestStore.NewAsync();
        var other = from indicator in store.Get<IndicatorCatalog>().On(new DateOnly(2026, 1, 1))
                    from name in indicator.Synonyms
                    let head = TargetHead.Read(new ColumnHead(1, [name]), IndicatorNames.Default)
                    where head is not null && head.Indicator.Code != indicator.Code
                    select $"{name}: {indicator.Code} in indicators.yaml, {head.Indicator.Code} in indicator-names.yaml";
        Assert.Empty(other);
    }
}
