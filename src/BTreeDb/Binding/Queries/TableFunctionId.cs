namespace BTreeDb.Binding.Queries;

/// <summary>Functions that return a set of rows.</summary>
internal enum TableFunctionId
{
    /// <summary><c>generate_series(start, stop [, step])</c> over integer, bigint, numeric.</summary>
    GenerateSeries,

    /// <summary><c>unnest(array)</c>.</summary>
    Unnest,

    /// <summary><c>json_each</c> and its like: the members of an object.</summary>
    JsonEach,

    /// <summary>As <see cref="JsonEach"/>, the values as text.</summary>
    JsonEachText,

    /// <summary><c>json_array_elements</c> and its like.</summary>
    JsonElements,

    /// <summary>As <see cref="JsonElements"/>, as text.</summary>
    JsonElementsText,

    /// <summary><c>json_object_keys</c> and its like.</summary>
    JsonKeys,

    /// <summary><c>regexp_matches(text, pattern [, flags])</c>.</summary>
    RegexpMatches,

    /// <summary><c>regexp_split_to_table(text, pattern [, flags])</c>.</summary>
    RegexpSplit,

    /// <summary><c>string_to_table(text, delimiter [, null text])</c>.</summary>
    StringToTable,

    /// <summary><c>generate_subscripts(array, dimension [, reverse])</c>.</summary>
    GenerateSubscripts,

    /// <summary>A function whose body is statements.</summary>
    Routine,
}
