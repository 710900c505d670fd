using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Functions;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>Binds calls of functions; those of aggregates go to <see cref="AggregateBinder"/>.</summary>
internal sealed class FunctionBinder
{
    private readonly BindingContext _context;
    private readonly AggregateBinder _aggregates;
    private readonly WindowFunctionBinder _windowFunctions;

    public FunctionBinder(BindingContext context)
    {
        _context = context;
        _aggregates = new AggregateBinder(context);
        _windowFunctions = new WindowFunctionBinder(context, _aggregates);
    }

    /// <summary>Binds WINDOW clauses.</summary>
    public WindowBinder Windows => _windowFunctions.Windows;

    public BoundExpression Bind(FunctionCall syntax, Scope scope)
    {
        var known = NameOf(syntax);
        if (MayBeRoutine(syntax) && _context.Routines.MayCall(syntax))
            return BindRoutine(syntax, scope);
        if (syntax.Over is not null)
            return _windowFunctions.Bind(syntax, known, scope);
        if (known is { } name && IsAggregate(syntax, name))
            return _aggregates.Bind(syntax, name, scope);
        if (!syntax.WithinGroup.IsEmpty && WindowFunctionBinder.Find(known) is null)
            throw _aggregates.OrderedSets.Refuse(
                syntax, syntax.Name.Name, FunctionSignatures.All[syntax.Name.Name], isAggregate: false, scope);
        if (WindowFunctionBinder.Find(NameOf(syntax)) is not null)
            throw WindowErrors.OverMissing(syntax.Name.Name, syntax.Position);
        RefuseAggregateSyntax(syntax);
        if (known is not null && JsonRecordBinder.IsPopulation(known))
            return new JsonRecordBinder(_context).BindValue(syntax, scope);
        if (known is not null && !TableFunctionSignatures.All[known].IsEmpty)
            return BindRowFunction(syntax, known, scope);
        var arguments = SequenceBinder.IsSequenceFunction(NameOf(syntax))
            ? SequenceBinder.BindArguments(_context, syntax, scope)
            : BindArguments(_context, NamedArguments.Arrange(syntax), scope);
        return BindScalar(syntax, arguments);
    }

    /// <summary>Whether a call may mean a routine: not where it has what aggregates have, or a name of theirs.</summary>
    public static bool MayBeRoutine(FunctionCall syntax) =>
        syntax is { Over: null, IsStar: false, IsDistinct: false, OrderBy.IsEmpty: true, Filter: null, WithinGroup.IsEmpty: true }
        && (NameOf(syntax) is not { } name
            || !IsAggregate(syntax, name) && WindowFunctionBinder.Find(name) is null
            && TableFunctionSignatures.All[name].IsEmpty && !SequenceBinder.IsSequenceFunction(name));

    /// <summary>A function by a name that routines have: one of these, or a built-in one.</summary>
    private BoundExpression BindRoutine(FunctionCall syntax, Scope scope)
    {
        var (routine, builtIn, arguments) = _context.Routines.Choose(syntax, scope);
        if (routine is null)
            return Call(builtIn!, arguments, syntax.Position);
        if (!routine.Routine.ReturnsSet && !routine.IsRecord)
        {
            return routine.Columns[0].Type.Id == TypeId.Record
                ? throw RoutineErrors.ColumnsNeeded(syntax.Position)
                : _context.Routines.Value(routine, syntax.Position);
        }

        return PutInSelectList(_context.Routines.Rows(routine, syntax.Name.Name, scope.Level), syntax, routine.IsRecord, scope);
    }

    /// <summary>A function of one value, written as if it were its field; null where there is none.</summary>
    public BoundExpression? TryBindAsField(FieldSelection syntax, BoundExpression operand)
    {
        BoundExpression[] arguments = [operand];
        if (OverloadResolver.Choose(FunctionSignatures.All[syntax.Field], TypesOf(arguments), out _) is { } signature)
            return Call(signature, arguments, syntax.Position);
        return operand is BoundRow ? null : TryCast(syntax.Field, arguments);
    }

    /// <summary>AT TIME ZONE is the function timezone(zone, moment).</summary>
    public BoundExpression BindAtTimeZone(AtTimeZoneExpression syntax, Scope scope)
    {
        BoundExpression[] arguments =
            [_context.Expressions.Bind(syntax.Zone, scope), _context.Expressions.Bind(syntax.Operand, scope)];
        var types = TypesOf(arguments);
        var signature = OverloadResolver.Choose(FunctionSignatures.All["timezone"], types, out _)
            ?? throw CallErrors.UndefinedFunction("pg_catalog.timezone", types, syntax.Position);
        return Call(signature, arguments, syntax.Position);
    }

