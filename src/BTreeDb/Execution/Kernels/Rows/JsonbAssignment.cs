using BTreeDb.Types.Json;

namespace BTreeDb.Execution.Kernels.Rows;

/// <summary>
/// The value of a jsonb column after an assignment to a subscript of it. What the path needs and is not there is made: an
/// array where the next step is a number, with nulls before it, else an object.
/// </summary>
internal readonly ref struct JsonbAssignment
{
    // The column, the value, whether the first step was a number, and then the steps.
    private const int FirstStep = 3;

    private readonly CallFrame _call;
    private readonly JsonbBuilder _builder;

    private JsonbAssignment(CallFrame call)
    {
        _call = call;
        _builder = JsonbOperators.Begin(call);
    }

    /// <summary>The row function.</summary>
    public static void Assign(CallFrame call)
    {
        for (var i = FirstStep; i < call.Count; i++)
        {
            if (call.IsNull(i))
                throw JsonErrors.NullSubscript();
        }

        var assignment = new JsonbAssignment(call);
        if (call.IsNull(0))
            assignment.Make(0, call.Boolean(2));
        else
            assignment.Change(new JsonbView(call.Bytes(0)), 0);
        call.ReturnBytes(assignment._builder.Result);
    }

    private int StepCount => _call.Count - FirstStep;

    private ReadOnlySpan<byte> Step(int level) => _call.Bytes(FirstStep + level);

    private void Change(JsonbView target, int level)
    {
        Diagnostics.StackDepth.Ensure();
        if (!target.IsContainer)
            throw JsonErrors.PathThroughScalar();
        if (target.Kind == JsonKind.Object)
            ChangeObject(target, level);
        else
            ChangeArray(target, level);
    }

    private void ChangeObject(JsonbView target, int level)
    {
        var member = target.Find(Step(level));
        _builder.BeginObject();
        for (var i = 0; i < target.Count; i++)
        {
            if (i != member)
            {
                JsonbOperators.AddPart(_builder, target, i);
                continue;
            }

            _builder.AddKey(target.KeyAt(i));
            Replace(target[i], level);
        }

        if (member < 0)
        {
            _builder.AddKey(Step(level));
            Extend(level + 1);
        }

        _builder.End();
    }

    private void ChangeArray(JsonbView target, int level)
    {
        if (!JsonAccess.TryReadIndex(Step(level), out var index))
            throw JsonErrors.PathNotInteger(level + 1, Step(level));
        if (index < 0 && index + target.Count < 0)
            throw JsonErrors.PathOutOfRange(level + 1, index);
        index = index < 0 ? index + target.Count : index;
        _builder.BeginArray();
        for (var i = 0; i < target.Count; i++)
        {
            if (i == index)
                Replace(target[i], level);
            else
                _builder.Add(target[i].Bytes);
        }

        if (index >= target.Count)
        {
            AddNulls(index - target.Count);
            Extend(level + 1);
        }

        _builder.End();
    }

    private void Replace(JsonbView part, int level)
    {
        if (level == StepCount - 1)
            Extend(level + 1);
        else
            Change(part, level + 1);
    }

    /// <summary>Makes what the steps from a level on lead to.</summary>
    private void Extend(int level)
    {
        if (level == StepCount)
        {
            if (_call.IsNull(1))
                _builder.AddNull();
            else
                _builder.Add(_call.Bytes(1));
            return;
        }

        Make(level, JsonAccess.TryReadIndex(Step(level), out _));
    }

    private void Make(int level, bool isArray)
    {
        Diagnostics.StackDepth.Ensure();
        if (!isArray)
        {
            _builder.BeginObject();
            _builder.AddKey(Step(level));
            Extend(level + 1);
            _builder.End();
            return;
        }

        JsonAccess.TryReadIndex(Step(level), out var index);
        if (index < 0)
            throw JsonErrors.PathOutOfRange(level + 1, index);
        _builder.BeginArray();
        AddNulls(index);
        Extend(level + 1);
        _builder.End();
    }

    private void AddNulls(int count)
    {
        for (var i = 0; i < count; i++)
            _builder.AddNull();
    }
}
