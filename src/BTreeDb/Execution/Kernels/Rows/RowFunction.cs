namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>
/// A function that is called row by row. For functions whose work on one row outweighs a call by far: patterns, json,
/// arrays, formats. What is cheap is a kernel instead.
/// </summary>
internal delegate void RowFunction(CallFrame call);
