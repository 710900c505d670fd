namespace BTreeDb.Parsing.Syntax.Expressions;

/// <summary>Which value a <see cref="SessionValueExpression"/> asks for.</summary>
internal enum SessionValueKind
{
    CurrentDate,
    CurrentTime,
    CurrentTimestamp,
    LocalTime,
    LocalTimestamp,
    CurrentRole,
    CurrentUser,
    User,
    SessionUser,
    CurrentCatalog,
    CurrentSchema,
}
