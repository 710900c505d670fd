using System.Globalization;
using BTreeDb.Catalog;
using BTreeDb.Engine.Definitions;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;

namespace BTreeDb.Engine.Routines;

/// <summary>The options of CREATE and ALTER FUNCTION; null where one is not given.</summary>
internal sealed class RoutineOptions
{
    private RoutineVolatility? _volatility;
    private bool? _isStrict;
    private bool? _isLeakProof;
    private bool? _isSecurityDefiner;
    private char? _parallel;
    private double? _cost;
    private double? _rows;
    private string? _language;

    /// <summary>The options of CREATE, whose language has to be SQL.</summary>
    public static RoutineOptions Read(CreateRoutineStatement statement)
    {
        var options = Read(statement.Options);
        switch (options._language ?? (statement.Body is null ? null : "sql"))
        {
            case null:
                throw RoutineDefinitionErrors.NoLanguage();
            case "sql":
                return options;
            case "plpgsql" or "c" or "internal":
                throw RoutineDefinitionErrors.LanguageNotSupported(options._language!);
            default:
                throw RoutineDefinitionErrors.LanguageMissing(options._language!);
        }
    }

    /// <summary>The options of a list; 42601 where one comes twice.</summary>
    public static RoutineOptions Read(SyntaxList<RoutineOption> list)
    {
        var options = new RoutineOptions();
        var seen = new HashSet<string>();
        foreach (var option in list)
        {
            if (!seen.Add(GroupOf(option.Kind)))
                throw RoutineDefinitionErrors.Conflicting(option.Position);
            options.Take(option);
        }

        return options;
    }

    /// <summary>The routine with the options that are given.</summary>
    public RoutineSchema Apply(RoutineSchema routine)
    {
        if (_rows is not null && !routine.ReturnsSet)
            throw RoutineDefinitionErrors.RowsWithoutSet();
        return routine with
        {
            Volatility = _volatility ?? routine.Volatility,
            IsStrict = _isStrict ?? routine.IsStrict,
            IsLeakProof = _isLeakProof ?? routine.IsLeakProof,
            IsSecurityDefiner = _isSecurityDefiner ?? routine.IsSecurityDefiner,
            Parallel = _parallel ?? routine.Parallel,
            Cost = _cost ?? routine.Cost,
            Rows = _rows ?? (routine.ReturnsSet && routine.Rows == 0 ? 1000 : routine.Rows),
        };
    }

    private static string GroupOf(RoutineOptionKind kind) => kind switch
    {
        RoutineOptionKind.Immutable or RoutineOptionKind.Stable or RoutineOptionKind.Volatile => "volatility",
        RoutineOptionKind.Strict or RoutineOptionKind.CalledOnNullInput => "strict",
        RoutineOptionKind.LeakProof or RoutineOptionKind.NotLeakProof => "leakproof",
        RoutineOptionKind.SecurityDefiner or RoutineOptionKind.SecurityInvoker => "security",
        _ => kind.ToString(),
    };

    private void Take(RoutineOption option)
    {
        switch (option.Kind)
        {
            case RoutineOptionKind.Language:
                _language = option.Value;
                break;
            case RoutineOptionKind.Immutable:
                _volatility = RoutineVolatility.Immutable;
                break;
            case RoutineOptionKind.Stable:
                _volatility = RoutineVolatility.Stable;
                break;
            case RoutineOptionKind.Volatile:
                _volatility = RoutineVolatility.Volatile;
                break;
            case RoutineOptionKind.Strict or RoutineOptionKind.CalledOnNullInput:
                _isStrict = option.Kind == RoutineOptionKind.Strict;
                break;
            case RoutineOptionKind.LeakProof or RoutineOptionKind.NotLeakProof:
                _isLeakProof = option.Kind == RoutineOptionKind.LeakProof;
                break;
            case RoutineOptionKind.SecurityDefiner or RoutineOptionKind.SecurityInvoker:
                _isSecurityDefiner = option.Kind == RoutineOptionKind.SecurityDefiner;
                break;
            case RoutineOptionKind.Cost:
                _cost = Positive(option, "COST");
                break;
            case RoutineOptionKind.Rows:
                _rows = Positive(option, "ROWS");
                break;
            case RoutineOptionKind.Parallel:
                _parallel = option.Value switch
                {
                    "safe" => 's',
                    "restricted" => 'r',
                    "unsafe" => 'u',
                    _ => throw RoutineDefinitionErrors.WrongParallel(),
                };
                break;
            case RoutineOptionKind.Window:
                throw DefinitionErrors.NotSupported("WINDOW functions", option.Position);
        }
    }

    private static double Positive(RoutineOption option, string name)
    {
        var value = double.Parse(option.Value!, CultureInfo.InvariantCulture);
        return value > 0 ? value : throw RoutineDefinitionErrors.NotPositive(name);
    }
}
