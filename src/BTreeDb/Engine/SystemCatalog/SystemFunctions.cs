using BTreeDb.Binding;
using BTreeDb.Binding.Clauses;
using BTreeDb.Catalog;
using BTreeDb.Catalog.SystemRelations;
using BTreeDb.Engine.Settings;
using BTreeDb.Execution.Expressions;
using BTreeDb.Parsing.Printing;
using BTreeDb.Types;

namespace BTreeDb.Engine.SystemCatalog;

/// <summary>
/// The functions about the catalog and the session, one line each: a number that means no object gives NULL, as in
/// PostgreSQL, a name that means none is an error.
/// </summary>
internal sealed class SystemFunctions(
    SystemSession session, SettingsScope settings, SessionTransaction transaction, TransactionModeSettings modes)
    : ISystemFunctions
{
    private static readonly long ProcessStart = SessionTransaction.Now();

    private SystemState State => session.State;

    private SystemObjects Objects => session.State.Objects;

    /// <inheritdoc/>
    public string Find(string text, TypeId type) =>
        type switch
        {
            TypeId.RegType => FindType(text),
            TypeId.RegNamespace => FindSchema(text),
            _ => FindRelation(text),
        };

    /// <summary>The schemas of the path that exist; with those that are always looked into, if they are wanted.</summary>
    private Datum CurrentSchemas(bool withImplied)
    {
        var path = State.Catalog.Path;
        var builder = new Types.Arrays.ArrayBuilder();
        builder.Begin(TypeId.Name);
        if (withImplied && path.Temporary is { } temporary)
            builder.Add(Datum.FromText(temporary));
        if (withImplied && !path.Schemas.Contains("pg_catalog"))
            builder.Add(Datum.FromText("pg_catalog"));
        foreach (var name in path.Schemas)
        {
            if (name == "pg_catalog" || path.Resolve(name) is { } schema && State.Catalog.HasSchema(schema))
                builder.Add(Datum.FromText(name == "pg_catalog" ? name : path.Resolve(name)!));
        }

        var writer = new ByteWriter();
        builder.Finish(writer);
        return Datum.FromBytes(writer.Written.ToArray());
    }

    private RoutineSchema? RoutineOf(Datum oid)
    {
        foreach (var routine in State.Catalog.Routines)
        {
            if (SystemOids.Of(routine.Id) == oid.AsInt64())
                return routine;
        }

        return null;
    }

    /// <inheritdoc/>
    public Datum Call(FunctionId function, ReadOnlySpan<Datum> arguments) => function switch
    {
        FunctionId.CurrentSetting => CurrentSetting(arguments),
        FunctionId.SetConfig => SetConfig(arguments),
        FunctionId.GetConstraintDefinition => Cell.Of(ConstraintOf(arguments[0].AsInt64()) is { } constraint
            ? ConstraintDefinitionText.Of(constraint, State)
            : ConstraintDefinitionText.OfDomain(arguments[0].AsInt64(), State)),
        FunctionId.GetIndexDefinition => Cell.Of(IndexDefinition(arguments)),
        FunctionId.GetViewDefinition => Cell.Of(RelationOf(arguments[0]) is { } view ? session.ViewText(view) : null),
        FunctionId.CurrentSchemas => CurrentSchemas(withImplied: arguments[0].AsBoolean()),
        FunctionId.GetFunctionDefinition => Cell.Of(
            RoutineOf(arguments[0]) is { } routine ? RoutineText.Definition(routine, State.Catalog) : null),
        FunctionId.GetFunctionArguments => Cell.Of(
            RoutineOf(arguments[0]) is { } routine ? RoutineText.Arguments(routine, withDefaults: true) : null),
        FunctionId.GetFunctionIdentity => Cell.Of(
            RoutineOf(arguments[0]) is { } routine ? RoutineText.Arguments(routine, withDefaults: false) : null),
        FunctionId.GetFunctionResult => Cell.Of(
            RoutineOf(arguments[0]) is { } routine ? RoutineText.Result(routine, State.Catalog) : null),
        FunctionId.GetExpression => arguments[0],
        FunctionId.GetSerialSequence => SerialSequence(arguments[0].AsText(), arguments[1].AsText()),
        FunctionId.GetUserName => Cell.Of(
            arguments[0].AsInt64() == SystemOids.User ? session.UserName : $"unknown (OID={arguments[0].AsInt64()})"),
        FunctionId.FormatType => FormatType(arguments),
        FunctionId.IsRelationVisible => Visibility(arguments[0].AsInt64()),
        FunctionId.IsTypeVisible => Cell.Of(TypeNamesText.Format(arguments[0].AsInt64(), -1, Objects.Catalog) != "???"),
        FunctionId.IsFunctionVisible => Cell.Of(true),
        FunctionId.ToRegClass => Cell.Of(RelationNames.TryFind(arguments[0].AsText(), Objects) is { } relation
            ? RelationNames.Of(relation, Objects)
            : null),
        FunctionId.ToRegType => Cell.Of(
            TypeNamesText.TryFind(arguments[0].AsText(), Objects.Catalog) is { } type ? CatalogNames.Of(type, Objects.Catalog) : null),
        FunctionId.SizePretty => Cell.Of(SizeText.Format(arguments[0])),
        FunctionId.SizeBytes => Cell.Of(SizeText.Parse(arguments[0].AsText())),
        >= FunctionId.HasTablePrivilege and <= FunctionId.HasSequencePrivilege =>
            PrivilegeCheck.Run(function, arguments, State),
        FunctionId.ObjectDescription => Description(arguments[0].AsInt64(), 0),
        FunctionId.ColumnDescription => Description(arguments[0].AsInt64(), (int)arguments[1].AsInt64()),
        _ => CallOther(function, arguments),
    };

    private Datum CallOther(FunctionId function, ReadOnlySpan<Datum> arguments) => function switch
    {
        FunctionId.RelationSize => SizeOf(arguments[0], arguments.Length > 1 ? arguments[1].AsText() : "main"),
        FunctionId.TableSize => SizeOf(arguments[0], (sizes, relation) => sizes.Table(relation)),
        FunctionId.IndexesSize => SizeOf(arguments[0], (sizes, relation) => sizes.Indexes(relation)),
        FunctionId.TotalRelationSize => SizeOf(arguments[0], (sizes, relation) => sizes.Table(relation) + sizes.Indexes(relation)),
        FunctionId.DatabaseSize => DatabaseSize(arguments[0]),
        FunctionId.TransactionId => Cell.Of(transaction.AssignId()),
        FunctionId.TransactionIdIfAssigned => transaction.HasWritten ? Cell.Of(transaction.AssignId()) : Datum.Null,
        FunctionId.EncodingName => Cell.Of(arguments[0].AsInt64() == 6 ? "UTF8" : ""),
        FunctionId.BackendPid => Cell.Of(transaction.AdvisoryOwner.Session),
        FunctionId.BlockingPids => session.BlockersOf((int)arguments[0].AsInt64()),
        FunctionId.CancelBackend => Cell.Of(session.Cancel((int)arguments[0].AsInt64())),
        FunctionId.NoDefinition => Datum.Null,
        FunctionId.ConstantFalse => Cell.Of(false),
        FunctionId.ClientEncoding => Cell.Of("UTF8"),
        FunctionId.StartTime => Cell.Of(ProcessStart),
        FunctionId.OidToRegClass => Cell.Of(Objects.Find(arguments[0].AsInt64()) is { } relation
            ? RelationNames.Of(relation, Objects)
            : NumberText(arguments[0])),
        FunctionId.OidToRegType => Cell.Of(
            TypeNamesText.Format(arguments[0].AsInt64(), -1, Objects.Catalog) is var name && name == "???" ? NumberText(arguments[0]) : name),
        FunctionId.OidToRegNamespace => Cell.Of(Objects.SchemaName(arguments[0].AsInt64()) is { } schema
            ? IdentifierQuoting.Quote(schema)
            : NumberText(arguments[0])),
        FunctionId.RegNamespaceToOid => Cell.Of(SchemaOid(arguments[0].AsText())),
        FunctionId.TextToRegNamespace => Cell.Of(FindSchema(arguments[0].AsText())),
        FunctionId.ToRegNamespace => Cell.Of(
            Objects.SchemaOid(QualifiedNameText.Parse(arguments[0].AsText())[0]) == 0 ? null : FindSchema(arguments[0].AsText())),
        FunctionId.RegClassToOid => Cell.Of(RelationOid(arguments[0].AsText())),
        FunctionId.RegTypeToOid => Cell.Of(TypeOid(arguments[0].AsText())),
        FunctionId.TextToOid => Cell.Of(OidText.Parse(arguments[0].AsBytes())),
        FunctionId.TextToRegClass => Cell.Of(FindRelation(arguments[0].AsText())),
        FunctionId.TextToRegType => Cell.Of(FindType(arguments[0].AsText())),
        _ => throw SessionErrors.NotSupported($"function {function}"),
    };

    private static string NumberText(in Datum oid) =>
        oid.AsInt64() == 0 ? "-" : oid.AsInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsNumber(string text, out long oid) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out oid);

    private string FindRelation(string text)
    {
        if (text == "-")
            return text;
        if (IsNumber(text, out var oid))
            return Objects.Find(oid) is { } known ? RelationNames.Of(known, Objects) : text;
        return RelationNames.Of(RelationNames.Find(text, Objects), Objects);
    }

    private string FindType(string text)
    {
        if (text == "-")
            return text;
        if (IsNumber(text, out var oid))
            return TypeNamesText.Format(oid, -1, Objects.Catalog) is var name && name == "???" ? text : name;
        return CatalogNames.Of(TypeNamesText.TryFind(text, Objects.Catalog) ?? throw SystemCatalogErrors.TypeMissing(text), Objects.Catalog);
    }

    private string FindSchema(string text)
    {
        if (text == "-")
            return text;
        if (IsNumber(text, out var oid))
            return Objects.SchemaName(oid) is { } known ? IdentifierQuoting.Quote(known) : text;
        var name = QualifiedNameText.Parse(text)[0];
        return Objects.SchemaOid(name) != 0 ? IdentifierQuoting.Quote(name) : throw SystemCatalogErrors.SchemaMissing(name);
    }

    private long SchemaOid(string text)
    {
        if (text == "-")
            return 0;
        return IsNumber(text, out var oid) ? oid : Objects.SchemaOid(QualifiedNameText.Parse(text)[0]);
    }

    private long RelationOid(string name)
    {
        if (name == "-")
            return 0;
        return IsNumber(name, out var oid) ? oid : RelationNames.Find(name, Objects).Oid;
    }

    private Datum SizeOf(in Datum relation, string fork) => fork switch
    {
        "main" => SizeOf(relation, (sizes, found) => sizes.Relation(found)),
        "fsm" or "vm" or "init" => SizeOf(relation, (_, _) => 0),
        _ => throw SystemCatalogErrors.InvalidFork(fork),
    };

    private Datum SizeOf(in Datum relation, Func<RelationSizes, RelationEntry, long> measure) =>
        Objects.Find(RelationOid(relation.AsText())) is { } found
            ? Cell.Of(measure(new RelationSizes(transaction.Tables.Transactions.Store, transaction.Cancellation), found))
            : Datum.Null;

    private Datum DatabaseSize(in Datum database)
    {
        // By its number, one that is not there has no size; by its name, it is an error.
        if (database.Reference is null)
            return database.AsInt64() == SystemOids.Database ? Cell.Of(session.DatabaseBytes) : Datum.Null;
        return database.AsText() == session.DatabaseName
            ? Cell.Of(session.DatabaseBytes)
            : throw SystemCatalogErrors.DatabaseMissing(database.AsText());
    }

    private long TypeOid(string name)
    {
        if (name == "-")
            return 0;
        if (IsNumber(name, out var oid))
            return oid;
        return SystemTypes.OidOf(TypeNamesText.TryFind(name, Objects.Catalog) ?? throw SystemCatalogErrors.TypeMissing(name));
    }

    private Datum CurrentSetting(ReadOnlySpan<Datum> arguments)
    {
        var isMissingFine = arguments.Length > 1 && arguments[1].AsBoolean();
        return Cell.Of(SettingValueReader.Read(arguments[0].AsText(), settings, transaction, isMissingFine));
    }

    private Datum SetConfig(ReadOnlySpan<Datum> arguments)
    {
        if (arguments[0].IsNull)
            throw SettingErrors.NameIsNull();
        var name = arguments[0].AsText();
        if (TransactionModeSettings.Has(name))
            return Cell.Of(modes.Set(name, arguments[1].IsNull ? null : arguments[1].AsText()));
        var isLocal = !arguments[2].IsNull && arguments[2].AsBoolean();
        settings.Set(name, arguments[1].IsNull ? null : arguments[1].AsText(), isLocal);
        return Cell.Of(SettingValueReader.Read(name, settings, transaction, isMissingFine: false));
    }

    private ConstraintEntry? ConstraintOf(long oid)
    {
        foreach (var constraint in Objects.Constraints)
        {
            if (constraint.Oid == oid)
                return constraint;
        }

        return null;
    }

    /// <summary>The relation that an argument means, which is a number or a name.</summary>
    private RelationEntry? RelationOf(in Datum argument) => argument.Reference is byte[]
        ? RelationNames.Find(argument.AsText(), Objects)
        : Objects.Find(argument.AsInt64());

    private string? IndexDefinition(ReadOnlySpan<Datum> arguments)
    {
        if (Objects.Find(arguments[0].AsInt64()) is not { Kind: 'i' } index)
            return null;
        var column = arguments.Length > 1 ? (int)arguments[1].AsInt64() : 0;
        if (column == 0)
            return session.IndexText(index);
        return column > 0 && column <= index.Key.Length + index.IncludedCount ? session.IndexKeyText(index, column - 1) : "";
    }

    private Datum SerialSequence(string table, string column)
    {
        var relation = RelationNames.Find(table, Objects);
        foreach (var known in relation.Columns)
        {
            if (known.Name == column)
                return Cell.Of(Objects.SerialSequence(relation, known) is { } name ? name : null);
        }

        throw SystemCatalogErrors.ColumnMissing(column, relation.Name);
    }

    private Datum FormatType(ReadOnlySpan<Datum> arguments)
    {
        if (arguments[0].IsNull)
            return Datum.Null;
        return Cell.Of(TypeNamesText.Format(
            arguments[0].AsInt64(), arguments[1].IsNull ? -1 : (int)arguments[1].AsInt64(), Objects.Catalog));
    }

    private Datum Visibility(long oid) =>
        Objects.Find(oid) is { } relation ? Cell.Of(Objects.IsVisible(relation)) : Datum.Null;

    private Datum Description(long oid, int column)
    {
        foreach (var comment in Objects.Comments)
        {
            if (comment.ObjectOid == oid && comment.SubId == column)
                return Cell.Of(comment.Text);
        }

        return Datum.Null;
    }
}
