using BTreeDb.Execution.Kernels;
using BTreeDb.Execution.Vectors;
using BTreeDb.Types;

namespace BTreeDb.Execution.Expressions;

/// <summary>[NOT] LIKE and ILIKE. The pattern is compiled again only when its bytes change.</summary>
internal sealed class LikeExpression(
    VectorExpression subject, VectorExpression pattern, VectorExpression? escape, bool ignoreCase, bool isNegated,
    int capacity) : VectorExpression(SqlType.Boolean)
{
    private readonly ColumnVector<byte> _result = new(SqlType.Boolean, capacity);
    private readonly LikePattern _compiled = new(ignoreCase, isBytes: subject.Type.Id == TypeId.Bytea);

    public override ColumnVector Evaluate(Batch batch, EvaluationContext context)
    {
        var s = (ColumnVector<TextView>)subject.Evaluate(batch, context);
        var p = (ColumnVector<TextView>)pattern.Evaluate(batch, context);
        var e = (ColumnVector<TextView>?)escape?.Evaluate(batch, context);
        _result.Clear();
        if (s.IsConstant && p.IsConstant && e is not { IsConstant: false })
        {
            _result.IsConstant = true;
            Test(s, p, e, 0);
            return _result;
        }

        var selection = batch.Selection;
        var count = batch.Count;
        for (var i = 0; i < count; i++)
            Test(s, p, e, selection is null ? i : selection[i]);
        return _result;
    }

    private void Test(ColumnVector<TextView> s, ColumnVector<TextView> p, ColumnVector<TextView>? e, int row)
    {
        var (si, pi) = (s.IndexOf(row), p.IndexOf(row));
        if (s.Nulls[si] || p.Nulls[pi] || (e is not null && e.IsNull(row)))
        {
            _result.Nulls.SetNull(row);
            return;
        }

        if (e is null)
            _compiled.Use(p.Values[pi].Span, "\\"u8);
        else
            _compiled.Use(p.Values[pi].Span, e.Values[e.IndexOf(row)].Span);
        _result.Values[row] = (byte)(_compiled.Matches(s.Values[si].Span) != isNegated ? 1 : 0);
    }
}
