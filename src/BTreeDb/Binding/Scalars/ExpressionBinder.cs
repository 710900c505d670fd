using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>
/// Binds expressions: dispatches on the kind of syntax, and does the kinds that take a few lines. The result's type may
/// be unknown where only the caller's context can decide.
/// </summary>
internal sealed class ExpressionBinder
{
    private readonly BindingContext _context;
    private readonly ArrayBinder _arrays;
    private readonly CaseBinder _cases;
    private readonly FunctionBinder _functions;
    private readonly InBinder _lists;
    private readonly LikeBinder _patterns;
    private readonly RowComparisonBinder _rows;
    private readonly SubqueryBinder _subqueries;
    private readonly SubscriptBinder _subscripts;

    public ExpressionBinder(BindingContext context)
    {
        _context = context;
        _arrays = new ArrayBinder(context);
        _cases = new CaseBinder(context);
        _functions = new FunctionBinder(context);
        _lists = new InBinder(context);
        _patterns = new LikeBinder(context);
        _rows = new RowComparisonBinder(context);
        _subqueries = new SubqueryBinder(context);
        _subscripts = new SubscriptBinder(context);
    }

    /// <summary>Binds WINDOW clauses.</summary>
    public WindowBinder Windows => _functions.Windows;

    /// <summary>Binds an expression in a scope.</summary>
    public BoundExpression Bind(Expression syntax, Scope scope)
    {
        StackDepth.Ensure();
        return syntax switch
        {
            ColumnReference reference => BindColumn(reference, scope),
            StringLiteral or IntegerLiteral or DecimalLiteral or BooleanLiteral or NullLiteral or BitStringLiteral
                => LiteralBinder.Bind(syntax),
            BinaryExpression binary => BindBinary(binary, scope),
            UnaryExpression unary => BindUnary(unary, scope),
            LogicalExpression logical => BindLogical(logical, scope),
            PositionalParameter or NamedParameter => BindParameter(syntax, scope),
            FunctionCall call => _functions.Bind(call, scope),
            SessionValueExpression value => SessionValueBinder.Bind(value),
            CastExpression cast => BindCast(cast, scope),
            TypedLiteral literal => BindTypedLiteral(literal),
            NotExpression not => BindNot(not, scope),
            IsNullExpression test => BindIsNull(test, scope),
            IsTruthExpression test => BindIsTruth(test, scope),
            IsDistinctExpression test => BindIsDistinct(test, scope),
            BetweenExpression between => BindBetween(between, scope),
            LikeExpression like => _patterns.Bind(like, scope),
            IsNormalizedExpression test => BindIsNormalized(test, scope),
            InListExpression list => _lists.Bind(list, scope),
            QuantifiedArrayExpression quantified => _arrays.Bind(quantified, scope),
            ArrayConstructor array => _arrays.Bind(array, null, scope),
            SubscriptExpression subscript => _subscripts.Bind(subscript, scope),
            CaseExpression choice => _cases.Bind(choice, scope),
            CoalesceExpression coalesce => _cases.Bind(coalesce, scope),
            NullIfExpression nullIf => _cases.Bind(nullIf, scope),
            ExtremeExpression extreme => _cases.Bind(extreme, scope),
            SubqueryExpression or ExistsExpression or InSubqueryExpression or QuantifiedSubqueryExpression
                => _subqueries.Bind(syntax, scope),
            GroupingExpression grouping => BindGrouping(grouping, scope),
            ArraySubqueryExpression array => _subqueries.BindArray(array, scope),
            RowConstructor row => BindRow(row, scope),
            FieldSelection selection => BindField(selection, scope),
            AtTimeZoneExpression atZone => _functions.BindAtTimeZone(atZone, scope),
            CollateExpression collate => BindCollate(collate, scope),
            _ => throw Refuse(syntax),
        };
    }

    /// <summary>Binds a condition: a boolean, or 42804 naming the construct.</summary>
    public BoundExpression BindCondition(Expression syntax, Scope scope, string construct) =>
        _context.Coercer.Require(Bind(syntax, scope), SqlType.Boolean, construct);

    /// <summary>Binds several expressions.</summary>
    public BoundExpression[] BindAll(SyntaxList<Expression> syntax, Scope scope)
    {
        var bound = new BoundExpression[syntax.Count];
        for (var i = 0; i < bound.Length; i++)
            bound[i] = Bind(syntax[i], scope);
        return bound;
    }