    /// <summary>The hypothetical aggregates are window functions, too: their arguments tell them apart.</summary>
    private static bool IsAggregate(FunctionCall syntax, string name) =>
        !AggregateSignatures.All[name].IsEmpty
        || OrderedSetBinder.IsOrderedSet(name)
            && (!OrderedSetBinder.IsHypothetical(name) || !syntax.WithinGroup.IsEmpty || !syntax.Arguments.IsEmpty);

    /// <summary>Binds positional arguments.</summary>
    public static BoundExpression[] BindArguments(
        BindingContext context, SyntaxList<FunctionArgument> syntax, Scope scope)
    {
        var arguments = new BoundExpression[syntax.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (syntax[i].Name is not null)
                throw UnsupportedErrors.Feature("named arguments", syntax[i].Position);
            if (syntax[i].IsVariadic)
                return [.. arguments[..i], .. Elements(context.Expressions.Bind(syntax[i].Value, scope), syntax[i].Position)];
            arguments[i] = syntax[i].Value is AllColumns { Qualifier.Count: 1 } star
                ? ColumnResolver.FindRow(star.Qualifier[0], scope, star.Position)
                    ?? throw NameErrors.MissingFromEntry(star.Qualifier[0], star.Position)
                : context.Expressions.Bind(syntax[i].Value, scope);
        }
        return arguments;
    }

    /// <summary>The elements of an array behind VARIADIC, which have to be known one by one.</summary>
    private static IEnumerable<BoundExpression> Elements(BoundExpression array, int position)
    {
        if (array.Type.Id is not (TypeId.Array or TypeId.Unknown))
            throw CallErrors.VariadicNotArray(position);
        if (array is BoundCall { Function: FunctionId.ArrayMake } made)
            return made.Arguments;
        if (array is not BoundLiteral { Type.Id: TypeId.Array, Value.IsNull: false } literal)
            throw UnsupportedErrors.Feature("VARIADIC arrays that are not spelled out", position);
        var view = new Types.Arrays.ArrayView(literal.Value.AsBytes());
        var elements = new BoundExpression[view.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var value = view.IsNull(i) ? Datum.Null : Types.Arrays.ElementCodec.Read(view[i], view.Element);
            elements[i] = new BoundLiteral(value, array.Type.ElementType) { Position = position };
        }

        return elements;
    }

    /// <summary>The types of arguments.</summary>
    public static TypeId[] TypesOf(ReadOnlySpan<BoundExpression> arguments) => SignatureTypes.CodesOf(arguments);

    /// <summary>The function's name if it is one of ours; null when qualified with another schema.</summary>
    public static string? NameOf(FunctionCall syntax) =>
        syntax.Name.Schema is null or "pg_catalog" ? syntax.Name.Name : null;

    /// <summary>A function that returns rows, in a select list: it moves to the level, what stays is its column.</summary>
    private BoundExpression BindRowFunction(FunctionCall syntax, string name, Scope scope)
    {
        RefuseRows(syntax, scope.Level);
        var rows = _context.From.Functions.TryBindRows(syntax, name, scope)!;
        return PutInSelectList(rows, syntax, rows.Columns.Length > 1, scope);
    }

    /// <summary>The column of a function that returns rows, or the record of its columns.</summary>
    private static BoundExpression PutInSelectList(BoundFunctionTable rows, FunctionCall syntax, bool isRecord, Scope scope)
    {
        RefuseRows(syntax, scope.Level);
        var call = scope.Level.AddRowFunction(rows);
        var fields = new BoundExpression[call.Columns.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            var column = call.Columns[i];
            var name = isRecord ? column.Name : syntax.Name.Name;
            fields[i] = new BoundColumn(column.Id, column.Type, name) { Position = syntax.Position };
        }

        if (!isRecord)
            return fields[0];
        var names = Array.ConvertAll(fields, static field => ((BoundColumn)field).Name);
        return new BoundRow([.. fields], [.. names], IsRelation: false) { Position = syntax.Position };
    }

    /// <summary>Refuses a function that returns rows where none may stand.</summary>
    public static void RefuseRows(FunctionCall syntax, QueryLevel level)
    {
        if (level.Clause is ClauseKind.FromFunction)
            throw RowSetErrors.NotAtTop(syntax.Position);
        if (!ClauseNames.AllowsRowFunctions(level.Clause))
            throw RowSetErrors.NotAllowedIn(ClauseNames.Of(level.Clause), syntax.Position);
    }

