using System.Diagnostics;
using System.Text;
using Yinfeng.Policies;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Policies;

/// <summary>Damaged policy files: the checker answers with messages and never throws.</summary>
public class PolicyFuzzTests
{
    private static readonly string[] Bits = ["且", "或", "(", ")", "[", "]", "分档(", "→", "至", "超过", "100亩", "5%", "1亿元", "第几年", "上年(年产值)", "\"", "- 条款: 甲", "\n", "  ",
        ": ", "逐年:", "读法:", "条件:", "金额:", "9999999999999999999999999999亿元", "{", "}", "封顶", "/", "÷ 0", "首年(", "\u0000", "é", "2023-02-30", "以", "含", "非"];

    [Fact]
    public void DamagedFiles_GiveMessages() => Run(20260101, TimeSpan.FromSeconds(5));

    [SoakFact]
    public void DamagedFiles_ForTenMinutes_GiveMessages() => Run(Random.Shared.Next(), TimeSpan.FromMinutes(10));

    private static void Run(int seed, TimeSpan howLong)
    {
        var random = new Random(seed);
        var sources = PolicySource.Folder(AppFolders.Policies);
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed < howLong; round++)
        {
            var source = sources[random.Next(sources.Count)];
            var yaml = Damaged(source.Yaml, random);
            try
            {
                PolicyCheck.Check(source.File, yaml, random.Next(2) == 0 ? source.Text : null);
            }
            catch (Exception bug)
            {
                Assert.Fail($"Seed {seed}, round {round}, {source.Id}: {bug}\n{yaml}");
            }
        }
    }

    private static string Damaged(string yaml, Random random)
    {
        var text = new StringBuilder(yaml);
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Bits[random.Next(Bits.Length)]);
                    break;
                case 2:
                    text[at] = text[random.Next(text.Length)];
                    break;
                default:
                    text.Insert(at, text.ToString(random.Next(text.Length / 2), Math.Min(40, text.Length / 2)));
                    break;
            }
        }
        return text.ToString();
    }
}
