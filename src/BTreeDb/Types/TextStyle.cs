namespace BTreeDb.Types;

/// <summary>
/// How a session writes values as text, and reads what can be read in more than one way. It travels with the session's
/// time zone (<see cref="SessionTimeZone.Style"/>): whatever prints or reads a value in one needs the other.
/// </summary>
internal sealed record TextStyle
{
    /// <summary>The style that a session starts with, in which definitions are stored, too.</summary>
    public static TextStyle Default { get; } = new();

    /// <summary>DateStyle: how dates and timestamps are written.</summary>
    public DateFormat Dates { get; init; }

    /// <summary>DateStyle: which comes first in a date of numbers.</summary>
    public DateOrder Order { get; init; }

    /// <summary>IntervalStyle.</summary>
    public IntervalFormat Intervals { get; init; }

    /// <summary>bytea_output: whether bytes are written in the escape format, not in hexadecimal digits.</summary>
    public bool EscapesBytes { get; init; }

    /// <summary>extra_float_digits: from 1 on the shortest digits that read back the same, else so many fewer than the type has.</summary>
    public int ExtraFloatDigits { get; init; } = 1;
}
