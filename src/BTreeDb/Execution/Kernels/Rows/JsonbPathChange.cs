using BTreeDb.Types.Arrays;
using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>
/// Rebuilds a jsonb value with one change at the end of a path. Only the last step may name what is not there; where the
/// path leads nowhere, the value stays as it is.
/// </summary>
internal readonly ref struct JsonbPathChange
{
    private readonly JsonbBuilder _builder;
    private readonly ArrayView _path;
    private readonly ReadOnlySpan<byte> _value;
    private readonly JsonbChangeKind _kind;

    private JsonbPathChange(JsonbBuilder builder, ArrayView path, ReadOnlySpan<byte> value, JsonbChangeKind kind)
    {
        _builder = builder;
        _path = path;
        _value = value;
        _kind = kind;
    }

    /// <summary>Writes the changed value to a builder.</summary>
    public static void Apply(
        JsonbBuilder builder, JsonbView target, ArrayView path, ReadOnlySpan<byte> value, JsonbChangeKind kind)
    {
        if (path.Dimensions > 1)
            throw JsonErrors.WrongSubscripts();
        if (path.Count == 0)
            builder.Add(target.Bytes);
        else
            new JsonbPathChange(builder, path, value, kind).Change(target, 0);
    }

    private bool Adds => _kind is JsonbChangeKind.Create or JsonbChangeKind.InsertBefore or JsonbChangeKind.InsertAfter;

    private bool Inserts => _kind is JsonbChangeKind.InsertBefore or JsonbChangeKind.InsertAfter;

    private void Change(JsonbView target, int level)
    {
        if (!target.IsContainer)
        {
            _builder.Add(target.Bytes);
            return;
        }

        Diagnostics.StackDepth.Ensure();
        if (_path.IsNull(level))
            throw JsonErrors.PathNull(level + 1);
        if (target.Kind == JsonKind.Object)
            ChangeObject(target, level);
        else
            ChangeArray(target, level);
    }

    private void ChangeObject(JsonbView target, int level)
    {
        var isLast = level == _path.Count - 1;
        var member = target.Find(_path[level]);
        if (isLast && member >= 0 && Inserts)
            throw JsonErrors.CannotReplaceKey();
        _builder.BeginObject();
        for (var i = 0; i < target.Count; i++)
        {
            if (i != member)
            {
                JsonbOperators.AddPart(_builder, target, i);
                continue;
            }

            if (isLast && _kind == JsonbChangeKind.Delete)
                continue;
            _builder.AddKey(target.KeyAt(i));
            if (isLast)
                _builder.Add(_value);
            else
                Change(target[i], level + 1);
        }

        if (member < 0 && isLast && Adds)
        {
            _builder.AddKey(_path[level]);
            _builder.Add(_value);
        }

        _builder.End();
    }

    private void ChangeArray(JsonbView target, int level)
    {
        var isLast = level == _path.Count - 1;
        if (!JsonAccess.TryReadIndex(_path[level], out var index))
            throw JsonErrors.PathNotInteger(level + 1, _path[level]);
        index = index < 0 ? Math.Max(index + target.Count, -1) : Math.Min(index, target.Count);
        _builder.BeginArray();
        if (index < 0 && isLast && Adds)
            _builder.Add(_value);
        for (var i = 0; i < target.Count; i++)
        {
            if (i != index)
                _builder.Add(target[i].Bytes);
            else if (isLast)
                ChangeElement(target[i]);
            else
                Change(target[i], level + 1);
        }

        if (index == target.Count && isLast && Adds)
            _builder.Add(_value);
        _builder.End();
    }

    private void ChangeElement(JsonbView element)
    {
        if (_kind is JsonbChangeKind.InsertBefore or JsonbChangeKind.Create or JsonbChangeKind.Replace)
            _builder.Add(_value);
        if (Inserts)
            _builder.Add(element.Bytes);
        if (_kind == JsonbChangeKind.InsertAfter)
            _builder.Add(_value);
    }
}
