using Yinfeng.Kernel;
using Yinfeng.Policies;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Policies;

/// <summary>A company of the base, asked against all policies by its code.</summary>
public sealed class EnterpriseSubjectsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task WithCode_TellsWhatTheRegistrationKnows_AndLeavesTheRestOpen(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, [Row("德州东方机械有限公司", Code(1)), Row("德州外资机械有限公司", Code(2), currency: "USD")]));
        var subjects = store.Get<EnterpriseSubjects>();

        var known = Assert.Single(await subjects.WithCodeAsync(Code(1), default));
        Assert.Equal(["注册地", "注册日期", "注册资本"], known.Sources.Select(s => s.Fact.Name));
        Assert.Equal("临邑县", known.Facts.Texts[PolicyFacts.RegisteredIn.Slot]);
        Assert.DoesNotContain(Assert.Single(await subjects.WithCodeAsync(Code(2), default)).Sources, s => s.Fact == PolicyFacts.RegisteredCapital);
        Assert.Empty(await subjects.WithCodeAsync(Code(3), default));
    }

    [Fact]
    public async Task Match_ACompanyElsewhere_IsAnsweredByPlaceAlone()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [Row("德州东方机械有限公司", Code(1))]));
        var company = Assert.Single(await store.Get<EnterpriseSubjects>().WithCodeAsync(Code(1), default));

        var answers = store.Get<PolicyMatch>().Run(company.Facts, new DateOnly(2023, 6, 30), explain: false);

        Assert.All(answers.Where(a => a.Policy.Id == "liuhe-2023-industries" && a.IsAward), a => Assert.Equal(PolicyAnswer.No, a.Answer));
        Assert.Contains(answers, a => a.Policy.Id == "dezhou-2022-incentive" && a.Answer == PolicyAnswer.Unknown && a.Missing.Any(f => f.Name == "实际投资"));
    }
}
