using BTreeDb.Types;

namespace BTreeDb.Binding;

/// <summary>A column that a relation produces: its identity, its name and its type.</summary>
internal sealed record BoundColumnDefinition(ColumnId Id, string Name, SqlType Type);
