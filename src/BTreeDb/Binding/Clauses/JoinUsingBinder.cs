using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Scalars;
using BTreeDb.Parsing.Syntax.Queries;
using BTreeDb.Types;
using JoinKind = BTreeDb.Binding.Queries.JoinKind;

namespace BTreeDb.Binding.Clauses;

/// <summary>
/// USING and NATURAL: equalities between the columns of one name, which the join then shows once: the left one, the
/// right one of a right join, and whichever is there of a full join.
/// </summary>
internal sealed class JoinUsingBinder(BindingContext context)
{
    public MergedColumns Bind(JoinedTable syntax, JoinKind kind, BoundFromItem left, BoundFromItem right)
    {
        var names = NamesOf(syntax, left, right);
        var common = ImmutableArray.CreateBuilder<ScopeColumn>(names.Count);
        var equalities = new BoundExpression[names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            var (name, position) = names[i];
            var leftColumn = Find(left, name, "left", position);
            var rightColumn = Find(right, name, "right", position);
            context.Uses?.AddUsing(leftColumn, rightColumn);
            equalities[i] = context.Operators.Bind("=", leftColumn, rightColumn, position);
            common.Add(new ScopeColumn(name, Merge(kind, leftColumn, rightColumn)));
        }
        var merged = common.ToImmutable();
        var condition = equalities.Length == 0 ? null : LogicalBuilder.Combine(isAnd: true, equalities);
        return new MergedColumns(condition ?? Always(kind, syntax), merged, AllColumns(merged, left, right));
    }

    /// <summary>NATURAL without common columns joins everything, whatever the kind of join.</summary>
    private static BoundLiteral? Always(JoinKind kind, JoinedTable syntax) =>
        kind == JoinKind.Cross || syntax.On is not null
            ? null
            : new BoundLiteral(Datum.FromBoolean(true), SqlType.Boolean) { Position = syntax.Position };

    private static List<(string Name, int Position)> NamesOf(JoinedTable syntax, BoundFromItem left, BoundFromItem right)
    {
        var names = new List<(string Name, int Position)>();
        foreach (var identifier in syntax.Using)
        {
            if (IndexOf(names, identifier.Text) >= 0)
                throw QueryErrors.RepeatedUsingColumn(identifier.Text, identifier.Position);
            names.Add((identifier.Text, identifier.Position));
        }
        if (!syntax.Natural)
            return names;
        foreach (var column in left.Columns)
        {
            if (Has(right, column.Name) && IndexOf(names, column.Name) < 0)
                names.Add((column.Name, syntax.Position));
        }
        return names;
    }

    private static int IndexOf(List<(string Name, int Position)> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Name == name)
                return i;
        }
        return -1;
    }

    private static bool Has(BoundFromItem side, string name)
    {
        foreach (var column in side.Columns)
        {
            if (column.Name == name)
                return true;
        }
        return false;
    }

    private static BoundExpression Find(BoundFromItem side, string name, string sideName, int position)
    {
        BoundExpression? found = null;
        foreach (var column in side.Columns)
        {
            if (column.Name != name)
                continue;
            if (found is not null)
                throw QueryErrors.CommonColumnTwice(name, sideName, position);
            found = column.Value;
        }
        return found is null
            ? throw QueryErrors.MissingUsingColumn(name, sideName, position)
            : found with { Position = position };
    }

    private BoundExpression Merge(JoinKind kind, BoundExpression left, BoundExpression right)
    {
        var type = CommonType.Of([left, right], "JOIN/USING");
        var leftValue = context.Coercer.ToCommon(left, type, "JOIN/USING");
        var rightValue = context.Coercer.ToCommon(right, type, "JOIN/USING");
        return kind switch
        {
            JoinKind.Full => new BoundCoalesce([leftValue, rightValue], type),
            JoinKind.Right => rightValue,
            // Equal values of an inner join: the side that needs no cast serves best.
            JoinKind.Inner when left.Type.Id != type.Id && right.Type.Id == type.Id => rightValue,
            _ => leftValue,
        };
    }

    private static ImmutableArray<ScopeColumn> AllColumns(
        ImmutableArray<ScopeColumn> common, BoundFromItem left, BoundFromItem right)
    {
        var all = ImmutableArray.CreateBuilder<ScopeColumn>();
        all.AddRange(common);
        AddOthers(all, common, left);
        AddOthers(all, common, right);
        return all.ToImmutable();
    }

    private static void AddOthers(
        ImmutableArray<ScopeColumn>.Builder all, ImmutableArray<ScopeColumn> common, BoundFromItem side)
    {
        foreach (var column in side.Columns)
        {
            var isCommon = false;
            foreach (var merged in common)
                isCommon |= merged.Name == column.Name;
            if (!isCommon)
                all.Add(column);
        }
    }
}
