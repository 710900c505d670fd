namespace BTreeDb.Shell.Commands;

/// <summary>A command of the shell itself, such as <c>\dt</c>.</summary>
/// <param name="Name">With its backslash.</param>
/// <param name="Argument">What may follow, for the help.</param>
/// <param name="Help">One line.</param>
/// <param name="Run">Does it with the rest of the line; returns false when it failed.</param>
internal sealed record MetaCommand(string Name, string Argument, string Help, Func<string, bool> Run);
