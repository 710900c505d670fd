using BTreeDb.Data;

namespace BTreeDb.Shell.Output;

/// <summary>Prints the rows of a result in one mode, while they come.</summary>
internal interface IResultWriter
{
    /// <summary>Prints all rows of the reader's current result.</summary>
    void Write(BTreeDbDataReader reader, TextWriter output);
}
