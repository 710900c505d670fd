using TypeId = BTreeDb.Types.TypeId;
using static BTreeDb.Binding.Functions.FunctionTypes;

namespace BTreeDb.Binding.Functions;

/// <summary>PostgreSQL's hash functions, by which users spread rows, and <c>pg_column_size</c>.</summary>
internal static class HashSignatures
{
    /// <summary>Adds the functions.</summary>
    public static void AddTo(SignatureTable table)
    {
        Add("hashtext", Text);
        Add("hashint2", Int2);
        Add("hashint4", Int4);
        Add("hashint8", Int8);
        Add("hashoid", Oid);
        Add("hashchar", TypeId.InternalChar);
        Add("hashname", Name);
        Add("hashbpchar", BpChar);
        Add("hashfloat4", Float4);
        Add("hashfloat8", Float8);
        Add("uuid_hash", Uuid);
        Add("timestamp_hash", Timestamp);
        Add("time_hash", Time);
        Add("interval_hash", Interval);
        table.Add("pg_column_size", FunctionId.ColumnSize, Int4, Any);

        void Add(string name, TypeId type)
        {
            table.Add(name, FunctionId.Hash, Int4, type);
            var extended = name.EndsWith("_hash", StringComparison.Ordinal) ? $"{name}_extended" : $"{name}extended";
            table.Add(extended, FunctionId.HashExtended, Int8, type, Int8);
        }
    }
}
