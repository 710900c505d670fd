namespace BTreeDb.Parsing.Syntax.Definitions;

/// <summary>DEFERRABLE and INITIALLY DEFERRED, null or false where nothing was written.</summary>
internal readonly record struct ConstraintTiming(bool? Deferrable, bool? InitiallyDeferred);
