using BTreeDb.Binding.Analysis;
using BTreeDb.Binding.Changes;
using BTreeDb.Binding.Clauses;
using BTreeDb.Binding.Coercion;
using BTreeDb.Binding.Collations;
using BTreeDb.Binding.Names;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Routines;
using BTreeDb.Binding.Scalars;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Syntax.Queries;

namespace BTreeDb.Binding;

/// <summary>
/// What the binders of one statement share: catalog, options, parameters, column ids, and each other, since expressions
/// hold queries and queries hold expressions.
/// </summary>
internal sealed class BindingContext
{
    private readonly List<QueryLevel> _levels = [];
    private int _workTables;

    public BindingContext(ICatalogView catalog, BindingOptions options, ParameterTypes parameters)
    {
        Catalog = catalog;
        Collations = new CollationBinder(catalog);
        Options = options;
        Parameters = parameters;
        ParameterNames = options.ParameterNames ?? new ParameterNames();
        Coercer = new Coercer(this);
        Operators = new OperatorBinder(Coercer, Collations);
        Expressions = new ExpressionBinder(this);
        From = new FromBinder(this);
        Queries = new QueryBinder(this);
        Routines = new RoutineCallBinder(this);
        StoredExpressions = new StoredExpressionBinder(this);
        Domains = new DomainBinder(this);
    }

    public ICatalogView Catalog { get; }
    public BindingOptions Options { get; }
    public ParameterTypes Parameters { get; }
    public ParameterNames ParameterNames { get; }
    public Coercer Coercer { get; }
    public OperatorBinder Operators { get; }
    public ExpressionBinder Expressions { get; }
    public FromBinder From { get; }
    public QueryBinder Queries { get; }
    public RoutineCallBinder Routines { get; }
    public StoredExpressionBinder StoredExpressions { get; }
    public DomainBinder Domains { get; }
    public CollationBinder Collations { get; }

    /// <summary>Whether a literal was read under the session's zone or clock, so that the plan is not for everybody.</summary>
    public bool DependsOnSession { get; set; }

    /// <summary>Whether the statement runs routines that may change the database.</summary>
    public bool CallsVolatile { get; set; }

    /// <summary>Whether somebody may ask when the statement came.</summary>
    public bool ReadsClock { get; set; }

    /// <summary>
    /// Whether the statement uses parameters by name, or by number. It may do both only if the caller has numbered the
    /// names.
    /// </summary>
    public bool? UsesParameterNames { get; set; }

    /// <summary>The WITH clause of the statement as a whole, the only one that may change rows; or null.</summary>
    public WithClause? TopLevelWith { get; init; }

    /// <summary>The common tables that change rows.</summary>
    public List<BoundCommonTable> Changes { get; } = [];

    /// <summary>The recursive common tables whose queries are being bound, the innermost on top.</summary>
    public Stack<CommonTables> RecursionsInProgress { get; } = new();

    /// <summary>Where the innermost of them is being bound.</summary>
    public RecursionPlace RecursionPlace { get; set; }

    /// <summary>The schema in which names without one are looked up first, while a view's query is bound.</summary>
    public string? ViewSchema { get; set; }

    /// <summary>The views whose queries are being bound; one that is met again reads itself.</summary>
    public HashSet<ObjectId> ViewsInProgress { get; } = [];

    /// <summary>Notes what names mean, while a stored text is examined; else null.</summary>
    public NameUses? Uses { get; set; }

    /// <summary>Makes the id of a column that belongs to a level.</summary>
    public ColumnId NewColumn(QueryLevel level)
    {
        _levels.Add(level);
        return new ColumnId(_levels.Count - 1);
    }

    /// <summary>Goes to a place where a recursion may not refer to itself, unless it is in one already; returns where it was.</summary>
    public RecursionPlace EnterRecursionPlace(RecursionPlace inside)
    {
        var before = RecursionPlace;
        if (before == RecursionPlace.Allowed)
            RecursionPlace = inside;
        return before;
    }

    /// <summary>Makes the id of a recursion's rows.</summary>
    public WorkTableId NewWorkTable() => new(_workTables++);

    /// <summary>The level whose FROM or aggregates yield a column.</summary>
    public QueryLevel LevelOf(ColumnId id) => _levels[id.Value];

    /// <summary>A subquery's column becomes one of the FROM around it.</summary>
    public void MoveTo(QueryLevel level, ColumnId id) => _levels[id.Value] = level;
}
