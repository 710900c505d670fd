using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>
/// The ALTER COLUMN TYPE actions of a statement, together: each USING sees the row as it was. Rows are written anew unless
/// all values fit the new types as they lie.
/// </summary>
internal static class ColumnTypeAlteration
{
    /// <summary>Runs the actions.</summary>
    public static void Run(DefinitionContext context, TableSchema table, List<AlterTypeAction> actions)
    {
        if (actions.Count == 0)
            return;
        var after = table;
        var conversions = new Dictionary<int, Expression>();
        var isInstant = true;
        foreach (var action in actions)
        {
            var column = ColumnProperties.Find(after, action.Column);
            var type = context.ResolveType(action.Type);
            var collation = ColumnCollation.Find(context.Catalog, action.Collation, type);
            if (column.IsGenerated && action.Using is not null)
                throw DefinitionErrors.UsingForGenerated(column.Name);
            if (!conversions.TryAdd(column.Number, Convert(context, table, column, type, action)))
                throw DefinitionErrors.TypeAlteredTwice(column.Name);
            if (column.IsGenerated)
                conversions.Remove(column.Number);
            RefuseDependents(context, table, column);
            RefuseIndexed(after, column, collation);
            after = after with { Columns = after.Columns.SetItem(column.Ordinal, Retype(context, after, column, type) with { Collation = collation?.Code }) };
            isInstant &= action.Using is null && !column.IsGenerated && FitsAsItLies(column.Type, type);
        }

        after = after with { Indexes = RetypeExpressions(context, after) };
        if (isInstant)
            context.Edit.PutTable(after);
        else
            TableRewrite.Run(context, table, after, conversions);
        Recheck(context, table);
    }

    /// <summary>Indexes hold the bytes of texts, or their keys: which one is known when they are made.</summary>
    private static void RefuseIndexed(TableSchema table, ColumnSchema column, Collation? collation)
    {
        var before = column.Collation is { } code && Collation.TryFind(code, out var known) ? known : null;
        if (Equals(collation, before) || collation is null or { IsDeterministic: true } && before is null or { IsDeterministic: true })
            return;
        var isIndexed = table.PrimaryKey.Any(key => key.Ordinal == column.Ordinal);
        foreach (var index in table.Indexes)
            isIndexed |= index.IsComputed || index.Columns.Any(key => key.Ordinal == column.Ordinal);
        if (isIndexed)
            throw DefinitionErrors.NotSupported($"another collation for column \"{column.Name}\", which an index has");
    }

    /// <summary>The value for the new column over the old row.</summary>
    private static Expression Convert(
        DefinitionContext context, TableSchema table, ColumnSchema column, SqlType type, AlterTypeAction action)
    {
        var value = action.Using
            ?? new ColumnReference(action.Position, SyntaxList.Create<string>([column.Name]));
        if (Binder.BindConversion(value, table, type, context.Catalog, context.Binding) is null)
            throw DefinitionErrors.CannotCastAutomatically(column.Name, type, action.Using is not null);
        return value;
    }

    private static ColumnSchema Retype(DefinitionContext context, TableSchema table, ColumnSchema column, SqlType type)
    {
        if (column.IsIdentity)
        {
            ColumnCreation.CheckIdentityType(type);
            if (context.Catalog.TryGetSequence(column.IdentitySequence, out var sequence) && sequence.Type.Id != type.Id)
                SequenceDefinition.Retype(context, sequence, type);
        }

        if (column.DefaultSql is { } sql && !column.IsGenerated)
        {
            try
            {
                Binder.BindDefault(SqlParser.ParseExpression(sql), column.Name, type, context.Catalog, context.Binding);
            }
            catch (EngineException error) when (error.SqlState == SqlState.DatatypeMismatch)
            {
                throw DefinitionErrors.DefaultCannotBeCast(column.Name, type);
            }
        }

        return column with { Type = type };
    }

    private static void RefuseDependents(DefinitionContext context, TableSchema table, ColumnSchema column)
    {
        foreach (var other in table.Columns)
        {
            if (other.IsGenerated && StoredTexts.Uses(context.Catalog, other.DefaultSql!, table, column))
                throw DefinitionErrors.TypeUsedByGenerated(column.Name, other.Name);
        }

        if (ColumnDependents.FindReader(context.Catalog, table.Id, column.Number) is { } reader)
            throw DefinitionErrors.TypeUsedByView(column.Name, context.Catalog.Describe(reader));
    }

    /// <summary>What indexes compute is bound anew, and may have other types.</summary>
    private static ImmutableArray<IndexSchema> RetypeExpressions(DefinitionContext context, TableSchema after)
    {
        var indexes = after.Indexes;
        for (var i = 0; i < indexes.Length; i++)
        {
            var columns = indexes[i].Columns;
            for (var c = 0; c < columns.Length; c++)
            {
                if (columns[c].Expression is not { } expression)
                    continue;
                var (value, _) = Binder.BindRowExpression(
                    SqlParser.ParseExpression(expression.Sql), after.Name, after.Columns, context.Catalog, context.Binding);
                columns = columns.SetItem(c, columns[c] with { Expression = expression with { Type = value.Type } });
            }

            indexes = indexes.SetItem(i, indexes[i] with { Columns = columns });
        }

        return indexes;
    }

    /// <summary>Checks are bound anew, and must hold for the new values.</summary>
    private static void Recheck(DefinitionContext context, TableSchema before)
    {
        if (!context.Catalog.TryGetTable(before.Id, out var after))
            return;
        foreach (var check in after.Checks)
        {
            Binder.BindCheck(
                SqlParser.ParseExpression(check.ExpressionSql), after.Name, after.Columns, context.Catalog, context.Binding);
            if (check.IsValid)
                RowValidation.CheckHolds(context, after, check);
        }

        foreach (var key in after.ForeignKeys.AddRange(after.ReferencedBy))
            RecheckKey(context, key);
    }

    private static void RecheckKey(DefinitionContext context, ForeignKeySchema key)
    {
        if (!context.Catalog.TryGetTable(key.Table, out var table)
            || !context.Catalog.TryGetTable(key.ReferencedTable, out var referenced))
            return;
        ForeignKeyDefinition.CheckTypes(key.Name, table, key.Columns, referenced, key.ReferencedColumns);
        if (key.IsValid)
            RowValidation.KeyHolds(context, table, key);
    }

    private static bool FitsAsItLies(SqlType from, SqlType to)
    {
        if (from == to)
            return true;
        if (from.User is not null || to.User is not null)
            return false;
        return from.Id is TypeId.VarChar or TypeId.Text && to.Id is TypeId.VarChar or TypeId.Text
            && (to.Modifier < 0 || (from.Modifier >= 0 && to.Modifier >= from.Modifier));
    }
}
