using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>
/// Binds calls of the functions about sequences. A name that is a constant, cast to regclass or not, is looked up at once
/// and becomes the sequence's id, as PostgreSQL's regclass constants do.
/// </summary>
internal static class SequenceBinder
{
    /// <summary>Whether a function takes the name of a sequence first.</summary>
    public static bool IsSequenceFunction(string? name) => name is "nextval" or "currval" or "setval";

    /// <summary>Binds the arguments of such a function.</summary>
    public static BoundExpression[] BindArguments(BindingContext context, FunctionCall syntax, Scope scope)
    {
        var arguments = syntax.Arguments;
        if (arguments.IsEmpty || NameIn(arguments[0].Value) is not { } name)
            return FunctionBinder.BindArguments(context, arguments, scope);
        var bound = new BoundExpression[arguments.Count];
        bound[0] = Reference(Find(context, name, syntax.Position), arguments[0].Position);
        for (var i = 1; i < bound.Length; i++)
            bound[i] = context.Expressions.Bind(arguments[i].Value, scope);
        return bound;
    }

    /// <summary>The next value of the sequence behind an identity column, in the column's type.</summary>
    public static BoundExpression NextOf(ColumnSchema column)
    {
        BoundExpression id = new BoundLiteral(Datum.FromInt64(column.IdentitySequence.Value), SqlType.BigInt);
        BoundExpression next = new BoundCall(FunctionId.NextVal, [id], SqlType.BigInt);
        return column.Type.Id == TypeId.BigInt ? next : new BoundCast(next, column.Type, IsExplicit: false);
    }

    /// <summary>The one row of a sequence as a relation.</summary>
    public static BoundValues Row(BindingContext context, SequenceSchema sequence, QueryLevel level)
    {
        ImmutableArray<BoundExpression> id = [Reference(sequence, -1)];
        return new BoundValues(
            [[
                new BoundCall(FunctionId.SequenceLastValue, id, SqlType.BigInt),
                new BoundCall(FunctionId.SequenceLogCount, id, SqlType.BigInt),
                new BoundCall(FunctionId.SequenceIsCalled, id, SqlType.Boolean),
            ]],
            [
                new BoundColumnDefinition(context.NewColumn(level), "last_value", SqlType.BigInt),
                new BoundColumnDefinition(context.NewColumn(level), "log_cnt", SqlType.BigInt),
                new BoundColumnDefinition(context.NewColumn(level), "is_called", SqlType.Boolean),
            ]);
    }

    /// <summary>Finds a sequence by a name in text; 42P01 or 42809 where there is none.</summary>
    public static SequenceSchema Find(ICatalogView catalog, string text)
    {
        var (schema, name) = QualifiedText.Parse(text);
        if (catalog.TryGetSequence(schema, name, out var sequence))
            return sequence;
        if (schema is not null && !catalog.HasSchema(schema))
            throw CatalogErrors.SchemaMissing(schema);
        throw IsOtherRelation(catalog, schema, name)
            ? SequenceErrors.NotASequence(name)
            : CatalogErrors.RelationMissing(schema is null ? name : $"{schema}.{name}", -1);
    }

    /// <summary>The text of a name that is given as a constant; null for another expression.</summary>
    public static string? NameIn(Expression syntax) => syntax switch
    {
        StringLiteral literal => literal.Value,
        CastExpression { Operand: StringLiteral literal, Type.Name.Name: "regclass" } => literal.Value,
        _ => null,
    };

    private static SequenceSchema Find(BindingContext context, string text, int position)
    {
        var (schema, name) = QualifiedText.Parse(text);
        if (schema is null && context.ViewSchema is { } near && context.Catalog.TryGetSequence(near, name, out var nearby))
            return nearby;
        try
        {
            return Find(context.Catalog, text);
        }
        catch (EngineException error) when (error.Position < 0)
        {
            throw error.At(position);
        }
    }

    private static bool IsOtherRelation(ICatalogView catalog, string? schema, string name) =>
        catalog.TryGetTable(schema, name, out _) || catalog.TryGetView(schema, name, out _)
        || catalog.TryGetIndex(schema, name, out _);

    private static BoundLiteral Reference(SequenceSchema sequence, int position) =>
        new(Datum.FromInt64(sequence.Id.Value), SqlType.BigInt) { Position = position };
}
