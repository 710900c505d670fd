using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Binding;

/// <summary>
/// A relation that a statement of the engine's own finds beside the catalog's: its rows are handed in when it runs, such as
/// the keys that foreign keys ask about.
/// </summary>
/// <param name="Name">Its name, which hides a table's.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record RowInputRelation(string Name, ImmutableArray<(string Name, SqlType Type)> Columns);
