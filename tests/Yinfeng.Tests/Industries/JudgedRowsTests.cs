using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Yinfeng.Analytics.Classify;
using Yinfeng.Industries;
using Yinfeng.Sheets;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Industries;

/// <summary>The classifier against 400 registry rows drawn at random and judged by hand before it first saw them.</summary>
/// <remarks>Rows may not be passed on, so judged.csv has only hashes of them; without the registry files the test is skipped.</remarks>
public sealed class JudgedRowsTests
{
    [SharedFact]
    public void HeldOutRows_AreRightAsOftenAsTheMethodPageSays()
    {
        var judged = File.ReadLines(Path.Combine(Repository.Root, "tests/Yinfeng.Tests/Industries/judged.csv")).Skip(1).Select(l => l.Split(','))
            .Where(c => c[1] == "held-out").ToDictionary(c => c[0], c => (Division: c[2], Others: c[3]));
        var classifier = new IndustryClassifier(new IndustryModel(IndustryWords.Load(), []));
        var (seen, right, defensible) = (0, 0, 0);
        foreach (var (name, code, scope) in Rows(Have.Shared("data/enterprises")))
        {
            var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}|{code}")))[..16];
            if (judged.TryGetValue(key, out var label))
            {
                var division = $"{classifier.Classify(name, scope).Division:00}";
                seen++;
                right += division == label.Division ? 1 : 0;
                defensible += division == label.Division || label.Others.Split(' ').Contains(division) ? 1 : 0;
            }
        }
        Assert.Equal(judged.Count, seen);
        Assert.True(right >= 0.85 * seen, $"{right} of {seen} right");
        Assert.True(defensible >= 0.94 * seen, $"{defensible} of {seen} defensible");
    }

    private static IEnumerable<(string Name, string Code, string Scope)> Rows(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv.gz"))
        {
            using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var reader = new StreamReader(stream);
            using var csv = new CsvRecords(reader, ',');
            var fields = new List<string>();
            while (csv.Next(fields))
            {
                yield return (fields[0], fields[1], fields[8]);
            }
        }
    }
}
