using BTreeDb.Execution.Vectors;
using BTreeDb.Planning.Physical;
using BTreeDb.Types;

namespace BTreeDb.Execution.Operators;

/// <summary>
/// Joins two inputs that come in the order of their first keys. Each left batch, or the part of it whose right rows are there,
/// probes a hash table of just the right rows between its first and its last key: small enough for the caches, and the same
/// code as in a hash join tests the pairs. Keeps the left order, but for left rows without partner.
/// </summary>
internal sealed class MergeJoinOperator : Operator
{
    /// <summary>Right rows that are kept at once, unless more of them have one key.</summary>
    private const int WindowRows = 16 * 1024;

    private readonly Operator _left;
    private readonly Operator _right;
    private readonly JoinMethodKind _kind;
    private readonly MergeKey _leftKey;
    private readonly MergeKey _rightKey;
    private readonly JoinProbe _probe;
    private readonly MergeWindow _window;
    private readonly Batch _piece;
    private StatementContext _context = null!;
    private Batch? _leftBatch;
    private Batch? _rightBatch;
    private int _leftNext;
    private int _rightNext;
    private bool _isRightRead;
    private bool _isProbing;

    /// <summary>Joins two inputs.</summary>
    public MergeJoinOperator(
        Operator left, Operator right, JoinMethodKind kind, KeyExpressions leftKeys, KeyExpressions rightKeys,
        MergeKey leftKey, MergeKey rightKey, SqlType[] leftTypes, SqlType[] rightTypes, PairConditions conditions,
        PairColumns? output)
    {
        (_left, _right, _kind, _leftKey, _rightKey) = (left, right, kind, leftKey, rightKey);
        var build = new JoinBuildSide(rightKeys, rightTypes);
        _window = new MergeWindow(build, rightKey, rightTypes);
        _probe = new JoinProbe(kind, leftKeys, build, conditions, output, leftTypes.Length, false);
        _piece = new Batch(new ColumnVector[leftTypes.Length]);
    }

    /// <inheritdoc/>
    public override void Open(StatementContext context)
    {
        _context = context;
        _leftBatch = _rightBatch = null;
        _leftNext = _rightNext = 0;
        _isRightRead = false;
        _isProbing = false;
        _window.Clear();
        _left.Open(context);
        _right.Open(context);
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            _context.CheckCancellation();
            if (_isProbing)
            {
                if (_probe.Next(_context) is { } joined)
                    return joined;
                _isProbing = false;
            }

            if (!NextPiece())
                return null;
            _probe.Start(_piece, _context);
            _isProbing = true;
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _left.Close();
        _right.Close();
        _window.Clear();
        _leftBatch = _rightBatch = null;
        _isProbing = false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _left.Dispose();
        _right.Dispose();
    }

    /// <summary>Takes the next left rows whose right rows can be kept together; false at the end.</summary>
    private bool NextPiece()
    {
        while (_leftBatch is null || _leftNext >= _leftBatch.Count)
        {
            _context.CheckCancellation();
            // Without right rows to come there are no more pairs.
            if (_isRightRead && _window.IsEmpty && _kind is JoinMethodKind.Inner or JoinMethodKind.Semi)
                return false;
            _leftBatch = _left.Next();
            _leftNext = 0;
            if (_leftBatch is null)
                return false;
        }

        var left = _leftBatch;
        var keys = left.Columns[_leftKey.Place];
        var rows = RowList.Of(left);
        _window.DropBefore(keys, rows[_leftNext], _context);
        var isWhole = FillWindow(keys, rows[_leftNext], rows[^1]);
        var end = isWhole ? rows.Length : _leftKey.Find(keys, rows, _leftNext, _window.Highest, 0, orEqual: true);
        Array.Copy(left.Columns, _piece.Columns, left.Columns.Length);
        _piece.RowCount = left.RowCount;
        var piece = _piece.OwnSelection();
        rows[_leftNext..end].CopyTo(piece);
        _piece.Select(piece, end - _leftNext);
        _leftNext = end;
        return true;
    }

    /// <summary>
    /// Reads the right rows from the key of one left row to that of another; false when there are too many, and those below the
    /// highest key read have all been.
    /// </summary>
    private bool FillWindow(ColumnVector leftKeys, int first, int last)
    {
        while (!_isRightRead)
        {
            _context.CheckCancellation();
            if (_rightBatch is null || _rightNext >= _rightBatch.Count)
            {
                _rightBatch = _right.Next();
                _rightNext = 0;
                _isRightRead = _rightBatch is null;
                continue;
            }

            var rows = RowList.Of(_rightBatch);
            var keys = _rightBatch.Columns[_rightKey.Place];
            var from = _rightKey.Find(keys, rows, _rightNext, leftKeys, first, orEqual: true);
            var to = _rightKey.Find(keys, rows, from, leftKeys, last, orEqual: false);
            _rightNext = to;
            if (to > from)
                _window.Add(_rightBatch, rows[from..to], _context);
            if (to < rows.Length)
                return true;
            if (_window.Count >= WindowRows && _rightKey.Compare(_window.Highest, 0, leftKeys, first) > 0)
                return false;
        }

        return true;
    }
}
