using System.Globalization;

namespace BTreeDb.Tests.Engine.Isolation;

/// <summary>
/// A file of tests/golden/isolation: comments, <c>setup:</c> statements, <c>A:</c> steps, <c>anomaly:</c> conditions (all
/// must hold), and then what happened at each level, which the runner compares or rewrites.
/// </summary>
internal sealed class Schedule
{
    private Schedule(string head)
    {
        Head = head;
        foreach (var line in head.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Add(line);
    }

    /// <summary>All but the outcomes.</summary>
    public string Head { get; }

    /// <summary>What the first comment says.</summary>
    public string Title { get; private set; } = "";

    public List<string> Setup { get; } = [];

    public List<ScheduleStep> Steps { get; } = [];

    public List<ScheduleCondition> Anomaly { get; } = [];

    public static Schedule Parse(string text) => new(text.Split("\n--- ")[0].TrimEnd() + "\n");

    /// <summary>Whether the steps ended as the anomaly says.</summary>
    public bool HasAnomaly(string[] outcomes)
    {
        foreach (var condition in Anomaly)
        {
            if (Array.IndexOf(condition.Outcomes, outcomes[condition.Step - 1]) < 0)
                return false;
        }

        return true;
    }

    private void Add(string line)
    {
        if (line.StartsWith("# ", StringComparison.Ordinal))
            Title = Title.Length == 0 ? line[2..] : Title;
        else if (line.StartsWith("setup: ", StringComparison.Ordinal))
            Setup.Add(line[7..]);
        else if (line.StartsWith("anomaly: ", StringComparison.Ordinal))
            AddAnomaly(line[9..]);
        else if (line.Length > 3 && line[1] == ':')
            Steps.Add(new ScheduleStep(Steps.Count + 1, line[0], line[3..]));
        else
            throw new FormatException($"What is this line for? {line}");
    }

    private void AddAnomaly(string text)
    {
        var parts = text.Split(" = ", 2);
        Anomaly.Add(new ScheduleCondition(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1].Split(" or ")));
    }
}
