using BTreeDb.Parsing.Generated;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Session;

namespace BTreeDb.Parsing.Adapter;

/// <summary>SET, SHOW, RESET.</summary>
internal static class SettingAdapter
{
    /// <summary>Converts the statement.</summary>
    public static Statement Convert(BTreeDbParser.SettingStatementContext context)
    {
        var position = Nodes.Position(context);
        switch (context)
        {
            case BTreeDbParser.SetSettingContext set:
                return Set(set, position);
            case BTreeDbParser.SetCharacteristicsContext characteristics:
                return new SetTransactionStatement(position, TransactionAdapter.Modes(characteristics.transactionModes()), true);
            case BTreeDbParser.SetTransactionContext transaction:
                return new SetTransactionStatement(position, TransactionAdapter.Modes(transaction.transactionModes()), false);
            case BTreeDbParser.SetConstraintsContext constraints:
                return new SetConstraintsStatement(
                    position, NameAdapter.QualifiedList(constraints.qualifiedNameList()), constraints.DEFERRED() is not null);
            case BTreeDbParser.ShowSettingContext show:
                return new ShowStatement(position, Name(show.settingName()));
            case BTreeDbParser.ResetSettingContext reset:
                return new ResetStatement(position, Name(reset.settingName()));
            default:
                throw ParsingErrors.Syntax(context.Start);
        }
    }

    private static SetStatement Set(BTreeDbParser.SetSettingContext context, int position)
    {
        var assignment = context.settingAssignment();
        var values = Values(assignment);
        return new SetStatement(position, context.LOCAL() is not null, Target(assignment), values);
    }

    private static string Target(BTreeDbParser.SettingAssignmentContext context)
    {
        if (context.ZONE() is not null)
            return "timezone";
        if (context.NAMES() is not null)
            return "client_encoding";
        if (context.SCHEMA() is not null)
            return "search_path";
        if (context.ROLE() is not null)
            return "role";
        if (context.AUTHORIZATION() is not null)
            return "session_authorization";
        var parts = context.colId();
        return parts.Length == 1 ? NameAdapter.Name(parts[0]) : Dotted(parts);
    }

    private static SyntaxList<Expression> Values(BTreeDbParser.SettingAssignmentContext context)
    {
        if (context.settingValue() is { Length: > 0 })
            return Nodes.Map<BTreeDbParser.SettingValueContext, Expression>(context, Value);
        var position = Nodes.Position(context);
        if (context.INTERVAL() is { } interval)
        {
            var type = TypeAdapter.Interval(interval.Symbol.StartIndex, context.intervalFields(), null);
            return new SyntaxList<Expression>([new TypedLiteral(type.Position, type, LiteralAdapter.Text(context.STRING().Symbol))]);
        }

        if (context.STRING() is { } text)
            return new SyntaxList<Expression>([new StringLiteral(position, LiteralAdapter.Text(text.Symbol))]);
        if (context.colLabel() is { } word)
            return new SyntaxList<Expression>([new StringLiteral(position, NameAdapter.Name(word))]);
        if (context.AUTHORIZATION() is not null && context.colId().Length > 0)
            return new SyntaxList<Expression>([new StringLiteral(position, NameAdapter.Name(context.colId(0)))]);
        return SyntaxList<Expression>.Empty;
    }

    private static Expression Value(BTreeDbParser.SettingValueContext context)
    {
        if (context.STRING() is { } text)
            return new StringLiteral(Nodes.Position(context), LiteralAdapter.Text(text.Symbol));
        return context.colLabel() is { } word
            ? new StringLiteral(Nodes.Position(context), NameAdapter.Name(word))
            : LiteralAdapter.Signed(context);
    }

    private static string? Name(BTreeDbParser.SettingNameContext context)
    {
        if (context.ALL() is not null)
            return null;
        if (context.ZONE() is not null)
            return "timezone";
        if (context.ISOLATION() is not null)
            return "transaction_isolation";
        return context.AUTHORIZATION() is not null ? "session_authorization" : Dotted(context.colId());
    }

    private static string Dotted(BTreeDbParser.ColIdContext[] parts)
    {
        var names = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            names[i] = NameAdapter.Name(parts[i]);
        return string.Join('.', names);
    }
}
