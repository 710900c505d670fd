namespace BTreeDb.Catalog.SystemRelations.PgCatalog;

/// <summary>The settings of the session.</summary>
internal sealed class PgSettings() : SystemRelation(12104, SystemRelationIndex.CatalogSchema, "pg_settings",
    "name text, setting text, unit text, category text, short_desc text, extra_desc text, context text, "
    + "vartype text, source text, min_val text, max_val text, enumvals _text, boot_val text, reset_val "
    + "text, sourcefile text, sourceline int4, pending_restart bool", isView: true)
{
    /// <inheritdoc/>
    public override void Fill(SystemState state, SystemRows rows)
    {
        foreach (var setting in state.Session.Settings)
        {
            var row = rows.Add();
            row["name"] = Cell.Of(setting.Name);
            row["setting"] = Cell.Of(setting.Value);
            row["unit"] = Cell.Of(setting.Unit);
            row["category"] = Cell.Of("Settings");
            row["short_desc"] = Cell.Of(setting.Description);
            row["context"] = Cell.Of(setting.Context);
            row["vartype"] = Cell.Of(setting.Kind);
            row["source"] = Cell.Of(setting.Value == setting.Default ? "default" : "session");
            row["min_val"] = Cell.Of(setting.Minimum);
            row["max_val"] = Cell.Of(setting.Maximum);
            row["enumvals"] = Cell.OfTexts(setting.Choices);
            row["boot_val"] = Cell.Of(setting.Default);
            row["reset_val"] = Cell.Of(setting.Initial);
            row["pending_restart"] = Cell.Of(false);
        }
    }
}
