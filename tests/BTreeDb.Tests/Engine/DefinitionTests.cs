using BTreeDb.Diagnostics;

namespace BTreeDb.Tests.Engine;

public sealed class DefinitionTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Create_table_names_its_constraints_as_PostgreSQL_does()
    {
        _database.Run("""
            CREATE TABLE t (a int PRIMARY KEY, b text UNIQUE, c int CHECK (c > 0), d int,
                UNIQUE (c, d), CHECK (c < d), CONSTRAINT named CHECK (d <> 7))
            """).ShouldBe("CREATE TABLE");
        _database.Session.GetCatalog().TryGetTable(null, "t", out var table).ShouldBeTrue();
        table!.PrimaryKeyName.ShouldBe("t_pkey");
        table.Indexes.Length.ShouldBe(2);
        table.Indexes[0].Name.ShouldBe("t_b_key");
        table.Indexes[1].Name.ShouldBe("t_c_d_key");
        table.Checks.Length.ShouldBe(3);
        table.Checks[0].Name.ShouldBe("t_c_check");
        table.Checks[1].Name.ShouldBe("t_check");
        table.Checks[2].Name.ShouldBe("named");
        table.Columns[0].IsNullable.ShouldBeFalse();
        table.Columns[1].IsNullable.ShouldBeTrue();
    }

    [Fact]
    public void Catalog_survives_reopening()
    {
        _database.Run("""
            CREATE TABLE t (a int, b numeric(10,2) DEFAULT 1.5, c varchar(20) NOT NULL, PRIMARY KEY (c, a), CHECK (a > 0));
            CREATE UNIQUE INDEX i ON t (b DESC, a NULLS FIRST);
            CREATE VIEW v (x) AS SELECT a + 1 FROM t
            """);
        var before = _database.Session.GetCatalog();
        _database.Reopen();
        var after = _database.Session.GetCatalog();
        before.TryGetTable(null, "t", out var old).ShouldBeTrue();
        after.TryGetTable(null, "t", out var table).ShouldBeTrue();
        table!.Columns.ShouldBe(old!.Columns);
        table.PrimaryKey.ShouldBe(old.PrimaryKey);
        table.Checks.ShouldBe(old.Checks);
        table.DefinedIn.ShouldBe(old.DefinedIn);
        table.Indexes[0].Columns.ShouldBe(old.Indexes[0].Columns);
        table.Indexes[0].IsUnique.ShouldBeTrue();
        after.TryGetView(null, "v", out var view).ShouldBeTrue();
        view!.ColumnNames.ShouldBe(["x"]);
        view.References.ShouldBe([table.Id]);
        after.NextObjectId.ShouldBe(before.NextObjectId);
    }

    [Fact]
    public void Rollback_undoes_definitions()
    {
        _database.Run("CREATE TABLE kept (a int); BEGIN; CREATE TABLE t (a int); DROP TABLE kept; ROLLBACK");
        var catalog = _database.Session.GetCatalog();
        catalog.TryGetTable(null, "t", out _).ShouldBeFalse();
        catalog.TryGetTable(null, "kept", out _).ShouldBeTrue();
        _database.Run("CREATE TABLE t (b int)");
    }

    [Fact]
    public void Definitions_in_a_block_are_seen_by_others_only_after_commit()
    {
        using var other = _database.Engine.OpenSession();
        _database.Run("BEGIN; CREATE TABLE t (a int)");
        other.GetCatalog().TryGetTable(null, "t", out _).ShouldBeFalse();
        _database.Session.GetCatalog().TryGetTable(null, "t", out _).ShouldBeTrue();
        _database.Run("COMMIT");
        other.GetCatalog().TryGetTable(null, "t", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("CREATE TABLE t (a int, a int)", SqlState.DuplicateColumn)]
    [InlineData("CREATE TABLE t (a int PRIMARY KEY, b int PRIMARY KEY)", SqlState.InvalidTableDefinition)]
    [InlineData("CREATE TABLE t (a int, PRIMARY KEY (b))", SqlState.UndefinedColumn)]
    [InlineData("CREATE TABLE t (a int, UNIQUE (a, a))", SqlState.DuplicateColumn)]
    [InlineData("CREATE TABLE t (a int NULL NOT NULL)", SqlState.SyntaxError)]
    [InlineData("CREATE TABLE t (a int DEFAULT 1 DEFAULT 2)", SqlState.SyntaxError)]
    [InlineData("CREATE TABLE t (a int DEFAULT 'x'::text)", SqlState.DatatypeMismatch)]
    [InlineData("CREATE TABLE t (a int CHECK (b > 1))", SqlState.UndefinedColumn)]
    [InlineData("CREATE TABLE t (a int CHECK (a))", SqlState.DatatypeMismatch)]
    [InlineData("CREATE TABLE t (a nosuchtype)", SqlState.UndefinedObject)]
    [InlineData("CREATE TABLE nosuch.t (a int)", SqlState.InvalidSchemaName)]
    [InlineData("CREATE TABLE t (a int REFERENCES t)", SqlState.UndefinedObject)]
    [InlineData("CREATE TABLE e (a int)", SqlState.DuplicateTable)]
    [InlineData("CREATE INDEX i ON nosuch (a)", SqlState.UndefinedTable)]
    [InlineData("CREATE INDEX i ON e (nosuch)", SqlState.UndefinedColumn)]
    [InlineData("CREATE INDEX i ON v (a)", SqlState.WrongObjectType)]
    [InlineData("CREATE INDEX e_i ON e (a)", SqlState.DuplicateTable)]
    [InlineData("CREATE INDEX i ON e (lower(a))", SqlState.UndefinedFunction)]
    [InlineData("CREATE INDEX i ON e USING gin (a)", SqlState.FeatureNotSupported)]
    [InlineData("CREATE INDEX i ON e USING nosuch (a)", SqlState.UndefinedObject)]
    [InlineData("CREATE VIEW v AS SELECT 1", SqlState.DuplicateTable)]
    [InlineData("CREATE OR REPLACE VIEW e AS SELECT 1", SqlState.WrongObjectType)]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT 1 AS b", SqlState.InvalidTableDefinition)]
    [InlineData("CREATE VIEW w AS SELECT 1 AS a, 2 AS a", SqlState.DuplicateColumn)]
    [InlineData("CREATE VIEW w (a, b) AS SELECT 1", SqlState.SyntaxError)]
    [InlineData("DROP TABLE nosuch", SqlState.UndefinedTable)]
    [InlineData("DROP TABLE v", SqlState.WrongObjectType)]
    [InlineData("DROP VIEW e", SqlState.WrongObjectType)]
    [InlineData("DROP INDEX nosuch", SqlState.UndefinedObject)]
    [InlineData("DROP INDEX e_pkey", SqlState.DependentObjectsStillExist)]
    [InlineData("DROP TABLE e", SqlState.DependentObjectsStillExist)]
    public void Wrong_definition_is_refused(string sql, string state)
    {
        _database.Run("CREATE TABLE e (a int PRIMARY KEY); CREATE INDEX e_i ON e (a); CREATE VIEW v AS SELECT a FROM e");
        _database.Fails(sql).SqlState.ShouldBe(state);
    }

    [Fact]
    public void Drop_cascades_to_views_when_told()
    {
        _database.Run("""
            CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v; CREATE INDEX i ON t (a)
            """);
        var error = _database.Fails("DROP TABLE t");
        error.Message.ShouldBe("cannot drop table t because other objects depend on it");
        _database.Run("DROP TABLE t CASCADE").ShouldBe("DROP TABLE");
        var catalog = _database.Session.GetCatalog();
        catalog.Tables.ShouldBeEmpty();
        catalog.Views.ShouldBeEmpty();
        catalog.HasRelation(null, "i").ShouldBeFalse();
    }

    [Fact]
    public void If_exists_and_if_not_exists_only_notice()
    {
        _database.Run("CREATE TABLE t (a int); CREATE TABLE IF NOT EXISTS t (b int); DROP TABLE IF EXISTS nosuch");
        var version = _database.Session.GetCatalog().Version;
        _database.Run("CREATE TABLE IF NOT EXISTS t (b int)");
        _database.Session.GetCatalog().Version.ShouldBe(version);
        _database.Notices.Count.ShouldBe(3);
        _database.Notices[0].Message.ShouldBe("relation \"t\" already exists, skipping");
        _database.Notices[1].Message.ShouldBe("table \"nosuch\" does not exist, skipping");
    }

    [Fact]
    public void Index_gets_a_name_when_it_has_none()
    {
        _database.Run("CREATE TABLE t (a int, b int); CREATE INDEX ON t (a, b); CREATE INDEX ON t (a, b)");
        _database.Session.GetCatalog().HasRelation(null, "t_a_b_idx").ShouldBeTrue();
        _database.Session.GetCatalog().HasRelation(null, "t_a_b_idx1").ShouldBeTrue();
        _database.Run("DROP INDEX t_a_b_idx").ShouldBe("DROP INDEX");
    }
}
