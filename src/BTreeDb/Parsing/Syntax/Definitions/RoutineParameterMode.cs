namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>Which way a parameter of a routine carries values; a column of RETURNS TABLE is one, too.</summary>
internal enum RoutineParameterMode
{
    In,
    Out,
    InOut,
    Variadic,
    Table,
}
