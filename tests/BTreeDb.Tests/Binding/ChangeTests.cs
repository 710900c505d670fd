using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Binding.Statements;
using BTreeDb.Diagnostics;
using BTreeDb.Parsing;
using BTreeDb.Types;

namespace BTreeDb.Tests.Binding;

/// <summary>INSERT, UPDATE, DELETE, defaults and checks.</summary>
public sealed class ChangeTests
{
    [Fact]
    public void Insert_fills_the_row_with_values_and_defaults()
    {
        var insert = BindingFixture.Bind("INSERT INTO s (x, a) VALUES (1, 2)").ShouldBeOfType<BoundInsert>();
        insert.Row.Length.ShouldBe(3);
        insert.Row[0].ShouldBeOfType<BoundColumn>().Id.ShouldBe(insert.Source.Columns[1].Id);
        insert.Row[1].ShouldBeOfType<BoundColumn>().Id.ShouldBe(insert.Source.Columns[0].Id);
        insert.Row[2].ShouldBeOfType<BoundLiteral>().Value.AsText().ShouldBe("zz");
    }

    [Fact]
    public void Default_among_values_is_the_columns_default()
    {
        var insert = BindingFixture.Bind("INSERT INTO s VALUES (1, 2, DEFAULT), (3, 4, 'y')").ShouldBeOfType<BoundInsert>();
        var rows = insert.Source.ShouldBeOfType<BoundValues>().Rows;
        rows[0][2].ShouldBeOfType<BoundLiteral>().Value.AsText().ShouldBe("zz");
        rows[1][2].ShouldBeOfType<BoundLiteral>().Value.AsText().ShouldBe("y");
    }

    [Fact]
    public void Default_values_are_one_row_without_columns()
    {
        var insert = BindingFixture.Bind("INSERT INTO s DEFAULT VALUES").ShouldBeOfType<BoundInsert>();
        insert.Source.ShouldBeOfType<BoundValues>().Rows.ShouldHaveSingleItem().ShouldBeEmpty();
        insert.Row[0].ShouldBeOfType<BoundLiteral>().Value.IsNull.ShouldBeTrue();
    }

    [Fact]
    public void Update_keeps_what_it_does_not_set()
    {
        var update = BindingFixture.Bind("UPDATE s SET x = x + 1 RETURNING x, s.z").ShouldBeOfType<BoundUpdate>();
        update.ChangedColumns.ShouldBe([1]);
        update.Row[0].ShouldBeOfType<BoundColumn>().Id.ShouldBe(update.Target.Columns[0].Id);
        update.Row[1].ShouldBeOfType<BoundCall>();
        update.Returning[0].Expression.ShouldBeOfType<BoundColumn>().Id.ShouldBe(update.NewRow[1].Id);
    }

    [Fact]
    public void Update_from_joins_the_target_first()
    {
        var update = BindingFixture.Bind("UPDATE t SET b = s.z FROM s WHERE s.a = t.a").ShouldBeOfType<BoundUpdate>();
        var join = update.From.ShouldBeOfType<BoundJoin>();
        join.Left.ShouldBeSameAs(update.Target);
        join.Kind.ShouldBe(JoinKind.Cross);
    }

    [Fact]
    public void Checks_are_bound_over_the_new_row()
    {
        var catalog = FakeCatalog.Golden();
        catalog.AddCheck("s", "s_x_check", "x > 0 AND s.x < a");
        var insert = BindingFixture.Bind(catalog, "INSERT INTO s VALUES (1, 2)").ShouldBeOfType<BoundInsert>();
        var check = insert.Checks.ShouldHaveSingleItem();
        check.Name.ShouldBe("s_x_check");
        check.Condition.ShouldBeOfType<BoundLogical>()
            .Operands[0].ShouldBeOfType<BoundCall>()
            .Arguments[0].ShouldBeOfType<BoundColumn>().Id.ShouldBe(insert.NewRow[1].Id);
    }

    [Theory]
    [InlineData("a", "0A000", "cannot use column reference in DEFAULT expression")]
    [InlineData("(SELECT 1)", "0A000", "cannot use subquery in DEFAULT expression")]
    [InlineData("count(*)", "42803", "aggregate functions are not allowed in DEFAULT expressions")]
    [InlineData("true", "42804", "column \"a\" is of type integer but default expression is of type boolean")]
    [InlineData("'x'", "22P02", "invalid input syntax for type integer: \"x\"")]
    public void A_default_is_checked_when_it_is_defined(string sql, string state, string message)
    {
        var error = Should.Throw<EngineException>(() => Binder.BindDefault(
            SqlParser.ParseExpression(sql), "a", SqlType.Integer, FakeCatalog.Golden(), BindingOptions.Default));
        error.SqlState.ShouldBe(state);
        error.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("q > 1", "42703", "column \"q\" does not exist")]
    [InlineData("a", "42804", "argument of CHECK must be type boolean, not type integer")]
    [InlineData("(SELECT true)", "0A000", "cannot use subquery in check constraint")]
    [InlineData("sum(a) > 1", "42803", "aggregate functions are not allowed in check constraints")]
    public void A_check_is_checked_when_it_is_defined(string sql, string state, string message)
    {
        var catalog = FakeCatalog.Golden();
        catalog.TryGetTable(null, "t", out var table).ShouldBeTrue();
        var error = Should.Throw<EngineException>(() => Binder.BindCheck(
            SqlParser.ParseExpression(sql), "t", table!.Columns, catalog, BindingOptions.Default));
        error.SqlState.ShouldBe(state);
        error.Message.ShouldBe(message);
    }

    [Fact]
    public void A_wrong_value_names_its_column_and_how_to_help()
    {
        var error = BindingFixture.Error("INSERT INTO t (a) VALUES (true)");
        error.ColumnName.ShouldBe("a");
        error.Hint.ShouldBe("You will need to rewrite or cast the expression.");
    }

    [Fact]
    public void A_changed_view_stands_for_its_table() =>
        BindingFixture.Bind("DELETE FROM v").ShouldBeOfType<BoundDelete>().Table.Name.ShouldBe("t");
}
