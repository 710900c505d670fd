namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>
/// The sessions. When a statement or transaction began is not written down: asking for the time would cost a short statement
/// more than the rest of what is known of it.
/// </summary>
internal sealed class PgStatActivity() : SystemRelation(12216, SystemRelationIndex.CatalogSchema, "pg_stat_activity",
    "datid oid, datname name, pid int4, leader_pid int4, usesysid oid, usename name, application_name text, client_addr text, "
    + "client_hostname text, client_port int4, backend_start timestamptz, xact_start timestamptz, query_start timestamptz, "
    + "state_change timestamptz, wait_event_type text, wait_event text, state text, backend_xid int8, backend_xmin int8, "
    + "query_id int8, query text, backend_type text", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var activity in state.Session.Activities)
        {
            var row = rows.Add();
            row["datid"] = Cell.Of(SystemOids.Database);
            row["datname"] = Cell.Of(state.Session.DatabaseName);
            row["pid"] = Cell.Of(activity.Session);
            row["usesysid"] = Cell.Of(SystemOids.User);
            row["usename"] = Cell.Of(state.Session.UserName);
            row["application_name"] = Cell.Of(activity.ApplicationName);
            row["backend_start"] = Cell.Of(activity.BeganAt);
            row["wait_event_type"] = Cell.Of(activity.WaitsForLock ? "Lock" : null);
            row["state"] = Cell.Of(activity.State);
            row["query"] = Cell.Of(activity.Query);
            row["backend_type"] = Cell.Of("client backend");
        }
    }
}
