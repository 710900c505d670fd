using BTreeDb.Binding.Queries;
using BTreeDb.Execution.Kernels.Rows;
using BTreeDb.Types;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Operators;

/// <summary>The members or elements of a json value as rows, with PostgreSQL's errors for values of another kind.</summary>
internal readonly struct JsonExpansion(TableFunctionId function, bool isBinary, List<Datum> rows)
{
    /// <summary>Adds the rows of a value.</summary>
    public void Expand(byte[] json)
    {
        Check(isBinary ? new JsonbView(json).Kind : new JsonTextView(json).Kind);
        if (isBinary)
            ExpandBinary(new JsonbView(json));
        else
            ExpandText(new JsonTextView(json));
    }

    private bool HasKeys => function is TableFunctionId.JsonEach or TableFunctionId.JsonEachText or TableFunctionId.JsonKeys;

    private bool HasTexts => function is TableFunctionId.JsonEachText or TableFunctionId.JsonElementsText;

    private string Name => (isBinary ? "jsonb" : "json") + function switch
    {
        TableFunctionId.JsonEach => "_each",
        TableFunctionId.JsonEachText => "_each_text",
        TableFunctionId.JsonElements => "_array_elements",
        TableFunctionId.JsonElementsText => "_array_elements_text",
        _ => "_object_keys",
    };

    private void ExpandBinary(JsonbView value)
    {
        for (var i = 0; i < value.Count; i++)
        {
            if (HasKeys)
                rows.Add(Datum.FromBytes(value.KeyAt(i).ToArray()));
            if (function != TableFunctionId.JsonKeys)
                rows.Add(ValueOf(value[i].Bytes));
        }
    }

    private void ExpandText(JsonTextView value)
    {
        var key = new ByteWriter();
        foreach (var part in value)
        {
            if (HasKeys)
            {
                key.Reset();
                JsonParser.Unescape(part.Key, key);
                rows.Add(Datum.FromBytes(key.Written.ToArray()));
            }

            if (function != TableFunctionId.JsonKeys)
                rows.Add(ValueOf(part.Value));
        }
    }

    private Datum ValueOf(ReadOnlySpan<byte> value)
    {
        if (!HasTexts)
            return Datum.FromBytes(value.ToArray());
        var text = new ByteWriter();
        return JsonAccess.TryWriteText(text, value, isBinary) ? Datum.FromBytes(text.Written.ToArray()) : Datum.Null;
    }

    private void Check(JsonKind kind)
    {
        if (kind == (HasKeys ? JsonKind.Object : JsonKind.Array))
            return;
        var isContainer = kind is JsonKind.Array or JsonKind.Object;
        if (function == TableFunctionId.JsonKeys)
            throw JsonErrors.CannotCall(Name, isContainer ? "an array" : "a scalar");
        if (HasKeys && isBinary)
            throw JsonErrors.CannotCall(Name, "a non-object");
        if (HasKeys)
            throw isContainer ? JsonErrors.NoObject() : JsonErrors.NoContainer();
        if (isBinary)
            throw JsonErrors.CannotExtract(isContainer ? "elements from an object" : "elements from a scalar", Name);
        throw JsonErrors.CannotCall(Name, isContainer ? "a non-array" : "a scalar");
    }
}
