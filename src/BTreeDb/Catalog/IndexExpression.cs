using BTreeDb.Types;

namespace BTreeDb.Catalog;

/// <summary>An expression that an index is over.</summary>
/// <param name="Sql">Its canonical text.</param>
/// <param name="Type">Its type.</param>
internal sealed record IndexExpression(string Sql, SqlType Type);
