namespace BTreeDb.Tests.Engine.Isolation;

/// <summary>One statement of a schedule, by one of its sessions.</summary>
internal sealed record ScheduleStep(int Number, char Session, string Sql);
