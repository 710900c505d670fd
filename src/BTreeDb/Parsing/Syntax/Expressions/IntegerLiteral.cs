namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>Digits that fit into 64 bits; the binder makes an integer of it if it fits there, else a bigint.</summary>
internal sealed record IntegerLiteral(int Position, long Value) : Expression(Position);
