using System.Collections.Immutable;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Queries;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Queries;
using JoinKind = BTreeDb.Binding.Queries.JoinKind;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// Binds FOR UPDATE and its kin: which tables of FROM are locked, and how. Of several clauses for one table the strongest
/// counts, and the least patient, as in PostgreSQL.
/// </summary>
internal static class LockingBinder
{
    /// <summary>Binds the clauses of a query whose FROM is bound.</summary>
    public static ImmutableArray<BoundRowLock> Bind(SyntaxList<LockingClause> clauses, BoundTableReference? from)
    {
        if (clauses.IsEmpty)
            return [];
        var items = new List<(BoundTableReference Item, bool IsNullable)>();
        if (from is not null)
            Collect(from, isNullable: false, items);
        var locks = new List<BoundRowLock>();
        foreach (var clause in clauses)
        {
            if (clause.Tables.IsEmpty)
                AddAll(clause, items, locks);
            else
                AddNamed(clause, items, locks);
        }

        return [.. locks];
    }

    private static void Collect(
        BoundTableReference item, bool isNullable, List<(BoundTableReference Item, bool IsNullable)> items)
    {
        if (item is not BoundJoin join)
        {
            items.Add((item, isNullable));
            return;
        }

        Collect(join.Left, isNullable || join.Kind is JoinKind.Right or JoinKind.Full, items);
        Collect(join.Right, isNullable || join.Kind is JoinKind.Left or JoinKind.Full, items);
    }

    private static void AddAll(
        LockingClause clause, List<(BoundTableReference Item, bool IsNullable)> items, List<BoundRowLock> locks)
    {
        foreach (var (item, isNullable) in items)
        {
            switch (item)
            {
                case BoundBaseTable table:
                    Add(clause, table, isNullable, locks);
                    break;
                case BoundDerivedTable:
                    throw UnsupportedErrors.Feature("row locks in subqueries that are locked from outside", clause.Position);
                default:
                    // As in PostgreSQL: a function has no rows to lock, and nobody asked for it by name.
                    break;
            }
        }
    }

    private static void AddNamed(
        LockingClause clause, List<(BoundTableReference Item, bool IsNullable)> items, List<BoundRowLock> locks)
    {
        foreach (var name in clause.Tables)
        {
            var (item, isNullable) = items.Find(candidate => AliasOf(candidate.Item) == name.Name);
            switch (item)
            {
                case BoundBaseTable table:
                    Add(clause, table, isNullable, locks);
                    break;
                case BoundDerivedTable:
                    throw UnsupportedErrors.Feature("row locks in subqueries that are locked from outside", name.Position);
                case BoundCommonTableReference or BoundWorkTable:
                    throw LockingErrors.NotATable(clause, "a WITH query", name.Position);
                case BoundSystemTable:
                    throw LockingErrors.NotATable(clause, "a system relation", name.Position);
                case BoundFunctionTable:
                    throw LockingErrors.NotATable(clause, "a function", name.Position);
                default:
                    throw LockingErrors.NotInFrom(clause, name.Name, name.Position);
            }
        }
    }

    private static string? AliasOf(BoundTableReference item) => item switch
    {
        BoundBaseTable table => table.Alias,
        BoundDerivedTable derived => derived.Alias,
        BoundFunctionTable function => function.Alias,
        BoundCommonTableReference common => common.Alias,
        BoundWorkTable work => work.Alias,
        BoundSystemTable system => system.Alias,
        _ => null,
    };

    private static void Add(LockingClause clause, BoundBaseTable table, bool isNullable, List<BoundRowLock> locks)
    {
        if (isNullable)
            throw LockingErrors.NullableSide(clause);
        var place = locks.FindIndex(known => known.Table == table);
        if (place < 0)
        {
            locks.Add(new BoundRowLock(table, clause.Strength, clause.Wait));
            return;
        }

        var before = locks[place];
        locks[place] = before with
        {
            Strength = clause.Strength > before.Strength ? clause.Strength : before.Strength,
            Wait = Impatient(before.Wait, clause.Wait),
        };
    }

    /// <summary>NOWAIT before SKIP LOCKED before waiting.</summary>
    private static RowLockWait Impatient(RowLockWait one, RowLockWait other) =>
        one == RowLockWait.NoWait || other == RowLockWait.NoWait ? RowLockWait.NoWait
        : one == RowLockWait.SkipLocked || other == RowLockWait.SkipLocked ? RowLockWait.SkipLocked
        : RowLockWait.Wait;
}
