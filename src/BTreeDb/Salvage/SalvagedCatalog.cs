using BTreeDb.Catalog;
using BTreeDb.Diagnostics;
using BTreeDb.Primitives;
using BTreeDb.Types;

namespace BTreeDb.Salvage;

/// <summary>
/// The definitions that can be read, each for itself: one that is incomplete does not spoil the others. A definition
/// counts as incomplete when the leaf behind its last record is lost, for nobody knows how it went on.
/// </summary>
internal sealed class SalvagedCatalog
{
    private const int ObjectIdBytes = 8;
    private const uint NextObjectId = 16384;
    private const uint PublicSchemaId = 2200;

    private readonly List<CatalogRecord> _common = [];
    private readonly SortedDictionary<uint, List<CatalogRecord>> _objects = [];
    private readonly List<string> _losses;

    private SalvagedCatalog(List<string> losses) => _losses = losses;

    /// <summary>The tables, with the trees and ids that they had.</summary>
    public List<TableSchema> Tables { get; } = [];

    /// <summary>The views.</summary>
    public List<ViewSchema> Views { get; } = [];

    /// <summary>The sequences.</summary>
    public List<SequenceSchema> Sequences { get; } = [];

    /// <summary>The schemas.</summary>
    public IReadOnlyCollection<NamespaceSchema> Schemas { get; private set; } = [];

    /// <summary>The enums and domains.</summary>
    public IReadOnlyCollection<UserType> Types { get; private set; } = [];

    /// <summary>Where the sequences stood.</summary>
    public Dictionary<ObjectId, SequencePoint> Positions { get; } = [];

    /// <summary>Reads the catalog's tree.</summary>
    public static SalvagedCatalog Read(DamagedFile file, PageSurvey survey, List<string> losses)
    {
        var catalog = new SalvagedCatalog(losses);
        var records = new SalvagedRecords(file);
        foreach (var leaf in survey.LeavesOf(file.CatalogTree))
            records.Read(file.CatalogTree, leaf, catalog.Add);
        catalog.AddWhatEveryDatabaseHas();
        var gaps = survey.GapsOf(file.CatalogTree);
        if (gaps.Count > 0)
            losses.Add($"the catalog lacks {gaps.Count} range(s) of records: definitions of tables and views are lost");
        catalog.BuildCommon();
        foreach (var (id, parts) in catalog._objects)
            catalog.Build(id, parts, gaps);
        return catalog;
    }

    private void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        CatalogKey id;
        try
        {
            id = CatalogKey.Decode(key);
        }
        catch (EngineException)
        {
            _losses.Add($"a record of the catalog has a malformed key: {Convert.ToHexString(key)}");
            return;
        }

        var record = new CatalogRecord(key.ToArray(), value.ToArray());
        if (id.Kind is CatalogRecordKind.Database or CatalogRecordKind.Schema or CatalogRecordKind.Enum
            or CatalogRecordKind.EnumLabel or CatalogRecordKind.Domain or CatalogRecordKind.DomainCheck)
        {
            _common.Add(record);
            return;
        }

        if (id.Kind == CatalogRecordKind.SequenceState)
            Positions[id.Object] = CatalogRecordReader.ReadPosition(value);
        if (id.Kind is CatalogRecordKind.RowCount or CatalogRecordKind.SequenceState)
            return;
        if (!_objects.TryGetValue(id.Object.Value, out var parts))
            _objects.Add(id.Object.Value, parts = []);
        if (!parts.Exists(p => p.Key.AsSpan().SequenceEqual(record.Key)))
            parts.Add(record);
    }

    /// <summary>The database's own record and the schema "public" are the same everywhere.</summary>
    private void AddWhatEveryDatabaseHas()
    {
        Ensure(CatalogRecordWriter.Database(1, NextObjectId));
        Ensure(CatalogRecordWriter.Schema(new ObjectId(PublicSchemaId), CatalogSnapshot.DefaultSchema));
    }

    private void Ensure(CatalogRecord record)
    {
        if (!_common.Exists(r => r.Key.AsSpan().SequenceEqual(record.Key)))
            _common.Add(record);
    }

    /// <summary>Schemas and types, which definitions refer to.</summary>
    private void BuildCommon()
    {
        try
        {
            _common.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
            var reader = new CatalogRecordReader(new RowCounts());
            foreach (var record in _common)
                reader.Add(record.Key, record.Value);
            var snapshot = reader.Finish();
            Schemas = [.. snapshot.Schemas];
            Types = [.. snapshot.Types];
        }
        catch (EngineException failure)
        {
            _losses.Add($"schemas and types cannot be read: {failure.Message}");
        }
    }

    private void Build(uint id, List<CatalogRecord> parts, List<byte[]> gaps)
    {
        if (MayGoOnIn(parts, gaps))
        {
            _losses.Add($"the definition of object {id} is incomplete");
            return;
        }

        try
        {
            // Records of an object stand in this order, which is that of their keys.
            parts.Sort(static (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
            var reader = new CatalogRecordReader(new RowCounts());
            foreach (var record in _common)
                reader.Add(record.Key, record.Value);
            foreach (var record in parts)
                reader.Add(record.Key, record.Value);
            var snapshot = reader.Finish();
            Tables.AddRange(snapshot.Tables);
            Views.AddRange(snapshot.Views);
            Sequences.AddRange(snapshot.Sequences);
        }
        catch (EngineException failure)
        {
            _losses.Add($"the definition of object {id} cannot be read: {failure.Message}");
        }
    }

    /// <summary>Whether a lost leaf may have held records of the object.</summary>
    private static bool MayGoOnIn(List<CatalogRecord> parts, List<byte[]> gaps)
    {
        Span<byte> behind = stackalloc byte[ObjectIdBytes + 1];
        parts[^1].Key.AsSpan(0, ObjectIdBytes).CopyTo(behind);
        behind[ObjectIdBytes] = byte.MaxValue;
        foreach (var gap in gaps)
        {
            // The gap begins at or behind the object's first possible key, and before the next object's.
            if (gap.AsSpan().SequenceCompareTo(behind[..ObjectIdBytes]) > 0 && gap.AsSpan().SequenceCompareTo(behind) < 0)
                return true;
        }

        return false;
    }
}
