using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>CREATE [OR REPLACE] [RECURSIVE] VIEW.</summary>
internal sealed record CreateViewStatement(
    int Position,
    QualifiedName Name,
    bool OrReplace,
    Persistence Persistence,
    bool Recursive,
    SyntaxList<Identifier> Columns,
    SyntaxList<StatementOption> Options,
    SelectStatement Query,
    ViewCheckOption CheckOption) : Statement(Position);
