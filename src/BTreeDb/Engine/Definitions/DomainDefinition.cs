using System.Collections.Immutable;
using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Catalog;
using BTreeDb.Parsing.Printing;
using BTreeDb.Parsing.Syntax;
using BTreeDb.Parsing.Syntax.Definitions;
using BTreeDb.Parsing.Syntax.Expressions;
using BTreeDb.Types;

namespace BTreeDb.Engine.Definitions;

/// <summary>CREATE DOMAIN.</summary>
internal sealed class DomainDefinition
{
    private readonly DefinitionContext _context;
    private readonly CreateDomainStatement _statement;
    private readonly string _schema;
    private readonly SqlType _base;
    private readonly List<CheckConstraint> _checks = [];
    private bool? _isNullable;
    private DefaultConstraint? _default;

    private DomainDefinition(DefinitionContext context, CreateDomainStatement statement)
    {
        _context = context;
        _statement = statement;
        _schema = context.ResolveSchema(statement.Name.Schema);
        TypeAlteration.CheckFree(context, _schema, statement.Name.Name);
        _base = context.ResolveType(statement.Type);
        if (_base.Id is TypeId.Record or TypeId.Void or TypeId.Unknown)
            throw DomainErrors.InvalidBase(_base, statement.Type.Position);
        if (ColumnCollation.Find(context.Catalog, statement.Collation, _base) is { IsByBytes: false })
            throw DefinitionErrors.NotSupported("a domain with a collation of its own", statement.Position);
    }

    /// <summary>Runs the statement.</summary>
    public static void Run(DefinitionContext context, CreateDomainStatement statement) =>
        new DomainDefinition(context, statement).Run();

    /// <summary>The text of a default, once it is known to fit; null for none, which NULL means, too.</summary>
    public static string? ReadDefault(DefinitionContext context, string domain, SqlType type, Expression? value)
    {
        if (value is null)
            return null;
        var bound = Binder.BindDefault(value, domain, type, context.Catalog, context.Binding);
        return bound is BoundLiteral { Value.IsNull: true } ? null : SyntaxPrinter.Print(value);
    }

    /// <summary>A check with its name, once it is known to be a condition on VALUE.</summary>
    public static DomainCheck ReadCheck(
        DefinitionContext context, string domain, SqlType type, CheckConstraint syntax, ImmutableArray<DomainCheck> others)
    {
        if (syntax.NoInherit)
            throw DomainErrors.NoInherit();
        Binder.BindDomainCheck(syntax.Condition, type, context.Catalog, context.Binding);
        if (syntax.Name is { } given && IsTaken(given))
            throw DefinitionErrors.DomainConstraintExists(given, domain);
        var name = syntax.Name ?? ConstraintNames.Choose(domain, null, "check", IsTaken);
        return new DomainCheck(name, SyntaxPrinter.Print(syntax.Condition), !syntax.NotValid);

        bool IsTaken(string name)
        {
            foreach (var other in others)
            {
                if (other.Name == name)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Checks in the order of their names, in which they are checked.</summary>
    public static ImmutableArray<DomainCheck> Sorted(ImmutableArray<DomainCheck> checks) =>
        checks.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));

    private void Run()
    {
        foreach (var constraint in _statement.Constraints)
            Read(constraint);
        var name = _statement.Name.Name;
        var inherited = _base.Domain?.DefaultSql;
        var checks = ImmutableArray<DomainCheck>.Empty;
        foreach (var check in _checks)
            checks = checks.Add(ReadCheck(_context, name, _base, check, checks));
        var domain = new DomainType(_context.Edit.NewObjectId().Value, _schema, name, _base)
        {
            IsNotNull = _isNullable == false,
            DefaultSql = _default is null ? inherited : ReadDefault(_context, name, _base, _default.Value),
            Checks = Sorted(checks),
        };
        _context.Edit.PutType(domain, null);
    }

    private void Read(Constraint constraint)
    {
        if (constraint.Timing.Deferrable is not null || constraint.Timing.InitiallyDeferred is not null)
            throw DomainErrors.Deferrable();
        switch (constraint)
        {
            case DefaultConstraint value:
                _default = _default is null ? value : throw DomainErrors.SeveralDefaults();
                break;
            case NotNullConstraint:
                SetNullable(false);
                break;
            case NullConstraint:
                SetNullable(true);
                break;
            case CheckConstraint check:
                _checks.Add(check);
                break;
            default:
                throw DomainErrors.NotPossible(constraint);
        }
    }

    private void SetNullable(bool isNullable)
    {
        if (_isNullable is { } said && said != isNullable)
            throw DomainErrors.NullAndNotNull();
        _isNullable = isNullable;
    }
}