    private BoundExpression BindColumn(ColumnReference reference, Scope scope)
    {
        if (scope.Level.Clause == ClauseKind.Default)
            throw QueryErrors.CannotUse("column reference", "DEFAULT expression", reference.Position);
        var value = _context.Options.Routine is { } routine && routine.Find(reference.Parts) is >= 0 and var ordinal
            ? ResolveOrParameter(reference, scope, ordinal)
            : ColumnResolver.Resolve(reference, scope);
        _context.Uses?.AddColumn(reference.Position, value);
        return value;
    }

    /// <summary>A column, if there is one of this name; else the parameter of the routine around.</summary>
    private BoundExpression ResolveOrParameter(ColumnReference reference, Scope scope, int ordinal)
    {
        try
        {
            return ColumnResolver.Resolve(reference, scope);
        }
        catch (EngineException missing) when (missing.SqlState is SqlState.UndefinedColumn or SqlState.UndefinedTable)
        {
            return _context.Parameters.Use(ordinal, reference.Position);
        }
    }

    /// <summary>Walks down the left operands in a loop, so that a long sum needs no deep stack.</summary>
    private BoundExpression BindBinary(BinaryExpression syntax, Scope scope)
    {
        var spine = new Stack<BinaryExpression>();
        Expression leftmost = syntax;
        while (leftmost is BinaryExpression binary)
        {
            spine.Push(binary);
            leftmost = binary.Left;
        }
        BoundExpression? left = null;
        while (spine.TryPop(out var binary))
        {
            if (_rows.IsRowComparison(binary))
            {
                left = binary is { Left: RowConstructor row, Right: SubqueryExpression subquery }
                    ? _subqueries.BindRow(row, binary.Operator.Symbol, subquery.Query, binary.Position, scope)
                    : _rows.Bind(binary, scope);
                continue;
            }

            left ??= Bind(leftmost, scope);
            var right = Bind(binary.Right, scope);
            left = _context.Operators.Bind(binary.Operator.Symbol, left, right, binary.Position);
        }
        return left!;
    }

    private BoundExpression BindUnary(UnaryExpression syntax, Scope scope)
    {
        if (LiteralBinder.TryNegate(syntax) is { } literal)
            return literal;
        return _context.Operators.BindPrefix(syntax.Operator.Symbol, Bind(syntax.Operand, scope), syntax.Position);
    }

    private BoundLogical BindLogical(LogicalExpression syntax, Scope scope)
    {
        var isAnd = syntax.Operator == LogicalOperator.And;
        var operands = ImmutableArray.CreateBuilder<BoundExpression>(syntax.Operands.Count);
        foreach (var operand in syntax.Operands)
            LogicalBuilder.Add(operands, BindCondition(operand, scope, isAnd ? "AND" : "OR"), isAnd);
        return new BoundLogical(isAnd, operands.ToImmutable()) { Position = operands[0].Position };
    }

    private BoundParameter BindParameter(Expression syntax, Scope scope)
    {
        if (scope.Level.Clause is ClauseKind.Check or ClauseKind.Default or ClauseKind.Generation or ClauseKind.DomainCheck
            or ClauseKind.Index or ClauseKind.IndexPredicate)
            throw CoercionErrors.NoSuchParameter((syntax as PositionalParameter)?.Ordinal ?? 1, syntax.Position);
        var isNamed = syntax is NamedParameter;
        if (_context.UsesParameterNames is { } uses && uses != isNamed && _context.Options.ParameterNames is null)
            throw UnsupportedErrors.MixedParameters(syntax.Position);
        _context.UsesParameterNames = isNamed;
        if (syntax is NamedParameter named)
            return _context.Parameters.Use(_context.ParameterNames.OrdinalOf(named.Name), syntax.Position);
        var ordinal = ((PositionalParameter)syntax).Ordinal;
        if (ordinal is < 1 or > ushort.MaxValue)
            throw CoercionErrors.NoSuchParameter(ordinal, syntax.Position);
        if (_context.Options.Routine is { } routine && ordinal > routine.ParameterTypes.Length)
            throw RoutineErrors.NoParameter(ordinal - 1, syntax.Position);
        return _context.Parameters.Use(ordinal - 1, syntax.Position);
    }

