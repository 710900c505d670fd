using BTreeDb.Execution.Expressions;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Kernels;

/// <summary>What a function works with besides its arguments. Owned by the node that calls it.</summary>
internal sealed class FunctionScope(SqlType argumentType, SqlType resultType, bool isExplicit)
{
    /// <summary>The type of the first argument.</summary>
    public SqlType ArgumentType { get; } = argumentType;

    public SqlType ResultType { get; } = resultType;

    /// <summary>Scratch memory; whoever uses it resets it first.</summary>
    public ByteWriter Scratch { get; } = new();

    /// <summary>Something that a function keeps between rows, such as a parsed field name.</summary>
    public object? Cache { get; set; }

    /// <summary>The context of the running evaluation.</summary>
    public EvaluationContext Context { get; private set; } = null!;

    /// <summary>The context of text conversions.</summary>
    public ConversionContext Conversion { get; private set; }

    /// <summary>Where results of variable length go.</summary>
    public TextArena Arena { get; private set; } = null!;

    /// <summary>Prepares for an evaluation whose results go to a vector that has been cleared.</summary>
    public void Begin(ColumnVector result, EvaluationContext context)
    {
        Context = context;
        Conversion = context.Conversion(isExplicit);
        Arena = result.Arena;
    }

    /// <summary>The scratch memory, empty.</summary>
    public ByteWriter Writer()
    {
        Scratch.Reset();
        return Scratch;
    }

    /// <summary>What was written to the scratch memory, as a value.</summary>
    public TextView Written() => Arena.Add(Scratch.Written);
}
