using BTreeDb.Types;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>Writes an object as json text or jsonb: <c>{"a" : 1, "b" : 2}</c>.</summary>
internal ref struct JsonMembers
{
    private readonly CallFrame _call;
    private readonly JsonbBuilder? _builder;
    private bool _any;

    /// <summary>Starts an object.</summary>
    public JsonMembers(CallFrame call, bool isBinary)
    {
        _call = call;
        if (isBinary)
        {
            _builder = JsonbOperators.Begin(call);
            _builder.BeginObject();
        }
        else
        {
            call.Writer.Append((byte)'{');
        }
    }

    /// <summary>Adds a member.</summary>
    public void Add(ReadOnlySpan<byte> name, in Datum value, SqlType type)
    {
        var zone = _call.Context.TimeZone;
        if (_builder is not null)
        {
            _builder.AddKey(name);
            JsonValue.Add(_builder, value, type, zone);
            return;
        }

        if (_any)
            _call.Writer.Append(", "u8);
        _any = true;
        JsonText.WriteString(_call.Writer, name);
        _call.Writer.Append(" : "u8);
        JsonValue.Write(_call.Writer, value, type, zone);
    }

    /// <summary>Ends and answers the object.</summary>
    public readonly void Return()
    {
        if (_builder is not null)
        {
            _builder.End();
            _call.ReturnBytes(_builder.Result);
            return;
        }

        _call.Writer.Append((byte)'}');
        _call.ReturnWritten();
    }
}
