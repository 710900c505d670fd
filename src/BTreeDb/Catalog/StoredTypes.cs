using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>The enums and domains among the records of a catalog, put together when all records are in.</summary>
internal sealed class StoredTypes
{
    private readonly Dictionary<ObjectId, EnumParts> _enums = [];
    private readonly Dictionary<ObjectId, DomainParts> _domains = [];
    private readonly Dictionary<uint, UserType> _made = [];

    /// <summary>Takes a record of an enum or a domain in.</summary>
    public void Add(CatalogKey key, RowReader row)
    {
        switch (key.Kind)
        {
            case CatalogRecordKind.Enum:
                _enums.Add(key.Object, new((uint)row.GetInt64(0), CatalogRecordReader.Text(row, 1), []));
                break;
            case CatalogRecordKind.EnumLabel:
                if (!_enums.TryGetValue(key.Object, out var labeled))
                    throw CatalogErrors.Corrupt($"enum {key.Object.Value} is missing");
                labeled.Labels.Add(new(CatalogRecordReader.Text(row, 0), row.GetInt32(1)));
                break;
            case CatalogRecordKind.Domain:
                _domains.Add(key.Object, new(
                    (uint)row.GetInt64(0), CatalogRecordReader.Text(row, 1), StoredType.Read(row, 2), row.GetBoolean(6),
                    row.IsNull(7) ? null : CatalogRecordReader.Text(row, 7), []));
                break;
            default:
                if (!_domains.TryGetValue(key.Object, out var checkedDomain))
                    throw CatalogErrors.Corrupt($"domain {key.Object.Value} is missing");
                checkedDomain.Checks.Add(new(
                    CatalogRecordReader.Text(row, 0), CatalogRecordReader.Text(row, 1), row.GetBoolean(2)));
                break;
        }
    }

    /// <summary>All types.</summary>
    /// <param name="schemaName">The name of a schema.</param>
    public IEnumerable<UserType> Build(Func<ObjectId, string> schemaName)
    {
        foreach (var (id, parts) in _enums)
            _made[id.Value] = new EnumType(id.Value, schemaName(new(parts.Schema)), parts.Name, [.. parts.Labels]);
        foreach (var id in _domains.Keys)
            MakeDomain(id, schemaName, 0);
        return _made.Values;
    }

    /// <summary>The type that a record names, once <see cref="Build"/> has made all.</summary>
    public SqlType Resolve(StoredType stored)
    {
        if (stored.UserTypeId == 0)
            return stored.Type;
        return _made.TryGetValue(stored.UserTypeId, out var user)
            ? stored.Type with { User = user }
            : throw CatalogErrors.Corrupt($"type {stored.UserTypeId} is missing");
    }

    private UserType MakeDomain(ObjectId id, Func<ObjectId, string> schemaName, int depth)
    {
        if (_made.TryGetValue(id.Value, out var made))
            return made;
        if (depth > _domains.Count || !_domains.TryGetValue(id, out var parts))
            throw CatalogErrors.Corrupt($"type {id.Value} is missing");
        var baseType = parts.BaseType;
        if (baseType.UserTypeId != 0)
            MakeDomain(new(baseType.UserTypeId), schemaName, depth + 1);
        var domain = new DomainType(id.Value, schemaName(new(parts.Schema)), parts.Name, Resolve(baseType))
        {
            IsNotNull = parts.IsNotNull,
            DefaultSql = parts.DefaultSql,
            Checks = [.. parts.Checks],
        };
        return _made[id.Value] = domain;
    }

    private sealed record EnumParts(uint Schema, string Name, List<EnumLabel> Labels);

    private sealed record DomainParts(
        uint Schema, string Name, StoredType BaseType, bool IsNotNull, string? DefaultSql, List<DomainCheck> Checks);
}
