using BTreeDb.Parsing.Generated;

namespace BTreeDb.Parsing;

/// <summary>
/// Tells the semicolons inside BEGIN ATOMIC ... END, the body of a routine, from that which ends the statement. Sees the
/// tokens of one statement in order.
/// </summary>
internal struct AtomicBody
{
    private int _count;
    private int _last;
    private bool _isRoutine;
    private int _depth;

    /// <summary>Whether a semicolon here belongs to the body.</summary>
    public readonly bool IsInside => _depth > 0;

    /// <summary>Sees the next token; another statement begins with <c>default</c>.</summary>
    public void See(int type)
    {
        _isRoutine |= _count <= 3 && _last is BTreeDbLexer.CREATE or BTreeDbLexer.REPLACE
            && type is BTreeDbLexer.FUNCTION or BTreeDbLexer.PROCEDURE;
        if (_isRoutine)
        {
            if (_depth == 0)
                _depth = _last == BTreeDbLexer.BEGIN && type == BTreeDbLexer.ATOMIC ? 1 : 0;
            else if (type == BTreeDbLexer.CASE)
                _depth++;
            else if (type == BTreeDbLexer.END)
                _depth--;
        }

        _last = type;
        _count++;
    }
}