    private BoundExpression BindCast(CastExpression syntax, Scope scope)
    {
        var rowTypes = new RowTypeBinder(_context);
        if (rowTypes.Find(syntax.Type) is { } table)
            return rowTypes.Cast(Bind(syntax.Operand, scope), table, syntax.Type, syntax.Position);
        var type = TypeNameResolver.Resolve(syntax.Type, _context.Catalog, _context.ViewSchema);
        var operand = syntax.Operand is ArrayConstructor array && type.Id == TypeId.Array
            ? _arrays.Bind(array, type.Family, scope)
            : Bind(syntax.Operand, scope);
        return _context.Coercer.Cast(operand, type, syntax.Position);
    }

    private BoundExpression BindTypedLiteral(TypedLiteral syntax)
    {
        var type = TypeNameResolver.Resolve(syntax.Type, _context.Catalog, _context.ViewSchema);
        return _context.Coercer.Cast(LiteralBinder.Text(syntax.Value, syntax.Position), type, syntax.Position);
    }

    private BoundNot BindNot(NotExpression syntax, Scope scope) =>
        new(BindCondition(syntax.Operand, scope, "NOT")) { Position = syntax.Position };

    private BoundExpression BindIsNull(IsNullExpression syntax, Scope scope)
    {
        if (syntax.Operand is RowConstructor row)
            return _rows.BindIsNull(row, syntax.Negated, scope);
        var bound = Bind(syntax.Operand, scope);
        if (bound is BoundRow whole)
            return _rows.BindIsNull([.. whole.Fields], syntax.Negated, whole.Position);
        var operand = _context.Coercer.SettleLoosely(bound);
        return new BoundIsNull(operand, syntax.Negated) { Position = operand.Position };
    }

    private BoundIsBoolean BindIsTruth(IsTruthExpression syntax, Scope scope)
    {
        var test = syntax.Truth switch { true => "TRUE", false => "FALSE", null => "UNKNOWN" };
        var operand = BindCondition(syntax.Operand, scope, syntax.Negated ? $"IS NOT {test}" : $"IS {test}");
        return new BoundIsBoolean(operand, syntax.Truth, syntax.Negated) { Position = operand.Position };
    }

    private BoundExpression BindIsDistinct(IsDistinctExpression syntax, Scope scope)
    {
        if (syntax.Left is RowConstructor left && syntax.Right is RowConstructor right)
            return _rows.BindIsDistinct(left, right, syntax.Negated, syntax.Position, scope);
        if (syntax.Left is NullLiteral || syntax.Right is NullLiteral)
        {
            var tested = _context.Coercer.SettleLoosely(Bind(syntax.Left is NullLiteral ? syntax.Right : syntax.Left, scope));
            return new BoundIsNull(tested, !syntax.Negated) { Position = tested.Position };
        }
        var equality = _context.Operators.Bind("=", Bind(syntax.Left, scope), Bind(syntax.Right, scope), syntax.Position);
        return new BoundIsDistinct(equality.Arguments[0], equality.Arguments[1], syntax.Negated)
        {
            Position = equality.Position,
        };
    }

    private BoundExpression BindIsNormalized(IsNormalizedExpression syntax, Scope scope)
    {
        var operand = _context.Coercer.Require(Bind(syntax.Operand, scope), SqlType.Text, "IS NORMALIZED");
        var form = new BoundLiteral(Datum.FromText(syntax.Form?.ToUpperInvariant() ?? "NFC"), SqlType.Text);
        var call = new BoundCall(FunctionId.IsNormalized, [operand, form], SqlType.Boolean) { Position = operand.Position };
        return syntax.Negated ? new BoundNot(call) { Position = call.Position } : call;
    }

    private BoundExpression BindBetween(BetweenExpression syntax, Scope scope)
    {
        var operand = Bind(syntax.Operand, scope);
        var lower = Bind(syntax.Lower, scope);
        var upper = Bind(syntax.Upper, scope);
        var inside = Bounds(operand, lower, upper, syntax);
        if (!syntax.Symmetric)
            return inside;
        return LogicalBuilder.Combine(syntax.Negated, [inside, Bounds(operand, upper, lower, syntax)]);
    }

    private BoundExpression Bounds(
        BoundExpression operand, BoundExpression lower, BoundExpression upper, BetweenExpression syntax)
    {
        var operators = _context.Operators;
        var low = operators.Bind(syntax.Negated ? "<" : ">=", operand, lower, syntax.Position);
        var high = operators.Bind(syntax.Negated ? ">" : "<=", operand, upper, syntax.Position);
        return LogicalBuilder.Combine(!syntax.Negated, [low, high]);
    }