    private BoundExpression BindScalar(FunctionCall syntax, BoundExpression[] arguments)
    {
        var name = NameOf(syntax);
        if (name == "pg_typeof" && arguments.Length == 1)
            return TypeNameOf(arguments[0], syntax.Position);
        if (name is "pg_collation_for" or "pg_collation_key" && arguments.Length == 1)
            return BindCollationFunction(name, arguments[0], syntax.Position);
        if (name is not null && JsonRows.TakesRows(name))
        {
            if (name == "row_to_json" && TryRowToJson(arguments) is { } json)
                return json with { Position = syntax.Position };
            arguments = Array.ConvertAll(arguments, static argument => JsonRows.Open(argument));
        }

        var types = TypesOf(arguments);
        var overloads = name is null ? [] : FunctionSignatures.All[name];
        if (OverloadResolver.Choose(overloads, types, out var isAmbiguous) is { } signature)
            return Call(signature, arguments, syntax.Position);
        // A column of a row may be written as a function of it; a type's name is no cast of a row.
        if (arguments is [BoundRow row])
        {
            if (syntax.Name.Schema is null && row.Names.IndexOf(syntax.Name.Name) is var place and >= 0)
                return row.Fields[place] with { Position = syntax.Position };
        }
        else if (name is not null && TryCast(name, arguments) is { } cast)
        {
            return cast;
        }

        if (name is not null)
            RefuseMissing(name, syntax.Position);
        var shownName = string.Join('.', syntax.Name.Parts);
        throw isAmbiguous
            ? CallErrors.AmbiguousFunction(shownName, types, syntax.Position)
            : CallErrors.UndefinedFunction(shownName, types, syntax.Position);
    }

    /// <summary>COLLATION FOR, and the key of a text under its collation, which indexes have.</summary>
    private BoundExpression BindCollationFunction(string name, BoundExpression argument, int position)
    {
        argument = _context.Coercer.SettleAsText(argument);
        if (!CollationBinder.IsCollatable(argument.Type))
            throw CollationErrors.NotCollatable(argument.Type, position);
        if (name == "pg_collation_key")
            return _context.Collations.SortKey(argument);
        var state = _context.Collations.Of(argument);
        return new BoundLiteral(
            state.Strength == CollationStrength.Conflict ? Datum.Null : Datum.FromText(state.Collation!.Id == 0 ? $"\"{state.Collation.Name}\"" : QualifiedText.Quote(state.Collation.Name)),
            SqlType.Text) { Position = position };
    }

    /// <summary>row_to_json(row [, pretty]); pretty must be a literal, because lines are chosen where the row is bound.</summary>
    private static BoundExpression? TryRowToJson(BoundExpression[] arguments) => arguments switch
    {
        [BoundRow row] => JsonRows.Open(row),
        [BoundRow row, BoundLiteral { Type.Id: TypeId.Boolean, Value.IsNull: false } pretty] =>
            JsonRows.Open(row, pretty.Value.AsBoolean()),
        _ => null,
    };

    private BoundExpression Call(Signature signature, BoundExpression[] arguments, int position)
    {
        // A setting outlives the statement, so its transaction has to be committed.
        _context.CallsVolatile |= signature.Function == FunctionId.SetConfig;
        _context.ReadsClock |= signature.Function == FunctionId.StatementTimestamp;
        var call = _context.Operators.Build(signature, arguments, position);
        if (_context.Collations.Calls.Call(call) is var collated && !ReferenceEquals(collated, call))
            return collated;
        return signature.KernelResult == signature.Result
            ? call
            : new BoundCast(call, SignatureTypes.TypeOf(signature.Result), IsExplicit: true) { Position = position };
    }

    /// <summary>A type's name called with one argument is a cast.</summary>
    private BoundExpression? TryCast(string name, BoundExpression[] arguments)
    {
        if (arguments.Length != 1 || TypeNameResolver.FindFamily(name) is not { } family)
            return null;
        return _context.Coercer.TryCoerce(arguments[0], new SqlType(family), CastContext.Explicit);
    }

    /// <summary>The type of an expression is known now; nothing is left to be computed.</summary>
    private BoundLiteral TypeNameOf(BoundExpression argument, int position) =>
        new(Datum.FromText(CatalogNames.Of(argument.Type.Family, _context.Catalog)), SqlType.Text) { Position = position };

    private static void RefuseMissing(string name, int position)
    {
        if (MissingFunctions.Contains(name))
            throw UnsupportedErrors.SingularFeature($"function {name}", position);
    }

    private static void RefuseAggregateSyntax(FunctionCall syntax)
    {
        var name = string.Join('.', syntax.Name.Parts);
        if (MissingFunctions.Contains(syntax.Name.Name))
            throw UnsupportedErrors.SingularFeature($"function {name}", syntax.Position);
        if (syntax.IsStar && OverloadResolver.FindExact(FunctionSignatures.All[syntax.Name.Name], []) is null)
            throw CallErrors.UndefinedFunction(name, [], syntax.Position);
        if (syntax.IsStar)
            throw CallErrors.NotAnAggregate($"{name}(*)", name, syntax.Position);
        if (syntax.IsDistinct)
            throw CallErrors.NotAnAggregate("DISTINCT", name, syntax.Position);
        if (!syntax.OrderBy.IsEmpty)
            throw CallErrors.NotAnAggregate("ORDER BY", name, syntax.Position);
        if (syntax.Filter is not null)
            throw CallErrors.NotAnAggregate("FILTER", name, syntax.Position);
    }
}
