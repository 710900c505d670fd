using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>Functions and procedures: CREATE, ALTER, DROP and COMMENT.</summary>
internal static class RoutineAdapter
{
    /// <summary>CREATE FUNCTION and CREATE PROCEDURE.</summary>
    public static CreateRoutineStatement Create(BTreeDbParser.CreateRoutineContext context, int position, bool orReplace)
    {
        var parameters = new List<RoutineParameter>();
        foreach (var parameter in context.routineParameter())
            parameters.Add(Parameter(parameter));
        foreach (var column in context.resultColumn())
        {
            parameters.Add(new RoutineParameter(
                Nodes.Position(column), RoutineParameterMode.Table, NameAdapter.Name(column.typeFunctionName()),
                TypeAdapter.Convert(column.typeName()), false, null));
        }

        var result = context.typeName();
        if (context.PROCEDURE() is not null && context.RETURNS() is { } returns)
            throw ParsingErrors.Syntax(returns.Symbol);
        return new CreateRoutineStatement(
            position,
            orReplace,
            context.PROCEDURE() is not null,
            NameAdapter.Qualified(context.qualifiedName()),
            [.. parameters],
            result is null ? null : TypeAdapter.ConvertElement(result),
            context.TABLE() is not null || result?.SETOF() is not null,
            Options(context.routineOption()),
            context.routineBody() is { } body ? Body(body) : null);
    }

    /// <summary>DROP FUNCTION and its like.</summary>
    public static DropRoutineStatement Drop(BTreeDbParser.DropStatementContext context)
    {
        var routines = new List<RoutineReference>();
        foreach (var reference in context.routineReference())
            routines.Add(Reference(reference));
        return new DropRoutineStatement(
            Nodes.Position(context), Kind(context.routineKind()), [.. routines], context.ifExists() is not null,
            ObjectAdapter.Behavior(context.dropBehavior()));
    }

    /// <summary>ALTER FUNCTION and its like.</summary>
    public static AlterRoutineStatement Alter(BTreeDbParser.AlterRoutineContext context, int position)
    {
        var kind = Kind(context.routineKind());
        var routine = Reference(context.routineReference());
        if (context.alterCommon() is not { } common)
        {
            return new AlterRoutineStatement(
                position, kind, routine, AlterRoutineAction.SetOptions, null, Options(context.routineOption()));
        }

        var (action, value) = common.RENAME() is not null ? (AlterRoutineAction.Rename, NameAdapter.Name(common.colId()))
            : common.SCHEMA() is not null ? (AlterRoutineAction.SetSchema, NameAdapter.Name(common.colId()))
            : (AlterRoutineAction.SetOwner, NameAdapter.Role(common.roleName()));
        return new AlterRoutineStatement(position, kind, routine, action, value, []);
    }

    /// <summary>COMMENT ON FUNCTION and its like.</summary>
    public static CommentOnRoutineStatement Comment(BTreeDbParser.CommentStatementContext context) => new(
        Nodes.Position(context), Kind(context.routineKind()), Reference(context.routineReference()),
        LiteralAdapter.OptionalText(context.STRING()));

    /// <summary>A routine that a statement names.</summary>
    public static RoutineReference Reference(BTreeDbParser.RoutineReferenceContext context)
    {
        var parameters = new List<RoutineParameter>();
        foreach (var parameter in context.routineParameter())
            parameters.Add(Parameter(parameter));
        return new RoutineReference(
            Nodes.Position(context), NameAdapter.Qualified(context.qualifiedName()), context.LP() is not null, [.. parameters]);
    }

    /// <summary>FUNCTION, PROCEDURE or ROUTINE.</summary>
    public static ObjectKind Kind(BTreeDbParser.RoutineKindContext context) => context.Start.Type switch
    {
        BTreeDbLexer.FUNCTION => ObjectKind.Function,
        BTreeDbLexer.PROCEDURE => ObjectKind.Procedure,
        _ => ObjectKind.Routine,
    };

    private static RoutineParameter Parameter(BTreeDbParser.RoutineParameterContext context)
    {
        var name = context.typeFunctionName();
        var type = context.typeName();
        return new RoutineParameter(
            Nodes.Position(context), Mode(context.parameterMode()), name is null ? null : NameAdapter.Name(name),
            TypeAdapter.ConvertElement(type), type.SETOF() is not null,
            ExpressionAdapter.Optional(context.parameterDefault()?.expr()));
    }

