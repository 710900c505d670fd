using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Diagnostics;
using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>
/// Turns bound expressions into trees of <see cref="VectorExpression"/>s. Kernels are chosen here, once, by operation and
/// argument types.
/// </summary>
/// <param name="columns">Which column of the input batch holds which column id.</param>
/// <param name="outer">The slots of outer columns in <see cref="EvaluationContext.OuterValues"/>, or null.</param>
/// <param name="capacity">The most rows that a batch has; 1 on the path of single rows.</param>
internal sealed class ExpressionCompiler(
    IReadOnlyDictionary<ColumnId, int> columns,
    IReadOnlyDictionary<ColumnId, int>? outer = null,
    int capacity = Batch.DefaultCapacity)
{
    /// <summary>Compiles one expression. Each call makes a tree with memory of its own.</summary>
    public VectorExpression Compile(BoundExpression expression)
    {
        StackDepth.Ensure();
        return expression switch
        {
            BoundColumn column => CompileColumn(column),
            BoundLiteral literal => new ConstantExpression(literal.Value, literal.Type),
            BoundParameter parameter => new SlotExpression(parameter.Ordinal, isOuter: false, parameter.Type),
            BoundCall call => CompileCall(call),
            BoundRow row => new RowExpression(CompileAll(row.Fields), row.IsRelation, row.Type, capacity),
            BoundCast { Operand.Type.Id: TypeId.Record } cast when cast.Type.Id != TypeId.Record => new CastCompiler(
                new RecordTextExpression(Compile(cast.Operand), capacity), cast.Type, cast.IsExplicit, capacity).Compile(),
            BoundCast cast => new CastCompiler(Compile(cast.Operand), cast.Type, cast.IsExplicit, capacity).Compile(),
            BoundCollate collate => Compile(collate.Operand),
            BoundDomainCheck check => CompileDomainCheck(check),
            BoundLogical logical => new LogicalExpression(logical.IsAnd, CompileAll(logical.Operands), capacity),
            BoundNot not => new NotExpression(Compile(not.Operand), capacity),
            BoundIsNull isNull => new IsNullExpression(Compile(isNull.Operand), isNull.IsNegated, capacity),
            BoundIsBoolean test => new IsBooleanExpression(Compile(test.Operand), test.Truth, test.IsNegated, capacity),
            BoundIsDistinct distinct => new IsDistinctExpression(
                Compile(distinct.Left), Compile(distinct.Right), distinct.IsNegated, capacity),
            BoundInList inList => CompileInList(inList),
            BoundCase branches => CompileCase(branches),
            BoundCoalesce coalesce => new CoalesceExpression(CompileAll(coalesce.Operands), coalesce.Type, capacity),
            _ => throw ExpressionErrors.NotCompilable(expression.GetType().Name),
        };
    }

    /// <summary>Compiles several expressions.</summary>
    public VectorExpression[] CompileAll(ImmutableArray<BoundExpression> expressions)
    {
        var compiled = new VectorExpression[expressions.Length];
        for (var i = 0; i < compiled.Length; i++)
            compiled[i] = Compile(expressions[i]);
        return compiled;
    }

    private VectorExpression CompileCall(BoundCall call)
    {
        var arguments = CompileAll(call.Arguments);
        if (call.Routine is { } routine)
            return new RoutineExpression(routine, arguments, call.Type, capacity);
        if (call.Function is FunctionId.ConcatAll or FunctionId.ConcatWs)
        {
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = CompileOutput(call.Arguments[i].Type, arguments[i]);
        }

        return FunctionCompiler.Compile(call.Function, arguments, call.Type, capacity);
    }

    /// <summary>
    /// <c>concat</c> takes the output of its arguments, which for booleans and <c>char(n)</c> differs from a cast to text.
    /// </summary>
    private VectorExpression CompileOutput(SqlType type, VectorExpression argument) => type.Id switch
    {
        TypeId.Text or TypeId.VarChar or TypeId.Unknown => argument,
        TypeId.Char when type.CarriesBlanks => argument,
        TypeId.Record => new RecordTextExpression(argument, capacity),
        TypeId.Boolean => TextFunctions.Output<byte, CastFunctions.BooleanToOutput>(argument, capacity),
        TypeId.Char => TextFunctions.Output<TextView, CastFunctions.PadBlanks>(argument, capacity),
        _ => new CastCompiler(argument, SqlType.Text, isExplicit: true, capacity).Compile(),
    };

    private VectorExpression CompileColumn(BoundColumn column)
    {
        if (columns.TryGetValue(column.Id, out var place))
            return new ColumnExpression(place, column.Type);
        if (outer is not null && outer.TryGetValue(column.Id, out var slot))
            return new SlotExpression(slot, isOuter: true, column.Type);
        throw ExpressionErrors.UnknownColumn(column.Name);
    }

    private VectorExpression CompileDomainCheck(BoundDomainCheck check)
    {
        var operand = Compile(check.Operand);
        if (check.Type.ElementDomain is not { } elements)
            return Check(operand, check.Type.Domain!, check.Type, capacity);
        const int size = DomainElementsExpression.ChunkSize;
        var element = new ColumnExpression(0, check.Type.Base.ElementType);
        return new DomainElementsExpression(operand, Check(element, elements, check.Type.ElementType, size), check.Type);

        DomainCheckExpression Check(VectorExpression value, DomainType domain, SqlType type, int rows)
        {
            var compiler = new ExpressionCompiler(ImmutableDictionary<ColumnId, int>.Empty.Add(check.Value, 0), capacity: rows);
            var names = new string[check.Conditions.Length];
            var conditions = new VectorExpression[names.Length];
            for (var i = 0; i < names.Length; i++)
                (names[i], conditions[i]) = (check.Conditions[i].Name, compiler.Compile(check.Conditions[i].Condition));
            return new DomainCheckExpression(value, domain, check.IsNotNull, names, conditions, type, rows);
        }
    }

    private CaseExpression CompileCase(BoundCase branches)
    {
        var conditions = new VectorExpression[branches.Branches.Length];
        var results = new VectorExpression[branches.Branches.Length];
        for (var i = 0; i < conditions.Length; i++)
        {
            conditions[i] = Compile(branches.Branches[i].Condition);
            results[i] = Compile(branches.Branches[i].Result);
        }

        var otherwise = branches.Else is null ? null : Compile(branches.Else);
        return new CaseExpression(conditions, results, otherwise, branches.Type, capacity);
    }

    private VectorExpression CompileInList(BoundInList inList)
    {
        var operand = Compile(inList.Operand);
        var constants = new Datum[inList.Values.Length];
        for (var i = 0; i < constants.Length; i++)
        {
            if (inList.Values[i] is not BoundLiteral literal || !VariableOrder.IsByBytes(operand.Type))
                return new InListExpression(operand, CompileAll(inList.Values), inList.IsNegated, capacity);
            constants[i] = operand.Type.ImpliesBlanks && !literal.Value.IsNull
                ? Datum.FromBytes(TextLength.TrimBlanks(literal.Value.AsBytes()).ToArray())
                : literal.Value;
        }

        return CompileInSet(operand, constants, inList.IsNegated);
    }

    private VectorExpression CompileInSet(VectorExpression operand, Datum[] constants, bool isNegated) =>
        operand.Type.Physical switch
        {
            PhysicalType.Boolean => new InSetExpression<byte, NumberOrder<byte>>(operand, constants, isNegated, capacity),
            PhysicalType.Int16 => new InSetExpression<short, NumberOrder<short>>(operand, constants, isNegated, capacity),
            PhysicalType.Int32 => new InSetExpression<int, NumberOrder<int>>(operand, constants, isNegated, capacity),
            PhysicalType.Int64 => new InSetExpression<long, NumberOrder<long>>(operand, constants, isNegated, capacity),
            PhysicalType.Single => new InSetExpression<float, FloatOrder>(operand, constants, isNegated, capacity),
            PhysicalType.Double => new InSetExpression<double, FloatOrder>(operand, constants, isNegated, capacity),
            PhysicalType.Numeric => new InSetExpression<Numeric, NaturalOrder<Numeric>>(operand, constants, isNegated, capacity),
            PhysicalType.Uuid => new InSetExpression<UInt128, NaturalOrder<UInt128>>(operand, constants, isNegated, capacity),
            PhysicalType.Interval => new InSetExpression<Interval, NaturalOrder<Interval>>(operand, constants, isNegated, capacity),
            _ => new InSetExpression<TextView, NaturalOrder<TextView>>(operand, constants, isNegated, capacity),
        };
}
