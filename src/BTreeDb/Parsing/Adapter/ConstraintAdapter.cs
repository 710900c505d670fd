using Antlr4.Runtime;
using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Constraints of columns, tables and domains.</summary>
internal static class ConstraintAdapter
{
    /// <summary>
    /// What follows a column's or domain's type: at most one collation, and constraints, each with the attributes
    /// (DEFERRABLE and so on) that stand behind it.
    /// </summary>
    public static (QualifiedName? Collation, SyntaxList<Constraint> Constraints) Qualifiers(ParserRuleContext context)
    {
        QualifiedName? collation = null;
        var constraints = new List<Constraint>();
        foreach (var child in context.children)
        {
            if (child is not BTreeDbParser.ColumnQualifierContext qualifier)
                continue;
            if (qualifier.COLLATE() is { } collate)
            {
                collation = collation is null
                    ? NameAdapter.Qualified(qualifier.qualifiedName())
                    : throw ParsingErrors.Invalid("multiple COLLATE clauses not allowed", collate.Symbol.StartIndex);
            }
            else if (qualifier.constraintAttribute() is { } attribute)
            {
                if (constraints.Count == 0)
                    throw Misplaced(attribute);
                constraints[^1] = constraints[^1] with { Timing = Timing(constraints[^1].Timing, attribute) };
            }
            else
            {
                var name = NameAdapter.Optional(qualifier.colId());
                constraints.Add(ColumnConstraintAdapter.Convert(qualifier.columnConstraint(), name, Nodes.Position(qualifier)));
            }
        }

        return (collation, new SyntaxList<Constraint>(constraints.ToArray()));
    }

    /// <summary>A constraint that stands by itself.</summary>
    public static Constraint Table(BTreeDbParser.TableConstraintContext context)
    {
        var position = Nodes.Position(context);
        var name = NameAdapter.Optional(context.colId());
        var timing = default(ConstraintTiming);
        var notValid = false;
        var noInherit = false;
        foreach (var attribute in context.constraintAttribute())
        {
            notValid |= attribute.VALID() is not null;
            noInherit |= attribute.INHERIT() is not null;
            if (attribute.VALID() is null && attribute.INHERIT() is null)
                timing = Timing(timing, attribute);
        }

        var constraint = Body(context.tableConstraintBody(), name, position, timing, notValid, noInherit);
        if ((notValid && constraint is not (CheckConstraint or ForeignKeyConstraint)) || (noInherit && constraint is not CheckConstraint))
            throw ParsingErrors.NotSupported(notValid ? "NOT VALID on this constraint" : "NO INHERIT on this constraint", position);
        return constraint;
    }

    /// <summary>The attributes of ALTER CONSTRAINT.</summary>
    public static ConstraintTiming Timing(BTreeDbParser.ConstraintAttributeContext[] attributes)
    {
        var timing = default(ConstraintTiming);
        foreach (var attribute in attributes)
            timing = Timing(timing, attribute);
        return timing;
    }

    /// <summary>A foreign key's right side.</summary>
    public static ForeignKeyConstraint ForeignKey(
        BTreeDbParser.ReferencesContext context,
        int position,
        string? name,
        ConstraintTiming timing,
        SyntaxList<Identifier> columns,
        bool notValid)
    {
        var match = context.FULL() is not null ? ForeignKeyMatch.Full
            : context.PARTIAL() is not null ? ForeignKeyMatch.Partial
            : ForeignKeyMatch.Simple;
        var onDelete = NoAction(position);
        var onUpdate = NoAction(position);
        foreach (var action in context.referentialAction())
        {
            if (((Antlr4.Runtime.Tree.ITerminalNode)action.GetChild(1)).Symbol.Type == BTreeDbLexer.DELETE)
                onDelete = Action(action);
            else
                onUpdate = Action(action);
        }

        return new ForeignKeyConstraint(
            position,
            name,
            timing,
            columns,
            NameAdapter.Qualified(context.qualifiedName()),
            NameAdapter.Columns(context.nameList()),
            match,
            onDelete,
            onUpdate,
            notValid);
    }

    private static Constraint Body(
        BTreeDbParser.TableConstraintBodyContext context,
        string? name,
        int position,
        ConstraintTiming timing,
        bool notValid,
        bool noInherit)
    {
        switch (context)
        {
            case BTreeDbParser.CheckTableContext check:
                return new CheckConstraint(position, name, timing, ExpressionAdapter.Convert(check.expr()), noInherit, notValid);
            case BTreeDbParser.UniqueTableContext unique:
                return new UniqueConstraint(
                    position,
                    name,
                    timing,
                    NameAdapter.Columns(unique.nameList(0)),
                    NameAdapter.Columns(unique.nameList(1)),
                    IndexAdapter.NullsNotDistinct(unique.nullsDistinct()),
                    OptionAdapter.List(unique.optionList()),
                    UsingIndex(unique.TABLESPACE(), unique.colId()));
            case BTreeDbParser.PrimaryKeyTableContext primaryKey:
                return new PrimaryKeyConstraint(
                    position,
                    name,
                    timing,
                    NameAdapter.Columns(primaryKey.nameList(0)),
                    NameAdapter.Columns(primaryKey.nameList(1)),
                    OptionAdapter.List(primaryKey.optionList()),
                    UsingIndex(primaryKey.TABLESPACE(), primaryKey.colId()));
            case BTreeDbParser.ForeignKeyTableContext foreignKey:
                return ForeignKey(
                    foreignKey.references(), position, name, timing, NameAdapter.Columns(foreignKey.nameList()), notValid);
            default:
                throw ParsingErrors.NotSupported("EXCLUDE", Nodes.Position(context));
        }
    }

    private static string? UsingIndex(Antlr4.Runtime.Tree.ITerminalNode? tablespace, BTreeDbParser.ColIdContext? index) =>
        tablespace is null ? NameAdapter.Optional(index) : throw ParsingErrors.NotSupported("TABLESPACE", tablespace.Symbol.StartIndex);

    private static ConstraintTiming Timing(ConstraintTiming timing, BTreeDbParser.ConstraintAttributeContext context)
    {
        if (context.DEFERRABLE() is not null)
            return timing with { Deferrable = context.NOT() is null };
        if (context.INITIALLY() is null)
            throw Misplaced(context);
        return timing with { InitiallyDeferred = context.DEFERRED() is not null };
    }

    private static ReferentialAction NoAction(int position) =>
        new(position, ReferentialActionKind.NoAction, SyntaxList<Identifier>.Empty);

    private static ReferentialAction Action(BTreeDbParser.ReferentialActionContext context)
    {
        var kind = context.NO() is not null ? ReferentialActionKind.NoAction
            : context.RESTRICT() is not null ? ReferentialActionKind.Restrict
            : context.CASCADE() is not null ? ReferentialActionKind.Cascade
            : context.NULL() is not null ? ReferentialActionKind.SetNull
            : ReferentialActionKind.SetDefault;
        return new ReferentialAction(Nodes.Position(context), kind, NameAdapter.Columns(context.nameList()));
    }

    private static Diagnostics.EngineException Misplaced(BTreeDbParser.ConstraintAttributeContext context)
    {
        var what = context.DEFERRABLE() is null ? context.Start.Text : context.NOT() is null ? "DEFERRABLE" : "NOT DEFERRABLE";
        return ParsingErrors.Invalid($"misplaced {what.ToUpperInvariant()} clause", Nodes.Position(context));
    }
}