    private BoundRow BindRow(RowConstructor syntax, Scope scope)
    {
        var fields = ImmutableArray.CreateBuilder<BoundExpression>(syntax.Fields.Count);
        var names = ImmutableArray.CreateBuilder<string>(syntax.Fields.Count);
        foreach (var field in syntax.Fields)
        {
            if (field is AllColumns star)
            {
                AddAll(star, scope, fields, names);
                continue;
            }

            fields.Add(_context.Coercer.SettleAsText(Bind(field, scope)));
            names.Add($"f{names.Count + 1}");
        }

        return new BoundRow(fields.ToImmutable(), names.ToImmutable(), false) { Position = syntax.Position };
    }

    /// <summary><c>ROW(t.*)</c> has the columns of t as fields.</summary>
    private static void AddAll(
        AllColumns star, Scope scope, ImmutableArray<BoundExpression>.Builder fields, ImmutableArray<string>.Builder names)
    {
        if (star.Qualifier.IsEmpty || star.Qualifier.Count > 2)
            throw QueryErrors.MisplacedStar(star.Position);
        var schema = star.Qualifier.Count == 2 ? star.Qualifier[0] : null;
        foreach (var column in ColumnResolver.ResolveItem(schema, star.Qualifier[^1], scope, star.Position).Columns)
        {
            fields.Add(column.Value with { Position = star.Position });
            names.Add($"f{names.Count + 1}");
        }
    }

    /// <summary>A field of a row whose fields are known, of a record nobody knows them; or a function of the value.</summary>
    private BoundExpression BindField(FieldSelection syntax, Scope scope)
    {
        var operand = syntax.Operand is AllColumns { Qualifier.Count: 1 } star
            ? ColumnResolver.FindRow(star.Qualifier[0], scope, star.Position)
                ?? throw NameErrors.MissingFromEntry(star.Qualifier[0], star.Position)
            : Bind(syntax.Operand, scope);
        if (operand is not BoundRow row)
        {
            if (operand.Type.Id != TypeId.Record && _functions.TryBindAsField(syntax, operand) is { } value)
                return value;
            throw operand.Type.Id == TypeId.Record
                ? NameErrors.UnidentifiedField(syntax.Field, syntax.Position)
                : NameErrors.FieldOfScalar(syntax.Field, operand.Type, syntax.Position);
        }

        var place = row.Names.IndexOf(syntax.Field);
        if (place >= 0)
            return row.Fields[place];
        return _functions.TryBindAsField(syntax, row) ?? throw NameErrors.UnidentifiedField(syntax.Field, syntax.Position);
    }

    private BoundGrouping BindGrouping(GroupingExpression syntax, Scope scope)
    {
        var clause = scope.Level.Clause;
        if (!ClauseNames.AllowsAggregates(clause))
            throw GroupingErrors.GroupingNotAllowed(ClauseNames.Of(clause), syntax.Position);
        if (syntax.Arguments.Count > 31)
            throw GroupingErrors.TooManyGroupingArguments(syntax.Position);
        scope.Level.HasGrouping = true;
        return new BoundGrouping([.. BindAll(syntax.Arguments, scope)]) { Position = syntax.Position };
    }

    private BoundExpression BindCollate(CollateExpression syntax, Scope scope)
    {
        if (!_context.Catalog.TryGetCollation(syntax.Collation.Schema, syntax.Collation.Name, out var collation))
            throw NameErrors.UndefinedCollation(string.Join('.', syntax.Collation.Parts), syntax.Position);
        var operand = _context.Coercer.SettleAsText(Bind(syntax.Operand, scope));
        return _context.Collations.Collate(operand, collation, syntax.Position);
    }

    private static EngineException Refuse(Expression syntax) => syntax switch
    {
        AllColumns or AllFields => QueryErrors.MisplacedStar(syntax.Position),
        DefaultExpression => QueryErrors.MisplacedDefault(syntax.Position),
        CurrentOfExpression => UnsupportedErrors.SingularFeature("WHERE CURRENT OF", syntax.Position),
        _ => UnsupportedErrors.SingularFeature("this kind of expression", syntax.Position),
    };
}
