using BTreeDb.Types;
using BTreeDb.Types.Arrays;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>What functions that make arrays keep between rows.</summary>
internal sealed class ArrayScratch
{
    public ArrayBuilder Builder { get; } = new();

    public ArrayShape Shape { get; } = new();

    /// <summary>The raw bytes of a value to be compared with elements.</summary>
    public ByteWriter Raw { get; } = new();

    /// <summary>The memory of a call, its builder ready for elements of the result's family.</summary>
    public static ArrayScratch Of(CallFrame call)
    {
        var scratch = Get(call);
        scratch.Builder.Begin(call.ResultType.Element);
        return scratch;
    }

    /// <summary>The memory of a call.</summary>
    public static ArrayScratch Get(CallFrame call)
    {
        if (call.Cache is ArrayScratch scratch)
            return scratch;
        scratch = new ArrayScratch();
        call.Cache = scratch;
        return scratch;
    }

    /// <summary>Answers what the builder holds in a line.</summary>
    public void Return(CallFrame call, int lower = 1)
    {
        Builder.Finish(call.Writer, lower);
        call.ReturnWritten();
    }

    /// <summary>Answers what the builder holds in the shape.</summary>
    public void ReturnShaped(CallFrame call)
    {
        Builder.Finish(call.Writer, Shape);
        call.ReturnWritten();
    }

    /// <summary>The raw bytes of an argument that is not NULL.</summary>
    public ReadOnlySpan<byte> RawOf(CallFrame call, int argument)
    {
        Raw.Reset();
        var vector = call.Vector(argument, out var index);
        Vectors.ElementVector.AppendRaw(Raw, vector, index);
        return Raw.Written;
    }
}
