namespace Yinfeng.Rules;

internal enum TokenKind
{
    Number, Unit, Text, Date, Name, And, Or, Not, True, False, In, NotIn, With, Beginning, Has, To, CapAt, AtLeast,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Plus, Minus, Times, Divide,
    Open, Close, ListOpen, ListClose, Comma, Gives, End,
}

/// <param name="At">Characters before it in the rule text.</param>
/// <param name="Text">As written; without the quotes for a text.</param>
internal readonly record struct Token(TokenKind Kind, int At, int Length, string Text, decimal Number = 0, int Ymd = 0);
