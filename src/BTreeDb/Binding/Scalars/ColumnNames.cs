using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding.Scalars;

/// <summary>Names output columns that have no alias, as PostgreSQL's FigureColname does.</summary>
internal static class ColumnNames
{
    /// <summary>What an expression without a name of its own is called.</summary>
    public const string Anonymous = "?column?";

    /// <summary>The name of an output column.</summary>
    public static string Of(SelectItem item) => item.Alias ?? Of(item.Value);

    /// <summary>The name that an expression gives its column.</summary>
    public static string Of(Expression expression) => Strong(expression) ?? Weak(expression) ?? Anonymous;

    /// <summary>Names that a cast or CASE around the expression takes over.</summary>
    private static string? Strong(Expression expression) => expression switch
    {
        ColumnReference reference => reference.Parts[^1],
        FieldSelection selection => selection.Field,
        FunctionCall call => call.Name.Name,
        CollateExpression collate => Strong(collate.Operand),
        CastExpression cast => Strong(cast.Operand),
        CaseExpression { Else: { } otherwise } => Strong(otherwise),
        CoalesceExpression => "coalesce",
        NullIfExpression => "nullif",
        ExtremeExpression extreme => extreme.IsGreatest ? "greatest" : "least",
        GroupingExpression => "grouping",
        ExistsExpression => "exists",
        ArrayConstructor or ArraySubqueryExpression => "array",
        RowConstructor { IsExplicit: true } => "row",
        SubqueryExpression subquery => OfQuery(subquery.Query),
        SubscriptExpression subscript => Strong(subscript.Operand),
        AtTimeZoneExpression => "timezone",
        SessionValueExpression value => Of(value.Kind),
        _ => null,
    };

    private static string? Weak(Expression expression) => expression switch
    {
        CastExpression cast => cast.Type.Name.Name,
        TypedLiteral literal => literal.Type.Name.Name,
        CaseExpression => "case",
        CollateExpression collate => Weak(collate.Operand),
        _ => null,
    };

    /// <summary>A scalar subquery is named after its only column.</summary>
    private static string? OfQuery(SelectStatement query)
    {
        var body = query.Body;
        while (true)
        {
            switch (body)
            {
                case QuerySpecification { Items.IsEmpty: false } specification:
                    return specification.Items[0].Value is AllColumns ? null : Of(specification.Items[0]);
                case SetOperation operation:
                    body = operation.Left;
                    break;
                case ParenthesizedQuery parenthesized:
                    body = parenthesized.Query.Body;
                    break;
                case ValuesQuery:
                    return "column1";
                default:
                    return null;
            }
        }
    }

    private static string Of(SessionValueKind kind) => kind switch
    {
        SessionValueKind.CurrentDate => "current_date",
        SessionValueKind.CurrentTime => "current_time",
        SessionValueKind.CurrentTimestamp => "current_timestamp",
        SessionValueKind.LocalTime => "localtime",
        SessionValueKind.LocalTimestamp => "localtimestamp",
        SessionValueKind.CurrentRole => "current_role",
        SessionValueKind.CurrentUser => "current_user",
        SessionValueKind.User => "user",
        SessionValueKind.SessionUser => "session_user",
        SessionValueKind.CurrentCatalog => "current_catalog",
        _ => "current_schema",
    };
}
