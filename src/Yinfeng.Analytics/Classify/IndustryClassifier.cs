namespace Yinfeng.Analytics.Classify;

/// <summary>Tells the GB/T 4754 division of a company from its name and its scope of business.</summary>
/// <remarks>A weighted vote of known words; docs/methods/industry.md. No state but the model: any number of threads.</remarks>
public sealed class IndustryClassifier(IndustryModel model)
{
    private const int Trade = 51, Shop = 52, FirstMade = 13, LastMade = 43;
    private const int MostWords = 96, MostReasons = 5;
    private const float NameShare = 1.5f, Earlier = 0.45f, ThingInName = 0.7f, Strong = 0.9f, TradedName = 0.5f;
    private const float SoldCounts = 0.3f, MadeFirst = 0.4f, Together = 0.3f, SomeMade = 0.3f, Unsupported = 0.6f;

    /// <param name="scope">经营范围; empty where it is unknown.</param>
    public IndustryAnswer Classify(string name, string scope)
    {
        Span<float> sums = stackalloc float[IndustryModel.Divisions];
        Span<Votes.Said> said = stackalloc Votes.Said[MostWords];
        var votes = new Votes(sums, said);
        Vote(name, scope, ref votes);
        var (best, second) = Best(sums);
        return best == 0 ? new IndustryAnswer(0, 0, 0, [])
            : new IndustryAnswer(best, second, Clarity.Confidence(sums[best], sums[second]), Reasons(votes.Words, best));
    }

    /// <summary>The division alone, for many companies: no allocation.</summary>
    /// <returns>As in <see cref="IndustryAnswer"/>.</returns>
    public (int Division, double Confidence) Decide(ReadOnlySpan<char> name, ReadOnlySpan<char> scope)
    {
        Span<float> sums = stackalloc float[IndustryModel.Divisions];
        var votes = new Votes(sums, []);
        Vote(name, scope, ref votes);
        var (best, second) = Best(sums);
        return (best, best == 0 ? 0 : Clarity.Confidence(sums[best], sums[second]));
    }

    /// <summary>The words that spoke, each with the share at which a weight added to it would count.</summary>
    /// <param name="sums">Receives the votes; one slot per division.</param>
    internal Dictionary<string, float> Words(string name, string scope, Span<float> sums)
    {
        Span<Votes.Said> said = stackalloc Votes.Said[MostWords];
        var votes = new Votes(sums, said);
        Vote(name, scope, ref votes);
        var words = new Dictionary<string, float>();
        foreach (var part in votes.Words)
        {
            words[model.Text(part.Word)] = Math.Max(words.GetValueOrDefault(model.Text(part.Word)), part.Share);
        }
        return words;
    }

    private void Vote(ReadOnlySpan<char> name, ReadOnlySpan<char> scope, scoped ref Votes votes)
    {
        new ScopeReader(model).Read(scope, ref votes);
        var made = votes.Sum(FirstMade, LastMade);
        var sold = votes.Sums[Trade] + votes.Sums[Shop];
        var maker = made + sold > 0 ? made / (made + sold * SoldCounts) : 1;
        votes.Scale(Trade, Shop, 1 - MadeFirst * MathF.Min(1, made));
        ReadName(name, maker, made, ref votes);
        votes.Gather(FirstMade, LastMade, Together);
    }

    /// <summary>The last word of a name says most; goods in it are what is made or, where the scope only sells, what is sold.</summary>
    private void ReadName(ReadOnlySpan<char> name, float maker, float made, scoped ref Votes votes)
    {
        Span<(int Word, int End)> found = stackalloc (int, int)[16];
        var count = 0;
        for (var at = 0; at < name.Length && count < found.Length;)
        {
            var (word, length) = model.Longest(name[at..]);
            if (length > 0 && Speaks(word, length))
            {
                found[count++] = (word, at + length);
            }
            at += Math.Max(1, length);
        }
        var share = NameShare;
        for (var i = count - 1; i >= 0; i--)
        {
            share *= Say(found[i].Word, share, maker, made, ref votes) ? Earlier : 1;
        }
    }

    private bool Speaks(int word, int length) => model[word] is var m && (m.NameDivision > 0 || m.Learned.Length > 0
        || (length > 1 && m.Scope is WordKind.Goods or WordKind.Service));

    /// <returns>Whether the word was a strong one, so that those before it only describe it.</returns>
    private bool Say(int word, float share, float maker, float made, scoped ref Votes votes)
    {
        ref readonly var meaning = ref model[word];
        foreach (var (learned, delta) in meaning.Learned)
        {
            votes.Add(word, learned, delta * share, share, true);
        }
        var (division, weight) = meaning.NameDivision > 0 ? (meaning.NameDivision, meaning.NameWeight)
            : (meaning.Division, meaning.Weight * ThingInName);
        if (division is >= FirstMade and <= LastMade)
        {
            var known = votes.Sums[division] > 0 || made < SomeMade ? 1 : Unsupported;
            votes.Add(word, division, weight * share * maker * known, share, true);
            votes.Add(word, votes.Sums[Shop] > votes.Sums[Trade] ? Shop : Trade, weight * share * (1 - maker) * TradedName, share, true);
        }
        else
        {
            votes.Add(word, division, weight * share, share, true);
        }
        return weight >= Strong;
    }

    private static (int Best, int Second) Best(ReadOnlySpan<float> sums)
    {
        var (best, second) = (0, 0);
        for (var d = 1; d < sums.Length; d++)
        {
            if (sums[d] > sums[best])
            {
                (best, second) = (d, best);
            }
            else if (sums[d] > sums[second])
            {
                second = d;
            }
        }
        return (best, second);
    }

    private List<IndustryReason> Reasons(ReadOnlySpan<Votes.Said> said, int division)
    {
        var sums = new Dictionary<(int Word, bool InName), float>();
        foreach (var part in said)
        {
            if (part.Division == division)
            {
                sums[(part.Word, part.InName)] = sums.GetValueOrDefault((part.Word, part.InName)) + part.Weight;
            }
        }
        return [.. sums.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Word).Take(MostReasons)
            .Select(s => new IndustryReason(model.Text(s.Key.Word), division, s.Value, s.Key.InName))];
    }
}
