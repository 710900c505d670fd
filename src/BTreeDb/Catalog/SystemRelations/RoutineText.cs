using System.Globalization;
using System.Text;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>The declaration of a routine as PostgreSQL's <c>pg_get_function...</c> print it.</summary>
internal static class RoutineText
{
    /// <summary>The parameters but for columns of RETURNS TABLE; with their defaults or, to tell routines apart, without.</summary>
    public static string Arguments(RoutineSchema routine, bool withDefaults)
    {
        var parts = new List<string>();
        foreach (var parameter in routine.Parameters)
        {
            if (parameter.Mode != RoutineMode.Table)
                parts.Add(Parameter(parameter, withDefaults, routine.Kind));
        }

        return string.Join(", ", parts);
    }

    /// <summary>What it returns; null for a procedure.</summary>
    public static string? Result(RoutineSchema routine, CatalogSnapshot catalog)
    {
        if (routine.Kind == RoutineKind.Procedure)
            return null;
        var columns = new List<string>();
        foreach (var parameter in routine.Parameters)
        {
            if (parameter.Mode == RoutineMode.Table)
                columns.Add(Parameter(parameter, withDefault: false, routine.Kind));
        }

        if (columns.Count > 0)
            return $"TABLE({string.Join(", ", columns)})";
        return (routine.ReturnsSet ? "SETOF " : "") + ResultType(routine, catalog);
    }

    /// <summary>The type that it returns, or of which it returns a set.</summary>
    public static string ResultType(RoutineSchema routine, CatalogSnapshot catalog) =>
        routine.ResultRelation.Value != 0 && catalog.TryGetTable(routine.ResultRelation, out var table)
            ? QualifiedText.Quote(table.Name)
            : RoutineTypes.NameOf(routine.Result);

    /// <summary>The statement that makes it.</summary>
    public static string Definition(RoutineSchema routine, CatalogSnapshot catalog)
    {
        var isProcedure = routine.Kind == RoutineKind.Procedure;
        var text = new StringBuilder(isProcedure ? "CREATE OR REPLACE PROCEDURE " : "CREATE OR REPLACE FUNCTION ");
        text.Append(QualifiedText.Quote(routine.SchemaName)).Append('.').Append(QualifiedText.Quote(routine.Name));
        text.Append('(').Append(Arguments(routine, withDefaults: true)).Append(")\n");
        if (Result(routine, catalog) is { } result)
            text.Append(" RETURNS ").Append(result).Append('\n');
        text.Append(" LANGUAGE sql\n");
        if (Options(routine) is { Length: > 0 } options)
            text.Append(options).Append('\n');
        if (routine.IsSqlBody)
            return text.Append(routine.Body).Append('\n').ToString();
        var delimiter = isProcedure ? "$procedure" : "$function";
        while (routine.Body.Contains(delimiter, StringComparison.Ordinal))
            delimiter += "x";
        return text.Append("AS ").Append(delimiter).Append('$').Append(routine.Body).Append(delimiter).Append("$\n").ToString();
    }

    /// <summary>A default as it is shown: a string says its type.</summary>
    public static string? Default(RoutineParameterSchema parameter) =>
        parameter.DefaultSql is { } sql && sql.StartsWith('\'') && sql.EndsWith('\'')
            ? $"{sql}::{RoutineTypes.NameOf(parameter.Type)}"
            : parameter.DefaultSql;

    private static string Parameter(RoutineParameterSchema parameter, bool withDefault, RoutineKind kind)
    {
        var text = new StringBuilder(parameter.Mode switch
        {
            RoutineMode.Out => "OUT ",
            RoutineMode.InOut => "INOUT ",
            RoutineMode.Variadic => "VARIADIC ",
            RoutineMode.In when kind == RoutineKind.Procedure => "IN ",
            _ => "",
        });
        if (parameter.Name is { } name)
            text.Append(QualifiedText.Quote(name)).Append(' ');
        text.Append(RoutineTypes.NameOf(parameter.Type));
        if (withDefault && Default(parameter) is { } value)
            text.Append(" DEFAULT ").Append(value);
        return text.ToString();
    }

    private static string Options(RoutineSchema routine)
    {
        var options = new StringBuilder();
        AddIf(routine.Volatility == RoutineVolatility.Immutable, " IMMUTABLE");
        AddIf(routine.Volatility == RoutineVolatility.Stable, " STABLE");
        AddIf(routine.Parallel == 's', " PARALLEL SAFE");
        AddIf(routine.Parallel == 'r', " PARALLEL RESTRICTED");
        AddIf(routine.IsStrict, " STRICT");
        AddIf(routine.IsSecurityDefiner, " SECURITY DEFINER");
        AddIf(routine.IsLeakProof, " LEAKPROOF");
        AddIf(routine.Cost != 100, string.Create(CultureInfo.InvariantCulture, $" COST {routine.Cost}"));
        AddIf(routine.ReturnsSet && routine.Rows != 1000, string.Create(CultureInfo.InvariantCulture, $" ROWS {routine.Rows}"));
        return options.ToString();

        void AddIf(bool condition, string text)
        {
            if (condition)
                options.Append(text);
        }
    }
}
