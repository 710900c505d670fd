using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Parsing.Syntax.Session;

/// <summary>DECLARE ... CURSOR.</summary>
internal sealed record DeclareCursorStatement(
    int Position,
    string Name,
    bool Binary,
    bool Insensitive,
    bool? Scroll,
    bool WithHold,
    SelectStatement Query) : Statement(Position);
