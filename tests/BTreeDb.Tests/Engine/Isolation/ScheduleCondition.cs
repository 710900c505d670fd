namespace BTreeDb.Tests.Engine.Isolation;

/// <summary>A step that shows the anomaly when it ends in one of several ways.</summary>
internal sealed record ScheduleCondition(int Step, string[] Outcomes);
