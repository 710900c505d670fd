using System.Collections.Immutable;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>
/// Binds casts to the row type that every table has: <c>NULL::t</c>, <c>ROW(1, 'a')::t</c>, <c>'(1,a)'::t</c>. The result is a
/// row whose fields are known, as everything that works field by field asks for.
/// </summary>
internal sealed class RowTypeBinder(BindingContext context)
{
    /// <summary>The table whose row type a name means where no type has the name; else null.</summary>
    public TableSchema? Find(TypeName name) =>
        name is { Modifiers.IsEmpty: true, ArrayBounds.IsEmpty: true } && !IsType(name.Name)
            ? CatalogNames.FindTable(context, name.Name)
            : null;

    /// <summary>Converts a value to a row of a table.</summary>
    public BoundRow Cast(BoundExpression operand, TableSchema table, TypeName type, int position)
    {
        var values = operand switch
        {
            BoundRow row => row.Fields,
            BoundLiteral { Value.IsNull: true, Type.Id: TypeId.Unknown } => Nulls(table.Columns.Length),
            BoundLiteral { Type.Id: TypeId.Unknown or TypeId.Text } literal => Read(literal.Value.AsText(), position),
            _ => throw RowTypeErrors.CannotCast(operand.Type, table.Name, position),
        };
        if (values.Length != table.Columns.Length)
        {
            throw operand is BoundRow
                ? RowTypeErrors.CannotCast(operand.Type, table.Name, position)
                : RowTypeErrors.MalformedRecord(((BoundLiteral)operand).Value.AsText(), position);
        }

        var fields = ImmutableArray.CreateBuilder<BoundExpression>(values.Length);
        var names = ImmutableArray.CreateBuilder<string>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            fields.Add(context.Coercer.Cast(values[i], table.Columns[i].Type, position));
            names.Add(table.Columns[i].Name);
        }

        context.Uses?.AddRowType(type.Position, table.Id);
        return new BoundRow(fields.MoveToImmutable(), names.MoveToImmutable(), IsRelation: true)
        {
            Position = position,
        };
    }

    private bool IsType(QualifiedName name) =>
        Names.TypeNameResolver.FindFamily(name.Name) is not null || context.Catalog.TryGetType(name.Schema, name.Name, out _);

    private static ImmutableArray<BoundExpression> Nulls(int count)
    {
        var fields = ImmutableArray.CreateBuilder<BoundExpression>(count);
        for (var i = 0; i < count; i++)
            fields.Add(new BoundLiteral(Datum.Null, SqlType.Unknown));
        return fields.MoveToImmutable();
    }

    private static ImmutableArray<BoundExpression> Read(string text, int position)
    {
        var texts = new List<string?>();
        if (!RecordText.TryRead(text, texts))
            throw RowTypeErrors.MalformedRecord(text, position);
        var fields = ImmutableArray.CreateBuilder<BoundExpression>(texts.Count);
        foreach (var field in texts)
            fields.Add(field is null ? new BoundLiteral(Datum.Null, SqlType.Unknown) : LiteralBinder.Text(field, position));
        return fields.MoveToImmutable();
    }
}
