using System.Linq;
using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Execution.Operators;
using BTreeDb.Planning.Expressions;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Tests.Execution.Operators;

/// <summary>Builds plans over VALUES and runs them; rows come back as text, values separated by bars, NULL as a tilde.</summary>
internal static class OperatorHarness
{
    /// <summary>A relation of integer and text columns; null is NULL.</summary>
    public static ValuesPlan Relation(int firstId, string name, SqlType[] types, IReadOnlyList<object?[]> rows)
    {
        var columns = ImmutableArray.CreateBuilder<BoundColumnDefinition>();
        for (var i = 0; i < types.Length; i++)
            columns.Add(new BoundColumnDefinition(new ColumnId(firstId + i), $"{name}{i}", types[i]));
        var values = ImmutableArray.CreateBuilder<ImmutableArray<BoundExpression>>(rows.Count);
        foreach (var row in rows)
        {
            var literals = ImmutableArray.CreateBuilder<BoundExpression>(row.Length);
            for (var i = 0; i < row.Length; i++)
                literals.Add(new BoundLiteral(ToDatum(row[i]), types[i]));
            values.Add(literals.MoveToImmutable());
        }
        return new ValuesPlan(values.MoveToImmutable(), columns.ToImmutable(), default);
    }

    public static BoundColumn Column(PhysicalPlan plan, int place) => Projection.Reference(plan.Columns[place]);

    public static BoundSortKey SortKey(PhysicalPlan plan, int place, bool descending = false, bool? nullsFirst = null) =>
        new(Column(plan, place), descending, nullsFirst ?? descending);

    /// <summary>Runs a plan twice with the same operators, which must yield the same rows, and returns them.</summary>
    public static List<string> Run(PhysicalPlan plan, bool forceSpill = false)
    {
        using var root = OperatorFactory.Create(
            new StatementPlan(plan, [], ImmutableDictionary<ColumnId, int>.Empty));
        var context = new StatementContext { ForceSpill = forceSpill };
        var first = Read(root, context);
        Read(root, context).ShouldBe(first);
        return first;
    }

    public static List<string> Sorted(List<string> rows)
    {
        rows.Sort(string.CompareOrdinal);
        return rows;
    }

    /// <summary>A row as <see cref="Run"/> returns it.</summary>
    public static string Text(params object?[] values) => string.Join('|', values.Select(value => value?.ToString() ?? "~"));

    private static List<string> Read(Operator root, StatementContext context)
    {
        var rows = new List<string>();
        root.Open(context);
        while (root.Next() is { } batch)
        {
            foreach (var row in RowList.Of(batch))
            {
                var values = new object?[batch.Columns.Length];
                for (var i = 0; i < values.Length; i++)
                {
                    var value = batch.Columns[i].GetDatum(row);
                    values[i] = value.IsNull
                        ? null
                        : TextOutput.Format(value, batch.Columns[i].Type, SessionTimeZone.Utc);
                }
                rows.Add(Text(values));
            }
        }
        root.Close();
        return rows;
    }

    private static Datum ToDatum(object? value) => value switch
    {
        null => Datum.Null,
        int number => Datum.FromInt64(number),
        long number => Datum.FromInt64(number),
        string text => Datum.FromText(text),
        Numeric number => Datum.FromReference(number),
        _ => throw new ArgumentException(value.GetType().Name),
    };
}
