using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>The routines among the records of a catalog, and the records of a routine.</summary>
internal sealed class RoutineRecords
{
    private readonly Dictionary<ObjectId, Parts> _routines = [];

    /// <summary>The columns of a routine's record.</summary>
    public static Datum[] ValuesOf(RoutineSchema routine, ObjectId schema) =>
    [
        Datum.FromInt64(schema.Value), Datum.FromText(routine.Name), Datum.FromInt64((short)routine.Kind),
        .. TypeOf(routine.Result), Datum.FromBoolean(routine.ReturnsSet), Datum.FromText(routine.Body),
        Datum.FromBoolean(routine.IsSqlBody), Datum.FromInt64((short)routine.Volatility), Datum.FromBoolean(routine.IsStrict),
        Datum.FromBoolean(routine.IsLeakProof), Datum.FromBoolean(routine.IsSecurityDefiner),
        Datum.FromInt64(routine.Parallel), Datum.FromDouble(routine.Cost), Datum.FromDouble(routine.Rows),
        Datum.FromInt64(routine.ResultRelation.Value),
    ];

    /// <summary>The columns of a parameter's record.</summary>
    public static Datum[] ValuesOf(RoutineParameterSchema parameter) =>
    [
        parameter.Name is null ? Datum.Null : Datum.FromText(parameter.Name), Datum.FromInt64((short)parameter.Mode),
        .. TypeOf(parameter.Type), parameter.DefaultSql is null ? Datum.Null : Datum.FromText(parameter.DefaultSql),
    ];

    /// <summary>Takes the record of a routine in.</summary>
    public void Add(CatalogKey key, RowReader row)
    {
        var routine = new RoutineSchema(
            key.Object, "", CatalogRecordReader.Text(row, 1), (RoutineKind)row.GetInt16(2), [], default, row.GetBoolean(7),
            CatalogRecordReader.Text(row, 8))
        {
            IsSqlBody = row.GetBoolean(9),
            Volatility = (RoutineVolatility)row.GetInt16(10),
            IsStrict = row.GetBoolean(11),
            IsLeakProof = row.GetBoolean(12),
            IsSecurityDefiner = row.GetBoolean(13),
            Parallel = (char)row.GetInt16(14),
            Cost = row.GetDouble(15),
            Rows = row.GetDouble(16),
            ResultRelation = new((uint)row.GetInt64(17)),
        };
        _routines.Add(key.Object, new Parts((uint)row.GetInt64(0), routine, ReadType(row, 3)));
    }

    /// <summary>Takes the record of a parameter in.</summary>
    public void AddParameter(CatalogKey key, RowReader row)
    {
        if (!_routines.TryGetValue(key.Object, out var parts))
            throw CatalogErrors.Corrupt($"routine {key.Object.Value} is missing");
        parts.Parameters.Add((
            new RoutineParameterSchema(
                row.IsNull(0) ? null : CatalogRecordReader.Text(row, 0), default, (RoutineMode)row.GetInt16(1),
                row.IsNull(6) ? null : CatalogRecordReader.Text(row, 6)),
            ReadType(row, 2)));
    }

    /// <summary>The list of what a routine refers to; null when the object is no routine.</summary>
    public List<ObjectId>? ReferencesOf(ObjectId id) => _routines.GetValueOrDefault(id)?.References;

    /// <summary>All routines.</summary>
    public IEnumerable<RoutineSchema> Build(StoredTypes types, Func<ObjectId, string> schemaName)
    {
        foreach (var parts in _routines.Values)
        {
            var parameters = ImmutableArray.CreateBuilder<RoutineParameterSchema>(parts.Parameters.Count);
            foreach (var (parameter, type) in parts.Parameters)
                parameters.Add(parameter with { Type = types.Resolve(type) });
            yield return parts.Routine with
            {
                SchemaName = schemaName(new(parts.Schema)),
                Parameters = parameters.MoveToImmutable(),
                Result = types.Resolve(parts.Result),
                References = [.. parts.References],
            };
        }
    }

    private static StoredType ReadType(RowReader row, int first) =>
        (TypeId)row.GetInt16(first) >= RoutineTypes.FirstStandIn
            ? new StoredType(new SqlType((TypeId)row.GetInt16(first)), 0)
            : StoredType.Read(row, first);

    private static Datum[] TypeOf(SqlType type) =>
    [
        Datum.FromInt64((short)type.Id), Datum.FromInt64(type.Modifier), Datum.FromInt64((short)type.Element),
        Datum.FromInt64(type.UserTypeId),
    ];

    private sealed record Parts(uint Schema, RoutineSchema Routine, StoredType Result)
    {
        public List<(RoutineParameterSchema Parameter, StoredType Type)> Parameters { get; } = [];

        public List<ObjectId> References { get; } = [];
    }
}
