using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Constraints that stand behind a column's type.</summary>
internal static class ColumnConstraintAdapter
{
    /// <summary>Converts the constraint.</summary>
    public static Constraint Convert(BTreeDbParser.ColumnConstraintContext context, string? name, int position)
    {
        var timing = default(ConstraintTiming);
        switch (context)
        {
            case BTreeDbParser.NotNullColumnContext:
                return new NotNullConstraint(position, name, timing);
            case BTreeDbParser.NullColumnContext:
                return new NullConstraint(position, name, timing);
            case BTreeDbParser.DefaultColumnContext value:
                return new DefaultConstraint(position, name, timing, BoundAdapter.Convert(value.boundExpr()));
            case BTreeDbParser.CheckColumnContext check:
                return new CheckConstraint(
                    position, name, timing, ExpressionAdapter.Convert(check.expr()), check.INHERIT() is not null, false);
            case BTreeDbParser.UniqueColumnContext unique:
                RejectTablespace(unique.TABLESPACE());
                return new UniqueConstraint(
                    position,
                    name,
                    timing,
                    SyntaxList<Identifier>.Empty,
                    SyntaxList<Identifier>.Empty,
                    IndexAdapter.NullsNotDistinct(unique.nullsDistinct()),
                    OptionAdapter.List(unique.optionList()),
                    null);
            case BTreeDbParser.PrimaryKeyColumnContext primaryKey:
                RejectTablespace(primaryKey.TABLESPACE());
                return new PrimaryKeyConstraint(
                    position,
                    name,
                    timing,
                    SyntaxList<Identifier>.Empty,
                    SyntaxList<Identifier>.Empty,
                    OptionAdapter.List(primaryKey.optionList()),
                    null);
            case BTreeDbParser.GeneratedColumnContext generated:
                return Generated(generated, name, position);
            case BTreeDbParser.ReferencesColumnContext references:
                return ConstraintAdapter.ForeignKey(
                    references.references(), position, name, timing, SyntaxList<Identifier>.Empty, false);
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    private static Constraint Generated(BTreeDbParser.GeneratedColumnContext context, string? name, int position)
    {
        var always = context.ALWAYS() is not null;
        if (context.IDENTITY() is not null)
            return new IdentityConstraint(position, name, default, always, SequenceAdapter.Options(context));
        return always
            ? new GeneratedConstraint(position, name, default, ExpressionAdapter.Convert(context.expr()))
            : throw ParsingErrors.Invalid(
                "for a generated column, GENERATED ALWAYS must be specified", context.DEFAULT().Symbol.StartIndex);
    }

    private static void RejectTablespace(Antlr4.Runtime.Tree.ITerminalNode? tablespace)
    {
        if (tablespace is not null)
            throw ParsingErrors.NotSupported("TABLESPACE", tablespace.Symbol.StartIndex);
    }
}