    private static RoutineParameterMode Mode(BTreeDbParser.ParameterModeContext? context)
    {
        if (context is null)
            return RoutineParameterMode.In;
        return context.Start.Type switch
        {
            BTreeDbLexer.VARIADIC => RoutineParameterMode.Variadic,
            BTreeDbLexer.OUT => RoutineParameterMode.Out,
            BTreeDbLexer.INOUT => RoutineParameterMode.InOut,
            _ => context.OUT() is null ? RoutineParameterMode.In : RoutineParameterMode.InOut,
        };
    }

    private static RoutineBody Body(BTreeDbParser.RoutineBodyContext context)
    {
        var isAtomic = context.ATOMIC() is not null;
        var statements = new List<Statement>();
        foreach (var child in context.children)
        {
            if (child is BTreeDbParser.PreparableContext preparable)
                statements.Add(ChangeAdapter.Preparable(preparable));
            else if (child is BTreeDbParser.ExprContext value)
                statements.Add(new ReturnStatement(Nodes.Position(value), ExpressionAdapter.Convert(value)));
        }

        return new RoutineBody(Nodes.Position(context), isAtomic, [.. statements]);
    }

    private static SyntaxList<RoutineOption> Options(BTreeDbParser.RoutineOptionContext[] contexts)
    {
        var options = new List<RoutineOption>();
        foreach (var context in contexts)
            Add(options, context);
        return [.. options];
    }

    private static void Add(List<RoutineOption> options, BTreeDbParser.RoutineOptionContext context)
    {
        var position = Nodes.Position(context);
        switch (context)
        {
            case BTreeDbParser.RoutineLanguageContext language:
                options.Add(new(position, RoutineOptionKind.Language, language.colId() is { } name
                    ? NameAdapter.Name(name)
                    : LiteralAdapter.OptionalText(language.STRING())!.ToLowerInvariant()));
                break;
            case BTreeDbParser.RoutineWordContext word:
                options.Add(new(position, WordOf(word.Start.Type), null));
                break;
            case BTreeDbParser.RoutineNullInputContext input:
                options.Add(new(
                    position, input.CALLED() is null ? RoutineOptionKind.Strict : RoutineOptionKind.CalledOnNullInput, null));
                break;
            case BTreeDbParser.RoutineLeakproofContext leakproof:
                options.Add(new(
                    position, leakproof.NOT() is null ? RoutineOptionKind.LeakProof : RoutineOptionKind.NotLeakProof, null));
                break;
            case BTreeDbParser.RoutineSecurityContext security:
                options.Add(new(
                    position,
                    security.DEFINER() is null ? RoutineOptionKind.SecurityInvoker : RoutineOptionKind.SecurityDefiner, null));
                break;
            case BTreeDbParser.RoutineEstimateContext estimate:
                options.Add(new(
                    position, estimate.COST() is null ? RoutineOptionKind.Rows : RoutineOptionKind.Cost,
                    estimate.signedNumber().GetText()));
                break;
            case BTreeDbParser.RoutineParallelContext parallel:
                options.Add(new(position, RoutineOptionKind.Parallel, NameAdapter.Name(parallel.colId())));
                break;
            case BTreeDbParser.RoutineTextContext text:
                options.Add(new(position, RoutineOptionKind.Text, LiteralAdapter.OptionalText(text.STRING(0))));
                if (text.STRING().Length > 1)
                    options.Add(new(position, RoutineOptionKind.LinkSymbol, LiteralAdapter.OptionalText(text.STRING(1))));
                break;
            case BTreeDbParser.RoutineSupportContext:
                throw ParsingErrors.NotSupported("SUPPORT of a function", position);
            default:
                throw ParsingErrors.NotSupported("SET of a function", position);
        }
    }

    private static RoutineOptionKind WordOf(int token) => token switch
    {
        BTreeDbLexer.IMMUTABLE => RoutineOptionKind.Immutable,
        BTreeDbLexer.STABLE => RoutineOptionKind.Stable,
        BTreeDbLexer.VOLATILE => RoutineOptionKind.Volatile,
        BTreeDbLexer.STRICT => RoutineOptionKind.Strict,
        _ => RoutineOptionKind.Window,
    };
}
