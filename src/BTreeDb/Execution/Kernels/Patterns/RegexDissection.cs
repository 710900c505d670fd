namespace BTreeDb.Execution.Kernels.Patterns;

/// <summary>
/// Finds how far a match goes and what its groups are by the rules of POSIX as PostgreSQL has them: the whole is as long, or
/// as short, as it can be, then each part in the order of their beginnings. These are the algorithms of <c>regexec.c</c>.
/// </summary>
internal sealed class RegexDissection
{
    private readonly string _text;
    private readonly RegexClock _clock;
    private readonly (int Start, int Length)[] _groups;

    private RegexDissection(string text, int groupCount, RegexClock clock)
    {
        _text = text;
        _clock = clock;
        _groups = new (int, int)[groupCount + 1];
        Array.Fill(_groups, (-1, 0));
    }

    /// <summary>The match that begins at a place; null where back references leave none.</summary>
    public static RegexMatch? Run(RegexPart root, int groupCount, string text, int start, RegexClock clock)
    {
        var ends = root.Program.FindEnds(text, start, text.Length, clock);
        for (var i = 0; i < ends.Count; i++)
        {
            var end = root.PrefersShort ? ends[i] : ends[^(i + 1)];
            var dissection = new RegexDissection(text, groupCount, clock);
            if (!dissection.Divide(root, start, end))
                continue;
            dissection._groups[0] = (start, end - start);
            return new RegexMatch(text, dissection._groups);
        }

        return null;
    }

    private bool Divide(RegexPart part, int start, int end)
    {
        Diagnostics.StackDepth.Ensure();
        _clock.Check();
        var isDivided = part.Kind switch
        {
            RegexPartKind.Pair => DividePair(part.Children[0], part.Children[1], start, end),
            RegexPartKind.Alternatives => DivideAlternatives(part, start, end),
            RegexPartKind.Iteration => Iterate(part, start, end),
            RegexPartKind.BackReference => IsRepetition(part, start, end),
            RegexPartKind.Wrapper => Divide(part.Children[0], start, end),
            _ => true,
        };
        if (isDivided && part.Group > 0)
            _groups[part.Group] = (start, end - start);
        return isDivided;
    }

    private bool DividePair(RegexPart left, RegexPart right, int start, int end)
    {
        var ends = left.Program.FindEnds(_text, start, end, _clock);
        for (var i = 0; i < ends.Count; i++)
        {
            var middle = left.PrefersShort ? ends[i] : ends[^(i + 1)];
            if (!right.Program.Matches(_text, middle, end, _clock))
                continue;
            if (Divide(left, start, middle) && Divide(right, middle, end))
                return true;
            Forget(left);
            Forget(right);
        }

        return false;
    }

    private bool DivideAlternatives(RegexPart part, int start, int end)
    {
        foreach (var branch in part.Children)
        {
            if (branch.Program.Matches(_text, start, end, _clock) && Divide(branch, start, end))
                return true;
            Forget(branch);
        }

        return false;
    }

    private bool Iterate(RegexPart part, int start, int end)
    {
        // One empty repetition is preferred to none, unless short is better; else an empty one serves only to reach the minimum.
        if (part.Minimum == 0 && start == end)
        {
            var child = part.Children[0];
            if (child.PrefersShort || !child.Program.Matches(_text, start, end, _clock) || !Divide(child, start, end))
                Forget(child);
            return true;
        }

        var minimum = Math.Max(part.Minimum, 1);
        var maximum = end - start;
        if (part.Maximum >= 0)
            maximum = Math.Min(maximum, part.Maximum);
        return Iterate(part.Children[0], start, end, minimum, Math.Max(maximum, minimum));
    }

    /// <summary>Tries the ends of each repetition, the preferred ones first; a loop, because there may be very many.</summary>
    private bool Iterate(RegexPart child, int start, int end, int minimum, int maximum)
    {
        var bounds = new List<int> { start };
        var choices = new List<(List<int> Ends, int Next)> { (child.Program.FindEnds(_text, start, end, _clock), 0) };
        while (choices.Count > 0)
        {
            var (ends, next) = choices[^1];
            if (next == ends.Count)
            {
                choices.RemoveAt(choices.Count - 1);
                bounds.RemoveAt(bounds.Count - 1);
                continue;
            }

            choices[^1] = (ends, next + 1);
            var number = bounds.Count;
            var to = child.PrefersShort ? ends[next] : ends[^(next + 1)];
            if (to == bounds[^1] && (number >= minimum || minimum - number < end - to))
                continue;
            if (to == end && number >= minimum)
            {
                bounds.Add(to);
                if (DivideRepetitions(child, bounds))
                    return true;
                bounds.RemoveAt(bounds.Count - 1);
            }
            else if (number < maximum)
            {
                bounds.Add(to);
                choices.Add((child.Program.FindEnds(_text, to, end, _clock), 0));
            }
        }

        return false;
    }

    private bool DivideRepetitions(RegexPart child, List<int> bounds)
    {
        for (var i = 1; i < bounds.Count; i++)
        {
            Forget(child);
            if (!Divide(child, bounds[i - 1], bounds[i]))
                return false;
        }

        return true;
    }

    private bool IsRepetition(RegexPart part, int start, int end)
    {
        var (from, length) = _groups[part.Reference];
        if (from < 0)
            return false;
        if (length == 0)
            return start == end;
        var count = (end - start) / length;
        if ((end - start) % length != 0 || count < part.Minimum || (part.Maximum >= 0 && count > part.Maximum))
            return false;
        for (var at = start; at < end; at += length)
        {
            if (string.CompareOrdinal(_text, at, _text, from, length) != 0)
                return false;
        }

        return true;
    }

    private void Forget(RegexPart part)
    {
        if (part.Group > 0)
            _groups[part.Group] = (-1, 0);
        foreach (var child in part.Children)
            Forget(child);
    }
}
