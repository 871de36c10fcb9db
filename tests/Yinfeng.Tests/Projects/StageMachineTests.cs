using Yinfeng.Kernel;
using Yinfeng.Projects;
using static Yinfeng.Projects.ProjectStage;

namespace Yinfeng.Tests.Projects;

/// <summary>The whole loop as a table: what each gate asks of a project that has nothing.</summary>
public class StageMachineTests
{
    private static Project Bare(ProjectStage stage) => new() { Name = "x", Stage = stage };

    private static GateFacts Facts(Project project, params StageEvidence[] evidence) =>
        new(project, evidence, new Dictionary<ProjectStage, LedgerDate>());

    public static TheoryData<ProjectStage, string[]> WhatEachGateAsks => new()
    {
        { Lead, ["leadOn", "channel", "firstReporter"] },
        { Contacted, ["contactedOn", "investor", "evidence:contactRecord"] },
        { Negotiating, ["negotiatingOn", "content", "evidence:meetingRecord"] },
        { Reviewed, ["reviewedOn", "industry", "totalInvestmentWan", "evidence:reviewMinutes"] },
        { Signed, ["signedOn", "investor", "totalInvestmentWan", "evidence:agreement"] },
        { Started, ["startedOn", "filingCode", "fixedInvestmentWan", "evidence:permit", "evidence:datedPhoto"] },
        { Producing, ["producingOn", "evidence:datedPhoto", "evidence:firstInvoice"] },
        { AtCapacity, ["atCapacityOn", "expectedOutputWan", "evidence:outputRecord"] },
    };

    [Theory, MemberData(nameof(WhatEachGateAsks))]
    public void Gate_OfAProjectThatHasNothing_NamesEverythingItNeeds(ProjectStage stage, string[] fields)
    {
        var missing = StageRules.Missing(Facts(Bare(Lead)), stage);

        Assert.Equal(fields, missing.Select(n => n.Field));
        Assert.All(missing, n => Assert.StartsWith($"缺{n.Label}：", n.AsUnmet().Message));
        Assert.All(missing, n => Assert.EndsWith($"由{n.Supplier}提供。", n.AsUnmet().Message));
    }

    [Fact]
    public void Gates_AreTheEightStagesInOrder()
    {
        Assert.Equal(Enum.GetValues<ProjectStage>(), StageRules.Gates.Select(g => g.Stage));
        Assert.Equal(["线索", "对接", "洽谈", "会审", "签约", "开工", "投产", "达产"], StageRules.Gates.Select(g => g.Name));
    }

    [Fact]
    public void NeedCodes_NameOneThingEach()
    {
        var needs = StageRules.Gates.SelectMany(g => g.Needs).ToList();
        Assert.All(needs.GroupBy(n => n.Code), g => Assert.Single(g.Select(n => n.Field).Distinct()));
    }

    [Fact]
    public void Skipping_NamesTheNeedsOfAllGatesBetween_SharedOnesOnce()
    {
        var unmet = StageRules.Unmet(Facts(Bare(Negotiating)), Started);

        Assert.Equal(["reviewedOn", "industry", "totalInvestmentWan", "evidence:reviewMinutes", "signedOn", "investor", "evidence:agreement",
            "startedOn", "filingCode", "fixedInvestmentWan", "evidence:permit", "evidence:datedPhoto"], unmet.Select(u => u.Field));
    }

    [Fact]
    public void Evidence_OfAnotherStageOrWithoutDate_DoesNotOpenTheGate()
    {
        var facts = Facts(Bare(Signed), new StageEvidence(Producing, EvidenceKind.DatedPhoto, true), new StageEvidence(Started, EvidenceKind.DatedPhoto, false));
        Assert.Contains(StageRules.Missing(facts, Started), n => n.Field == "evidence:datedPhoto");

        facts = Facts(Bare(Signed), new StageEvidence(Started, EvidenceKind.DatedPhoto, true));
        Assert.DoesNotContain(StageRules.Missing(facts, Started), n => n.Field == "evidence:datedPhoto");
    }

    [Fact]
    public void Producing_AcceptsAPowerRecordInsteadOfAnInvoice()
    {
        var facts = Facts(Bare(Started), new StageEvidence(Producing, EvidenceKind.PowerRecord, false));
        Assert.DoesNotContain(StageRules.Missing(facts, Producing), n => n.Field == "evidence:firstInvoice");
    }

    [Fact]
    public void NonFixedAssetProject_StartsWithoutFixedInvestment()
    {
        var project = Bare(Signed);
        project.Kind = InvestmentKind.NonFixedAsset;
        Assert.DoesNotContain(StageRules.Missing(Facts(project), Started), n => n.Field == "fixedInvestmentWan");
    }

    [Theory]
    [InlineData("2022-11", null, "2023", true)]
    [InlineData("2023-01", null, "2023", false)]
    [InlineData("2022-11", "2022-12", "2023", false)]
    [InlineData("2022-11", "2023-02", "2023", true)]
    public void CarryOver_IsSignedInAnEarlierYearAndNotYetProducing(string signed, string? producing, string year, bool carried)
    {
        var project = Bare(Signed);
        project.SignedOn = Some.Day(signed);
        project.ProducingOn = producing is null ? null : Some.Day(producing);
        Assert.Equal(carried, project.IsCarriedOverInto(Some.Day(year).Year));
    }
}
