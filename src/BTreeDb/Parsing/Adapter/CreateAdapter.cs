using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Parsing.Adapter;

/// <summary>CREATE.</summary>
internal static class CreateAdapter
{
    /// <summary>Converts the statement.</summary>
    public static Statement Convert(BTreeDbParser.CreateStatementContext context)
    {
        var position = Nodes.Position(context);
        var created = context.createObject();
        if (context.orReplace() is { } replace && created is not (BTreeDbParser.CreateViewContext or BTreeDbParser.CreateRoutineContext))
            throw ParsingErrors.Syntax(replace.OR().Symbol);
        switch (created)
        {
            case BTreeDbParser.CreateTableContext table:
                return TableAdapter.Convert(
                    position, table.persistence(), table.ifNotExists(), table.qualifiedName(), table.createTableBody());
            case BTreeDbParser.CreateViewContext view:
                return View(view, position, context.orReplace() is not null);
            case BTreeDbParser.CreateMaterializedViewContext view:
                return MaterializedView(
                    position,
                    view.qualifiedName(),
                    view.ifNotExists() is not null,
                    view.nameList(),
                    view.optionList(),
                    view.query(),
                    view.withData());
            case BTreeDbParser.CreateIndexContext index:
                return IndexAdapter.Convert(index, position);
            case BTreeDbParser.CreateSequenceContext sequence:
                return new CreateSequenceStatement(
                    position,
                    NameAdapter.Qualified(sequence.qualifiedName()),
                    TableAdapter.Persistence(sequence.persistence()),
                    sequence.ifNotExists() is not null,
                    SequenceAdapter.Options(sequence));
            case BTreeDbParser.CreateSchemaContext schema:
                return Schema(schema, position);
            case BTreeDbParser.CreateEnumContext labels:
                return Enum(labels, position);
            case BTreeDbParser.CreateDomainContext domain:
                return Domain(domain, position);
            case BTreeDbParser.CreateCollationContext collation:
                return Collation(collation, position);
            case BTreeDbParser.CreateRoutineContext routine:
                return RoutineAdapter.Create(routine, position, context.orReplace() is not null);
            default:
                throw ParsingErrors.Syntax(created.Start);
        }
    }

    /// <summary>CREATE MATERIALIZED VIEW, which EXPLAIN takes too.</summary>
    public static CreateMaterializedViewStatement MaterializedView(
        int position,
        BTreeDbParser.QualifiedNameContext name,
        bool ifNotExists,
        BTreeDbParser.NameListContext? columns,
        BTreeDbParser.OptionListContext? options,
        BTreeDbParser.QueryContext query,
        BTreeDbParser.WithDataContext? withData) => new(
        position,
        NameAdapter.Qualified(name),
        ifNotExists,
        NameAdapter.Columns(columns),
        OptionAdapter.List(options),
        QueryAdapter.Convert(query),
        ObjectAdapter.WithData(withData));

    private static CreateViewStatement View(BTreeDbParser.CreateViewContext context, int position, bool orReplace)
    {
        if (context.RECURSIVE() is { } recursive && context.nameList() is null)
            throw ParsingErrors.Syntax(context.AS().Symbol);
        var check = context.CHECK() is null
            ? ViewCheckOption.None
            : context.LOCAL() is not null ? ViewCheckOption.Local : ViewCheckOption.Cascaded;
        return new CreateViewStatement(
            position,
            NameAdapter.Qualified(context.qualifiedName()),
            orReplace,
            TableAdapter.Persistence(context.persistence()),
            context.RECURSIVE() is not null,
            NameAdapter.Columns(context.nameList()),
            OptionAdapter.List(context.optionList()),
            QueryAdapter.Convert(context.query()),
            check);
    }

    private static CreateSchemaStatement Schema(BTreeDbParser.CreateSchemaContext context, int position)
    {
        var names = context.colId();
        var hasOwner = context.AUTHORIZATION() is not null;
        NestingLimit.Enter(1);
        var elements = Nodes.Map<BTreeDbParser.CreateStatementContext, Statement>(context, Convert);
        NestingLimit.Leave(1);
        return new CreateSchemaStatement(
            position,
            hasOwner && names.Length == 1 ? null : NameAdapter.Name(names[0]),
            context.ifNotExists() is not null,
            hasOwner ? NameAdapter.Name(names[^1]) : null,
            elements);
    }

    private static CreateEnumStatement Enum(BTreeDbParser.CreateEnumContext context, int position)
    {
        var strings = context.STRING();
        var labels = new string[strings.Length];
        for (var i = 0; i < labels.Length; i++)
            labels[i] = LiteralAdapter.Text(strings[i].Symbol);
        return new CreateEnumStatement(position, NameAdapter.Qualified(context.qualifiedName()), new SyntaxList<string>(labels));
    }

    private static CreateCollationStatement Collation(BTreeDbParser.CreateCollationContext context, int position) => new(
        position,
        NameAdapter.Qualified(context.qualifiedName(0)),
        context.ifNotExists() is not null,
        context.FROM() is null ? null : NameAdapter.Qualified(context.qualifiedName(1)),
        Nodes.Map<BTreeDbParser.CollationOptionContext, CollationOption>(context, CollationOption));

    private static CollationOption CollationOption(BTreeDbParser.CollationOptionContext context)
    {
        QualifiedName? value = null;
        if (context.optionName() is { } name)
            value = NameAdapter.Dotted(name);
        else if ((context.STRING() ?? context.INTEGER_NUMBER()) is { } literal)
            value = new(literal.Symbol.StartIndex, SyntaxList.Create<string>([context.STRING() is null ? literal.GetText() : LiteralAdapter.Text(literal.Symbol)]));
        return new(Nodes.Position(context), NameAdapter.Name(context.colLabel()), value, context.optionName() is null);
    }

    private static CreateDomainStatement Domain(BTreeDbParser.CreateDomainContext context, int position)
    {
        var (collation, constraints) = ConstraintAdapter.Qualifiers(context);
        return new CreateDomainStatement(
            position,
            NameAdapter.Qualified(context.qualifiedName()),
            TypeAdapter.Convert(context.typeName()),
            collation,
            constraints);
    }
}
