using BTreeDb.Binding;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Types;

namespace BTreeDb.Tests.Binding;

/// <summary>The shapes of bound queries that planning relies on.</summary>
public sealed class QueryShapeTests
{
    [Fact]
    public void An_aggregate_is_taken_out_once()
    {
        var select = BindingFixture.BindQuery<BoundSelect>("SELECT sum(x) + 1, sum(x) FROM s GROUP BY a HAVING sum(x) > 5");
        var aggregate = select.Aggregates.ShouldHaveSingleItem();
        aggregate.Aggregate.ShouldBe(AggregateId.Sum);
        select.IsGrouped.ShouldBeTrue();
        select.Projections[1].Expression.ShouldBeOfType<BoundColumn>().Id.ShouldBe(aggregate.Output);
        select.Having.ShouldBeOfType<BoundCall>().Arguments[0].ShouldBeOfType<BoundColumn>().Id.ShouldBe(aggregate.Output);
    }

    [Fact]
    public void Expressions_above_a_grouping_refer_to_its_keys()
    {
        var select = BindingFixture.BindQuery<BoundSelect>("SELECT upper(b) || 'x', a FROM t GROUP BY upper(b), a");
        select.GroupKeys.Length.ShouldBe(2);
        select.Projections[0].Expression.ShouldBeOfType<BoundCall>()
            .Arguments[0].ShouldBeOfType<BoundColumn>().Id.ShouldBe(select.GroupKeys[0].Column.Id);
        select.Projections[1].Expression.ShouldBeOfType<BoundColumn>().Id.ShouldBe(select.GroupKeys[1].Column.Id);
    }

    [Fact]
    public void Columns_that_the_primary_key_determines_become_keys()
    {
        var select = BindingFixture.BindQuery<BoundSelect>("SELECT a, b, count(*) FROM t GROUP BY a");
        select.GroupKeys.Length.ShouldBe(2);
        select.Projections[1].Expression.ShouldBeOfType<BoundColumn>().Id.ShouldBe(select.GroupKeys[1].Column.Id);
    }

    [Fact]
    public void A_subquery_above_a_grouping_sees_the_keys()
    {
        var select = BindingFixture.BindQuery<BoundSelect>(
            "SELECT a, (SELECT count(*) FROM s WHERE s.a = t.a) FROM t GROUP BY a");
        var subquery = select.Projections[1].Expression.ShouldBeOfType<BoundSubquery>();
        var condition = subquery.Query.ShouldBeOfType<BoundSelect>().Where.ShouldBeOfType<BoundCall>();
        condition.Arguments[1].ShouldBeOfType<BoundColumn>().Id.ShouldBe(select.GroupKeys[0].Column.Id);
    }

    [Fact]
    public void An_aggregate_of_outer_columns_belongs_to_the_outer_query()
    {
        var select = BindingFixture.BindQuery<BoundSelect>("SELECT (SELECT sum(t.a) FROM s LIMIT 1) FROM t");
        select.Aggregates.ShouldHaveSingleItem();
        var inner = select.Projections[0].Expression.ShouldBeOfType<BoundSubquery>().Query.ShouldBeOfType<BoundOrderedQuery>();
        inner.Input.ShouldBeOfType<BoundSelect>().IsGrouped.ShouldBeFalse();
    }

    [Fact]
    public void Order_by_reuses_an_output_column_or_hides_one()
    {
        var shown = BindingFixture.BindQuery<BoundOrderedQuery>("SELECT a, b FROM t ORDER BY b DESC");
        shown.SortKeys.ShouldHaveSingleItem().Column.Id.ShouldBe(shown.Columns[1].Id);
        shown.SortKeys[0].NullsFirst.ShouldBeTrue();
        var hidden = BindingFixture.BindQuery<BoundOrderedQuery>("SELECT a FROM t ORDER BY b, a");
        hidden.Columns.Length.ShouldBe(1);
        hidden.Input.Columns.Length.ShouldBe(2);
        hidden.SortKeys[0].Column.Id.ShouldBe(hidden.Input.Columns[1].Id);
        hidden.SortKeys[1].Column.Id.ShouldBe(hidden.Columns[0].Id);
    }

    [Fact]
    public void Using_shows_the_column_that_is_there()
    {
        Shown("SELECT a FROM t JOIN s USING (a)").ShouldBeOfType<BoundColumn>().Name.ShouldBe("t.a");
        Shown("SELECT a FROM t LEFT JOIN s USING (a)").ShouldBeOfType<BoundColumn>().Name.ShouldBe("t.a");
        Shown("SELECT a FROM t RIGHT JOIN s USING (a)").ShouldBeOfType<BoundColumn>().Name.ShouldBe("s.a");
        Shown("SELECT a FROM t FULL JOIN s USING (a)").ShouldBeOfType<BoundCoalesce>().Operands.Length.ShouldBe(2);
    }

    [Fact]
    public void A_correlated_column_keeps_its_id()
    {
        var select = BindingFixture.BindQuery<BoundSelect>("SELECT (SELECT b FROM t WHERE t.a = s.x) FROM s");
        var inner = select.Projections[0].Expression.ShouldBeOfType<BoundSubquery>().Query.ShouldBeOfType<BoundSelect>();
        var outerId = inner.Where.ShouldBeOfType<BoundCall>().Arguments[1].ShouldBeOfType<BoundColumn>().Id;
        select.From.ShouldBeOfType<BoundBaseTable>().Columns[1].Id.ShouldBe(outerId);
    }

    [Fact]
    public void A_subquerys_column_is_converted_inside_of_it()
    {
        var select = BindingFixture.BindQuery<BoundSelect>("SELECT g IN (SELECT x FROM s) FROM t");
        var subquery = select.Projections[0].Expression.ShouldBeOfType<BoundSubquery>();
        subquery.Kind.ShouldBe(SubqueryKind.Any);
        subquery.Comparison.ShouldBe(FunctionId.Equal);
        subquery.Query.Columns[0].Type.ShouldBe(SqlType.BigInt);
    }

    [Fact]
    public void A_view_is_its_query()
    {
        var select = BindingFixture.BindQuery<BoundSelect>("SELECT * FROM v WHERE a = 1");
        var view = select.From.ShouldBeOfType<BoundDerivedTable>();
        view.Alias.ShouldBe("v");
        view.Query.ShouldBeOfType<BoundSelect>().Where.ShouldNotBeNull();
    }

    [Fact]
    public void An_error_in_a_view_points_nowhere()
    {
        var catalog = FakeCatalog.Golden();
        catalog.AddView("broken", "SELECT nothing FROM t", "nothing");
        var error = Should.Throw<BTreeDb.Diagnostics.EngineException>(() => BindingFixture.Bind(catalog, "SELECT 1 FROM broken"));
        error.Message.ShouldBe("column \"nothing\" does not exist");
        error.Position.ShouldBe(-1);
    }

    [Fact]
    public void Each_use_of_a_common_table_has_its_own_columns()
    {
        var select = BindingFixture.BindQuery<BoundSelect>("WITH w AS (SELECT a FROM t) SELECT * FROM w w1, w w2");
        select.Projections[0].Expression.ShouldBeOfType<BoundColumn>().Id
            .ShouldNotBe(select.Projections[1].Expression.ShouldBeOfType<BoundColumn>().Id);
    }

    private static BoundExpression Shown(string sql) => BindingFixture.BindQuery<BoundSelect>(sql).Projections[0].Expression;
}
