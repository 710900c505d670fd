using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;

namespace BTreeDb.Binding.Names;

/// <summary>Finds what a column's name means, from the innermost scope outwards.</summary>
internal static class ColumnResolver
{
    /// <summary>Resolves a reference of one to three parts, or raises the error that PostgreSQL has for it.</summary>
    public static BoundExpression Resolve(ColumnReference reference, Scope scope)
    {
        var parts = reference.Parts;
        return parts.Count switch
        {
            1 => ResolveName(parts[0], scope, reference.Position),
            2 => ResolveQualified(null, parts[0], parts[1], scope, reference.Position),
            3 => ResolveQualified(parts[0], parts[1], parts[2], scope, reference.Position),
            4 => throw NameErrors.CrossDatabase(Dotted(parts), reference.Position),
            _ => throw NameErrors.TooManyDottedNames(Dotted(parts), reference.Position),
        };
    }

    /// <summary>Finds an unqualified column in one scope only; null when it is not there.</summary>
    public static BoundExpression? FindLocal(string name, Scope scope, int position)
    {
        BoundExpression? found = null;
        foreach (var item in scope.Items)
        {
            if (!item.ShowsColumns || FindIn(item, name, position) is not { } value)
                continue;
            if (found is not null)
                throw NameErrors.AmbiguousColumn(name, position);
            if (scope.IsLateral && !item.AllowsLateral)
                throw NameErrors.LateralAcrossOuterJoin(item.Alias ?? name, position);
            found = value;
        }
        return found;
    }

    /// <summary>Finds the item that answers to a name, or raises the error that explains why there is none.</summary>
    public static ScopeItem ResolveItem(string? schema, string name, Scope scope, int position)
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (FindItem(schema, name, s, position) is { } item)
                return item;
        }
        throw Explain(name, scope, position);
    }

    private static BoundExpression ResolveName(string name, Scope scope, int position)
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (FindLocal(name, s, position) is { } value)
                return value with { Position = position };
        }
        return FindWhole(name, scope, position) ?? throw NameErrors.UndefinedColumn(name, position);
    }

    private static BoundExpression ResolveQualified(string? schema, string table, string name, Scope scope, int position)
    {
        var item = ResolveItem(schema, table, scope, position);
        var value = FindIn(item, name, position) ?? throw NameErrors.UndefinedColumnOf(table, name, position);
        return value with { Position = position };
    }

    private static BoundExpression? FindIn(ScopeItem item, string name, int position)
    {
        BoundExpression? found = null;
        foreach (var column in item.Columns)
        {
            if (column.Name != name)
                continue;
            if (found is not null)
                throw NameErrors.AmbiguousColumn(name, position);
            found = column.Value;
        }
        return found ?? SystemColumns.Find(item, name, position);
    }

    private static ScopeItem? FindItem(string? schema, string name, Scope scope, int position)
    {
        ScopeItem? found = null;
        foreach (var item in scope.Items)
        {
            if (item.Alias != name || schema is not null && item.SchemaName != schema)
                continue;
            if (found is not null)
                throw NameErrors.AmbiguousTable(name, position);
            if (scope.IsLateral && !item.AllowsLateral)
                throw NameErrors.LateralAcrossOuterJoin(name, position);
            found = item;
        }
        return found;
    }

    /// <summary>The row of an item by its name; null when no item has it.</summary>
    public static BoundRow? FindRow(string name, Scope scope, int position)
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (FindItem(null, name, s, position) is { } item)
                return RowOf(item, position);
        }

        return null;
    }

    /// <summary>What a relation's name alone means: its row, or the value of a function that returns no records.</summary>
    private static BoundExpression? FindWhole(string name, Scope scope, int position)
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (FindItem(null, name, s, position) is { } item)
            {
                BoundExpression whole = item.IsScalar ? item.Columns[0].Value : RowOf(item, position);
                return whole with { Position = position };
            }
        }

        return null;
    }

    private static BoundRow RowOf(ScopeItem item, int position)
    {
        var fields = ImmutableArray.CreateBuilder<BoundExpression>(item.Columns.Length);
        var names = ImmutableArray.CreateBuilder<string>(item.Columns.Length);
        foreach (var column in item.Columns)
        {
            fields.Add(column.Value with { Position = position });
            names.Add(column.Name);
        }

        return new BoundRow(fields.MoveToImmutable(), names.MoveToImmutable(), true) { Position = position };
    }

    /// <summary>Tells a table behind an alias and a table out of reach from one that is not in the statement.</summary>
    private static EngineException Explain(string name, Scope scope, int position)
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            foreach (var item in s.Level.AllItems)
            {
                if (item.Alias == name)
                    return NameErrors.OutOfReach(name, s.Items.IsEmpty, position);
                if (item.TableName == name && item.Alias is not null)
                    return NameErrors.HiddenByAlias(name, item.Alias, position);
            }
        }
        return NameErrors.MissingFromEntry(name, position);
    }

    private static string Dotted(SyntaxList<string> parts) => string.Join('.', parts);
}
