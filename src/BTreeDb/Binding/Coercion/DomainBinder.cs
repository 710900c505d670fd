using System.Collections.Immutable;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Coercion;

/// <summary>
/// Binds what a value must meet to become one of a domain: NOT NULL, then the checks of the domains below, then its own.
/// Each domain is bound once in a statement.
/// </summary>
internal sealed class DomainBinder(BindingContext context)
{
    /// <summary>What the conditions call the value.</summary>
    public const string ValueName = "VALUE";

    private readonly Dictionary<uint, Constraints> _bound = [];

    /// <summary>Makes a value of the base type one of a domain, or an array of base values an array of a domain.</summary>
    public BoundExpression Check(BoundExpression value, SqlType target, bool isExplicit)
    {
        var constraints = Find(target.Domain ?? target.ElementDomain!);
        return constraints is { IsNotNull: false, Conditions.IsEmpty: true }
            ? Coercer.Relabel(value, target)
            : new BoundDomainCheck(
                value, target, constraints.Value, constraints.IsNotNull, constraints.Conditions, isExplicit)
            {
                Position = value.Position,
            };
    }

    /// <summary>Binds a condition as CREATE or ALTER DOMAIN defines it.</summary>
    public BoundExpression Bind(Expression syntax, SqlType type, ColumnId value)
    {
        var scope = new Scope(null, context.LevelOf(value), null, [new ScopeItem(null, null, null,
            [new ScopeColumn("value", new BoundColumn(value, type, ValueName))])]).In(ClauseKind.DomainCheck);
        return context.Expressions.BindCondition(syntax, scope, "CHECK");
    }

    private Constraints Find(DomainType domain)
    {
        if (_bound.TryGetValue(domain.Id, out var known))
            return known;
        var value = context.NewColumn(new QueryLevel(null));
        var conditions = ImmutableArray.CreateBuilder<BoundDomainCondition>();
        var isNotNull = Add(domain, value, conditions);
        return _bound[domain.Id] = new Constraints(value, isNotNull, conditions.ToImmutable());
    }

    private bool Add(DomainType domain, ColumnId value, ImmutableArray<BoundDomainCondition>.Builder conditions)
    {
        StackDepth.Ensure();
        var isNotNull = domain.BaseType.Domain is { } below && Add(below, value, conditions);
        foreach (var check in domain.Checks)
        {
            try
            {
                conditions.Add(new(check.Name, Bind(SqlParser.ParseExpression(check.ExpressionSql), domain.BaseType, value)));
            }
            catch (EngineException error) when (error.Position >= 0)
            {
                throw error.WithoutPosition();
            }
        }

        return isNotNull || domain.IsNotNull;
    }

    private sealed record Constraints(ColumnId Value, bool IsNotNull, ImmutableArray<BoundDomainCondition> Conditions);
}
