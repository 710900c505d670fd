using System.Collections.Immutable;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Errors;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Names;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Binding.Scalars;

/// <summary>Binds subscripts and slices, read or assigned to.</summary>
internal sealed class SubscriptBinder(BindingContext context)
{
    private const int SubscriptsMax = 6;

    /// <summary>A bound that is left out; NULL would be a value.</summary>
    private static readonly BoundLiteral Omitted = new(Datum.Null, new SqlType(TypeId.Void));

    public BoundExpression Bind(SubscriptExpression syntax, Scope scope)
    {
        var operand = context.Expressions.Bind(syntax.Operand, scope);
        if (operand.Type.Id == TypeId.Jsonb)
            return BindPath(operand, syntax, scope);
        if (operand.Type.Id != TypeId.Array)
            throw ArrayErrors.NoSubscripts(operand.Type, syntax.Position);
        operand = operand.Type.Domain is null ? operand : Coercer.Relabel(operand, operand.Type.Base);
        var isSlice = IsSlice(syntax.Subscripts);
        var arguments = ImmutableArray.CreateBuilder<BoundExpression>();
        arguments.Add(operand);
        AddSubscripts(arguments, syntax.Subscripts, isSlice, scope);
        return isSlice
            ? new BoundCall(FunctionId.ArraySlice, arguments.ToImmutable(), operand.Type) { Position = operand.Position }
            : new BoundCall(FunctionId.ArraySubscript, arguments.ToImmutable(), operand.Type.ElementType)
            {
                Position = operand.Position,
            };
    }

    /// <summary>The value of a column after an assignment to an element or a slice of it.</summary>
    /// <param name="container">The column's value before; null makes it start as NULL.</param>
    /// <param name="column">The column, for errors.</param>
    /// <param name="type">Its type.</param>
    /// <param name="path">The subscripts.</param>
    /// <param name="value">What is assigned.</param>
    /// <param name="scope">Where the subscripts are bound.</param>
    public BoundExpression BindAssignment(
        BoundExpression container, string column, SqlType type, SyntaxList<Indirection> path, BoundExpression value, Scope scope)
    {
        var subscripts = SubscriptsOf(path);
        if (type.Id == TypeId.Jsonb)
            return context.Coercer.Coerce(BindJsonAssignment(container, column, subscripts, value, scope), type);
        var arrayType = type.Domain is null ? type : type.Base;
        var isSlice = IsSlice(subscripts);
        var arguments = ImmutableArray.CreateBuilder<BoundExpression>();
        arguments.Add(container);
        arguments.Add(ConvertPart(value, column, PartType(arrayType, path)));
        AddSubscripts(arguments, subscripts, isSlice, scope);
        var changed = new BoundCall(isSlice ? FunctionId.ArrayAssignSlice : FunctionId.ArrayAssign, arguments.ToImmutable(), arrayType);
        return context.Coercer.Coerce(changed, type);
    }

    /// <summary>The type of what a path leads to in a column.</summary>
    public static SqlType PartType(SqlType type, SyntaxList<Indirection> path)
    {
        var subscripts = SubscriptsOf(path);
        type = type.Domain is null ? type : type.Base;
        if (type.Id == TypeId.Jsonb)
            return type;
        if (type.Id != TypeId.Array)
            throw ArrayErrors.NoSubscripts(type, path[0].Position);
        return IsSlice(subscripts) ? type : type.ElementType;
    }

    /// <summary>Converts what is assigned to a part of a column.</summary>
    public BoundExpression ConvertPart(BoundExpression value, string column, SqlType part) =>
        context.Coercer.TryCoerce(value, part, CastContext.Assignment)
            ?? throw ArrayErrors.CannotAssignElement(column, part, value.Type, value.Position);

    private static List<Subscript> SubscriptsOf(SyntaxList<Indirection> path)
    {
        var subscripts = new List<Subscript>();
        foreach (var step in path)
        {
            subscripts.Add(step as Subscript
                ?? throw UnsupportedErrors.SingularFeature("assigning to a field of a column", step.Position));
        }

        return subscripts;
    }

    private BoundCall BindJsonAssignment(
        BoundExpression container, string column, List<Subscript> subscripts, BoundExpression value, Scope scope)
    {
        var arguments = ImmutableArray.CreateBuilder<BoundExpression>();
        arguments.Add(container);
        arguments.Add(ConvertPart(value, column, SqlType.Jsonb));
        arguments.Add(new BoundLiteral(Datum.FromBoolean(false), SqlType.Boolean));
        foreach (var subscript in subscripts)
        {
            var step = BindStep(subscript, scope);
            if (arguments.Count == 3)
            {
                var isNumber = step.Type.Id is TypeId.SmallInt or TypeId.Integer;
                arguments[2] = new BoundLiteral(Datum.FromBoolean(isNumber), SqlType.Boolean);
            }

            arguments.Add(context.Coercer.Coerce(step, SqlType.Text));
        }

        return new BoundCall(FunctionId.JsonbAssign, arguments.ToImmutable(), SqlType.Jsonb);
    }

    private BoundExpression BindStep(Subscript subscript, Scope scope)
    {
        if (subscript.IsSlice)
            throw ArrayErrors.JsonSlice(subscript.Position);
        var step = context.Expressions.Bind(subscript.Upper!, scope);
        return step.Type.Id is TypeId.Unknown or TypeId.Text or TypeId.VarChar or TypeId.SmallInt or TypeId.Integer
            ? step
            : throw ArrayErrors.JsonSubscript(step.Type, step.Position);
    }

    /// <summary>The subscripts of jsonb are the steps of a path, integers or text.</summary>
    private BoundCall BindPath(BoundExpression operand, SubscriptExpression syntax, Scope scope)
    {
        var steps = ImmutableArray.CreateBuilder<BoundExpression>();
        steps.Add(operand);
        foreach (var subscript in syntax.Subscripts)
            steps.Add(context.Coercer.Coerce(BindStep(subscript, scope), SqlType.Text));

        return new BoundCall(FunctionId.JsonExtractPath, steps.ToImmutable(), SqlType.Jsonb) { Position = operand.Position };
    }

    private static bool IsSlice(IEnumerable<Subscript> subscripts)
    {
        foreach (var subscript in subscripts)
        {
            if (subscript.IsSlice)
                return true;
        }

        return false;
    }

    /// <summary>One index for each step, or two bounds when any step is a slice: then <c>[n]</c> is <c>[1:n]</c>.</summary>
    private void AddSubscripts(
        ImmutableArray<BoundExpression>.Builder arguments, IEnumerable<Subscript> subscripts, bool isSlice, Scope scope)
    {
        var count = 0;
        foreach (var subscript in subscripts)
        {
            if (++count > SubscriptsMax)
                throw Types.Arrays.ArrayErrors.TooManyDimensions(count).At(subscript.Position);
            if (isSlice)
            {
                arguments.Add(subscript.IsSlice
                    ? BindBound(subscript.Lower, scope)
                    : new BoundLiteral(Datum.FromInt64(1), SqlType.Integer));
            }

            arguments.Add(BindBound(subscript.Upper, scope));
        }
    }

    private BoundExpression BindBound(Expression? syntax, Scope scope)
    {
        if (syntax is null)
            return Omitted;
        var bound = context.Expressions.Bind(syntax, scope);
        return context.Coercer.TryCoerce(bound, SqlType.Integer, CastContext.Assignment)
            ?? throw ArrayErrors.SubscriptNotInteger(bound.Position);
    }
}
