namespace Yinfeng.Analytics.Classify;

/// <summary>The words that tell industries apart, ready for reading. Immutable; what corrections taught makes a new one.</summary>
public sealed class IndustryModel
{
    /// <summary>Slots of a row of votes: divisions are 1 to 97.</summary>
    public const int Divisions = 98;
    private readonly WordTrie _trie;
    private readonly string[] _texts;
    private readonly Meaning[] _meanings;

    /// <param name="words">A text stands at most once as <see cref="WordKind.Name"/> and once as any other kind.</param>
    /// <param name="learned">Weights that corrections added to a word, for one division each.</param>
    /// <exception cref="ArgumentException">A word stands twice, or its division is none.</exception>
    public IndustryModel(IEnumerable<IndustryWord> words, IEnumerable<LearnedWeight> learned)
    {
        var number = new Dictionary<string, int>();
        var meanings = new List<Meaning>();
        foreach (var word in words)
        {
            var at = Number(word.Text);
            if (word.Division is < 0 or >= Divisions || (word.Division == 0) != (word.Kind is WordKind.Make or WordKind.None))
            {
                throw new ArgumentException($"{word.Text}: division {word.Division}", nameof(words));
            }
            var known = meanings[at];
            var taken = word.Kind == WordKind.Name ? known.NameDivision > 0 : known.Scope is not null;
            if (taken)
            {
                throw new ArgumentException($"{word.Text} stands twice", nameof(words));
            }
            meanings[at] = word.Kind == WordKind.Name ? known with { NameDivision = word.Division, NameWeight = word.Weight }
                : known with { Scope = word.Kind, Division = word.Division, Weight = word.Weight };
        }
        foreach (var lesson in learned)
        {
            var at = Number(lesson.Word);
            meanings[at] = meanings[at] with { Learned = [.. meanings[at].Learned, (lesson.Division, lesson.Weight)] };
        }
        (_texts, _meanings, _trie) = ([.. number.Keys], [.. meanings], new WordTrie([.. number.Keys]));

        int Number(string text)
        {
            if (!number.TryGetValue(text, out var at))
            {
                number.Add(text, at = number.Count);
                meanings.Add(new Meaning(null, 0, 0, 0, 0, []));
            }
            return at;
        }
    }

    internal string Text(int word) => _texts[word];
    internal ref readonly Meaning this[int word] => ref _meanings[word];

    /// <inheritdoc cref="WordTrie.Longest"/>
    internal (int Word, int Length) Longest(ReadOnlySpan<char> text) => _trie.Longest(text);

    /// <summary>What a word says in a scope, what in a name, and what corrections added.</summary>
    internal readonly record struct Meaning(WordKind? Scope, int Division, float Weight, int NameDivision, float NameWeight,
        (int Division, float Weight)[] Learned);
}

/// <summary>What corrections added to a word's weight for a division; negative where they took away.</summary>
public readonly record struct LearnedWeight(string Word, int Division, float Weight);
