using System.Collections.Immutable;
using BTreeDb.Types;

namespace BTreeDb.Catalog.SystemRelations;

/// <summary>A named statement as <c>pg_prepared_statements</c> shows it.</summary>
internal readonly record struct SystemPreparedStatement(
    string Name, string Text, long PreparedAt, ImmutableArray<SqlType> ParameterTypes);
