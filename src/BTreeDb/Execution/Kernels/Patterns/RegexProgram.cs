namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// A nondeterministic automaton that finds all ends of matches that begin at one place, in time linear in the text.
/// </summary>
internal sealed class RegexProgram
{
    private const int StatesMax = 20000;
    private const int StepsPerLook = 4096;

    private static readonly List<int> None = [];
    private static readonly int[] First = [0];

    private readonly List<State> _states = [];
    private readonly List<int> _stack = [];
    private readonly List<CharacterSet> _starts = [];
    private State[] _program = [];
    private bool _isEmptyMatched;
    private int[] _marks = [];
    private int[] _current = [];
    private int[] _next = [];
    private int _mark;

    public RegexProgram(RegexNode node)
    {
        Add(node);
        _states.Add(default);
    }

    /// <summary>Whether a match may begin at a place, as far as the character that stands there tells.</summary>
    public bool MayBegin(string text, int at)
    {
        Begin();
        if (_isEmptyMatched)
            return true;
        if (at >= text.Length)
            return false;
        foreach (var set in _starts)
        {
            if (set.Contains(text[at]))
                return true;
        }

        return false;
    }

    /// <summary>The places between two where a match from the first one may end, in ascending order.</summary>
    public List<int> FindEnds(string text, int start, int limit, RegexClock clock)
    {
        Begin();
        List<int>? ends = null;
        var count = Close(First, 1, text, start, clock);
        for (var at = start; ; at++)
        {
            if (count > 0 && _current[count - 1] == _program.Length - 1)
                (ends ??= []).Add(at);
            if (at == limit || count == 0)
                return ends ?? None;
            count = Step(text, at, count, clock);
        }
    }

    /// <summary>Whether a match from one place may end at another one.</summary>
    public bool Matches(string text, int start, int end, RegexClock clock) =>
        FindEnds(text, start, end, clock) is [.., var last] && last == end;

    private void Begin()
    {
        if (_program.Length > 0)
            return;
        _program = [.. _states];
        _marks = new int[_program.Length];
        _current = new int[_program.Length];
        _next = new int[_program.Length];
        // What a match may begin with, if all constraints hold.
        var seen = new bool[_program.Length];
        _stack.Add(0);
        while (_stack.Count > 0)
        {
            var number = _stack[^1];
            _stack.RemoveAt(_stack.Count - 1);
            if (seen[number])
                continue;
            seen[number] = true;
            var state = _program[number];
            if (number == _program.Length - 1)
                _isEmptyMatched = true;
            else if (state.Characters is { } set)
                _starts.Add(set);
            else
                AddNext(state);
        }
    }

    private void AddNext(in State state)
    {
        _stack.Add(state.First);
        if (state.Second >= 0)
            _stack.Add(state.Second);
    }

    private int Step(string text, int at, int count, RegexClock clock)
    {
        var targets = 0;
        for (var i = 0; i < count; i++)
        {
            ref readonly var state = ref _program[_current[i]];
            if (state.Characters is { } set && set.Contains(text[at]))
                _next[targets++] = state.First;
        }

        if ((at & (StepsPerLook - 1)) == 0)
            clock.Check();
        return Close(_next, targets, text, at + 1, clock);
    }

    /// <summary>The states that wait for a character, or have arrived, from others on; the final one comes last.</summary>
    private int Close(int[] from, int fromCount, string text, int at, RegexClock clock)
    {
        _mark++;
        var count = 0;
        var isFinal = false;
        for (var i = fromCount - 1; i >= 0; i--)
            _stack.Add(from[i]);
        while (_stack.Count > 0)
        {
            var number = _stack[^1];
            _stack.RemoveAt(_stack.Count - 1);
            if (_marks[number] == _mark)
                continue;
            _marks[number] = _mark;
            ref readonly var state = ref _program[number];
            if (number == _program.Length - 1)
            {
                isFinal = true;
            }
            else if (state.Characters is not null)
            {
                _current[count++] = number;
            }
            else if (state.Constraint is null || Holds(state.Constraint, text, at, clock))
            {
                AddNext(state);
            }
        }

        if (isFinal)
            _current[count++] = _program.Length - 1;
        return count;
    }

    private static bool Holds(RegexNode constraint, string text, int at, RegexClock clock)
    {
        if (constraint is RegexNode.Edge edge)
            return at == (edge.IsEnd ? text.Length : 0);
        var look = (RegexNode.Look)constraint;
        if (!look.IsBehind)
            return look.Program.FindEnds(text, at, text.Length, clock).Count > 0 != look.IsNegated;
        for (var start = at; start >= 0; start--)
        {
            if (look.Program.Matches(text, start, at, clock))
                return !look.IsNegated;
        }

        return look.IsNegated;
    }

    /// <summary>Adds the states of a node; where they end the next state begins.</summary>
    private void Add(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Set set:
                Put(new(set.Characters, null, _states.Count + 1, -1));
                break;
            case RegexNode.Sequence sequence:
                foreach (var item in sequence.Items)
                    Add(item);
                break;
            case RegexNode.Alternatives alternatives:
                AddAlternatives(alternatives);
                break;
            case RegexNode.Repeat repeat:
                AddRepeat(repeat);
                break;
            default:
                Put(new(null, node, _states.Count + 1, -1));
                break;
        }
    }

    private void AddAlternatives(RegexNode.Alternatives node)
    {
        var exits = new List<int>();
        for (var i = 0; i < node.Branches.Length; i++)
        {
            var isLast = i == node.Branches.Length - 1;
            var choice = _states.Count;
            if (!isLast)
                Put(default);
            Add(node.Branches[i]);
            if (isLast)
                break;
            exits.Add(_states.Count);
            Put(default);
            _states[choice] = new(null, null, choice + 1, _states.Count);
        }

        foreach (var exit in exits)
            _states[exit] = new(null, null, _states.Count, -1);
    }

    private void AddRepeat(RegexNode.Repeat node)
    {
        for (var i = 0; i < node.Minimum; i++)
            Add(node.Item);
        if (node.Maximum < 0)
        {
            var loop = _states.Count;
            Put(default);
            Add(node.Item);
            Put(new(null, null, loop, -1));
            _states[loop] = new(null, null, loop + 1, _states.Count);
            return;
        }

        var choices = new List<int>();
        for (var i = node.Minimum; i < node.Maximum; i++)
        {
            choices.Add(_states.Count);
            Put(default);
            Add(node.Item);
        }

        foreach (var choice in choices)
            _states[choice] = new(null, null, choice + 1, _states.Count);
    }

    private void Put(State state)
    {
        if (_states.Count >= StatesMax)
            throw RegexErrors.TooComplex();
        _states.Add(state);
    }

    /// <summary>A state that waits for a character, one that holds under a condition, or one that goes on in two ways.</summary>
    private readonly record struct State(CharacterSet? Characters, RegexNode? Constraint, int First, int Second);
}
