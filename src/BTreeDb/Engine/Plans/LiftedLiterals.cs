using BTreeDb.Types;

namespace BTreeDb.Engine.Plans;

/// <summary>The literals of a text that runs with parameters in their place.</summary>
/// <param name="Values">Their values.</param>
/// <param name="Types">The types that they have as literals.</param>
internal sealed record LiftedLiterals(Datum[] Values, SqlType[] Types);
