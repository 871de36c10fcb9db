using Yinfeng.Analytics.Classify;

namespace Yinfeng.Analytics.Tests.Classify;

public sealed class IndustryClassifierTests
{
    private static readonly IndustryWord[] Words =
    [
        new("制造", WordKind.Make, 0, 1), new("加工", WordKind.Make, 0, 1), new("销售", WordKind.Sell, 51, 1), new("零售", WordKind.Sell, 52, 1),
        new("租赁", WordKind.Do, 71, 1), new("水泥", WordKind.Goods, 30, 1), new("汽车", WordKind.Goods, 36, 1), new("玻璃", WordKind.Goods, 30, 1),
        new("服装", WordKind.Goods, 18, 1), new("物业管理", WordKind.Service, 70, 1.3f), new("经营范围", WordKind.None, 0, 0),
        new("商贸", WordKind.Name, 51, 1.5f), new("加油站", WordKind.Name, 52, 1.9f), new("水泥", WordKind.Name, 30, 1.2f), new("酒", WordKind.Goods, 15, 1),
    ];

    private static readonly IndustryClassifier Classifier = new(new IndustryModel(Words, []));

    [Theory]
    [InlineData("甲有限公司", "水泥的制造", 30)]
    [InlineData("甲有限公司", "水泥、服装的销售", 51)] // What is only sold is trade, whatever it is.
    [InlineData("甲有限公司", "制造、销售：服装、汽车", 18)] // Acts before a colon hold for all; the first item weighs most.
    [InlineData("甲有限公司", "服装、汽车加工、销售", 18)] // Acts behind a list hold for what stands before them.
    [InlineData("甲有限公司", "汽车玻璃制造", 30)] // The last word of an item is its head.
    [InlineData("甲有限公司", "汽车租赁", 71)]
    [InlineData("甲有限公司", "水泥零售", 52)]
    [InlineData("甲有限公司", "服装（不含水泥制造）零售", 52)] // Brackets restrict, they do not say what is done.
    [InlineData("甲商贸有限公司", "物业管理；水泥销售", 51)]
    [InlineData("甲水泥有限公司", "", 30)]
    [InlineData("甲水泥有限公司", "水泥销售", 51)] // The name says what; the scope says that it is sold.
    [InlineData("乙石油有限公司丙加油站", "", 52)]
    [InlineData("甲有限公司", "酒精灯", 0)] // A word of one character counts as a whole item only.
    [InlineData("甲有限公司", "经营范围", 0)]
    public void Classify_ReadsActsAndGoods(string name, string scope, int division)
    {
        var answer = Classifier.Classify(name, scope);

        Assert.Equal(division, answer.Division);
        Assert.Equal(division, Classifier.Decide(name, scope).Division);
        Assert.Equal(division == 0, answer.Reasons.Count == 0);
        Assert.All(answer.Reasons, r => Assert.Equal(division, r.Division));
    }

    [Fact]
    public void Classify_SaysTheWordsThatDecidedHeaviestFirst()
    {
        var answer = Classifier.Classify("甲水泥有限公司", "水泥制造");

        Assert.Equal(["水泥", "水泥"], answer.Reasons.Select(r => r.Word));
        Assert.Equal([true, false], answer.Reasons.Select(r => r.InName));
        Assert.True(answer.Confidence > Classifier.Classify("甲水泥有限公司", "水泥制造；物业管理").Confidence);
    }

    [Fact]
    public void Model_WordTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => new IndustryModel([new("水泥", WordKind.Goods, 30, 1), new("水泥", WordKind.Service, 51, 1)], []));

    [Fact]
    public void Lessons_PutTheCompanyRightTeachItsKindAndAreTheSameEachTime()
    {
        IndustryLesson[] lessons = [new("甲膜结构有限公司", "", 50), new("乙商贸有限公司", "服装加工；物业管理", 70)];

        var taught = new IndustryClassifier(IndustryLessons.Teach(Words, lessons));
        var again = new IndustryClassifier(IndustryLessons.Teach(Words, lessons));

        Assert.Equal(50, taught.Classify("甲膜结构有限公司", "").Division);
        Assert.Equal(50, taught.Classify("丁膜结构有限公司", "").Division); // No word was known: the end of the name became one.
        Assert.Equal(70, taught.Classify("乙商贸有限公司", "服装加工；物业管理").Division);
        Assert.Equal(51, taught.Classify("丙商贸有限公司", "水泥销售").Division); // One lesson moves a word little.
        foreach (var name in (string[])["甲膜结构有限公司", "乙商贸有限公司", "戊水泥有限公司"])
        {
            Assert.Equal(taught.Classify(name, "服装加工").Confidence, again.Classify(name, "服装加工").Confidence);
        }
        Assert.Equal(51, Classifier.Classify("乙商贸有限公司", "服装加工；物业管理").Division);
    }
}
