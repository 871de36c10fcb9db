namespace Yinfeng.Analytics.Classify;

/// <summary>A company that a person put right.</summary>
/// <param name="Division">What it is, 1 to 97.</param>
public sealed record IndustryLesson(string Name, string Scope, int Division);

/// <summary>Turns corrections into weights. The same corrections in the same order give the same weights on every machine.</summary>
/// <remarks>Each lesson moves the words of its company as little as makes the answer right with some lead (passive-aggressive learning,
/// Crammer et al. 2006): towards the right division, away from the wrong one that stood highest.</remarks>
public static class IndustryLessons
{
    /// <summary>How far the right division must lead, and the most that one lesson moves a word.</summary>
    private const float Lead = 0.3f, MostMoved = 2f;
    private const int Tail = 2;

    /// <summary>Votes do not add up evenly, so one step may fall a little short.</summary>
    private const int MostPasses = 8;

    private static readonly string[] Forms = ["有限责任公司", "股份有限公司", "有限公司", "公司", "专业合作社", "合作社"];

    public static IndustryModel Teach(IReadOnlyList<IndustryWord> words, IEnumerable<IndustryLesson> lessons)
    {
        var learned = new Dictionary<(string Word, int Division), float>();
        var model = new IndustryModel(words, []);
        foreach (var lesson in lessons)
        {
            for (var pass = 0; pass < MostPasses && Learn(model, lesson, learned); pass++)
            {
                model = new IndustryModel(words, learned.Select(l => new LearnedWeight(l.Key.Word, l.Key.Division, l.Value)));
            }
        }
        return model;
    }

    /// <returns>Whether anything had to be learned.</returns>
    private static bool Learn(IndustryModel model, IndustryLesson lesson, Dictionary<(string, int), float> learned)
    {
        Span<float> sums = stackalloc float[IndustryModel.Divisions];
        var classifier = new IndustryClassifier(model);
        var words = classifier.Words(lesson.Name, lesson.Scope, sums);
        var rival = Rival(sums, lesson.Division);
        var missing = Lead - (sums[lesson.Division] - sums[rival]);
        if (missing <= 0)
        {
            return false;
        }
        if (words.Count == 0)
        {
            words = new Dictionary<string, float> { [TailOf(lesson.Name)] = 1 };
        }
        var square = words.Values.Sum(share => share * share) * (rival == 0 ? 1 : 2);
        foreach (var (word, share) in words)
        {
            var step = Math.Min(MostMoved, missing / square * share);
            Move(learned, word, lesson.Division, step);
            if (rival != 0)
            {
                Move(learned, word, rival, -step);
            }
        }
        return true;
    }

    private static void Move(Dictionary<(string, int), float> learned, string word, int division, float step) =>
        learned[(word, division)] = learned.GetValueOrDefault((word, division)) + step;

    private static int Rival(ReadOnlySpan<float> sums, int right)
    {
        var rival = 0;
        for (var d = 1; d < sums.Length; d++)
        {
            rival = d != right && sums[d] > sums[rival] ? d : rival;
        }
        return rival;
    }

    /// <summary>A name without a known word: the last characters before the form of organisation stand for its trade.</summary>
    private static string TailOf(string name)
    {
        var form = Forms.Select(f => name.LastIndexOf(f, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(name.Length).Min();
        return name[Math.Max(0, form - Tail)..form];
    }
}
