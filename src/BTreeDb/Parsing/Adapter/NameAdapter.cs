using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Names: identifiers folded, keywords used as names, dotted names.</summary>
internal static class NameAdapter
{
    /// <summary>A role: a name, or one of the words for the session's own.</summary>
    public static string Role(BTreeDbParser.RoleNameContext context) =>
        context.colId() is { } name ? Name(name) : context.Start.Text.ToLowerInvariant();

    /// <summary>The name that a rule of one token stands for.</summary>
    public static string Name(ParserRuleContext context) => Name(context.Start);

    /// <summary>The name that a token stands for.</summary>
    public static string Name(IToken token) => LiteralDecoder.Identifier((SqlToken)token);

    /// <summary>The name with its position.</summary>
    public static Identifier Identifier(ParserRuleContext context) => new(Nodes.Position(context), Name(context));

    /// <summary>The n-th column identifier of a rule.</summary>
    public static string? Optional(ParserRuleContext? context) => context is null ? null : Name(context);

    /// <summary>A dotted name.</summary>
    public static QualifiedName Qualified(BTreeDbParser.QualifiedNameContext context) => Dotted(context);

    /// <summary>A dotted name, or null.</summary>
    public static QualifiedName? OptionalQualified(BTreeDbParser.QualifiedNameContext? context) =>
        context is null ? null : Dotted(context);

    /// <summary>The name of a function.</summary>
    public static QualifiedName Function(BTreeDbParser.FunctionNameContext context) => Dotted(context);

    /// <summary>A list of dotted names.</summary>
    public static SyntaxList<QualifiedName> QualifiedList(BTreeDbParser.QualifiedNameListContext? context) =>
        Nodes.Map<BTreeDbParser.QualifiedNameContext, QualifiedName>(context, Qualified);

    /// <summary>Column names in parentheses.</summary>
    public static SyntaxList<Identifier> Columns(BTreeDbParser.NameListContext? context) => Columns(context?.columnNames());

    /// <summary>Column names.</summary>
    public static SyntaxList<Identifier> Columns(BTreeDbParser.ColumnNamesContext? context) =>
        Nodes.Map<BTreeDbParser.ColIdContext, Identifier>(context, Identifier);

    /// <summary>A type or function of the system.</summary>
    public static QualifiedName System(int position, string name) =>
        new(position, new SyntaxList<string>(["pg_catalog", name]));

    /// <summary>The rules among the children are the parts of a name; what else stands there is dots.</summary>
    public static QualifiedName Dotted(ParserRuleContext context) =>
        new(Nodes.Position(context), Nodes.Map<ParserRuleContext, string>(context, Name));
}
