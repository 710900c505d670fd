namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>EXPLAIN with its options; the old spellings ANALYZE and VERBOSE are options too.</summary>
internal sealed record ExplainStatement(int Position, SyntaxList<StatementOption> Options, Statement Statement) : Statement(Position);
