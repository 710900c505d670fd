using System.Text;
using BTreeDb.Binding.Expressions;
using BTreeDb.Binding.Queries;
using BTreeDb.Diagnostics;

namespace BTreeDb.Tests.Binding;

/// <summary>Statements that are long or deep are bound or refused, never a crash.</summary>
public sealed class LargeInputTests
{
    [Fact]
    public void A_hundred_thousand_values_in_a_list_are_bound()
    {
        var sql = new StringBuilder("SELECT a IN (0");
        for (var i = 1; i < 100_000; i++)
            sql.Append(',').Append(i);
        var select = BindingFixture.BindQuery<BoundSelect>(sql.Append(") FROM t").ToString());
        select.Projections[0].Expression.ShouldBeOfType<BoundInList>().Values.Length.ShouldBe(100_000);
    }

    [Theory]
    [InlineData(" OR a = 1")]
    [InlineData(" AND a = 1")]
    public void A_long_chain_of_conditions_is_flat(string term)
    {
        var sql = new StringBuilder("SELECT a FROM t WHERE a = 0");
        for (var i = 0; i < 20_000; i++)
            sql.Append(term);
        var select = BindingFixture.BindQuery<BoundSelect>(sql.ToString());
        select.Where.ShouldBeOfType<BoundLogical>().Operands.Length.ShouldBe(20_001);
    }

    [Fact]
    public void Many_rows_of_values_are_bound()
    {
        var sql = new StringBuilder("INSERT INTO s VALUES (0, 0, '')");
        for (var i = 1; i < 20_000; i++)
            sql.Append($",({i},{i},'{i}')");
        BindingFixture.Bind(sql.ToString());
    }

    [Theory]
    [InlineData("SELECT ", "(", "1", ")", 10_000)]
    [InlineData("SELECT ", "1 + ", "1", "", 50_000)]
    [InlineData("SELECT ", "abs(", "1", ")", 10_000)]
    [InlineData("SELECT ", "NOT ", "true", "", 10_000)]
    [InlineData("SELECT ", "(SELECT ", "1", ")", 3_000)]
    [InlineData("", "SELECT 1 UNION ALL ", "SELECT 2", "", 2_000)]
    public void A_deep_statement_is_bound_or_refused(string head, string open, string core, string close, int depth)
    {
        var sql = new StringBuilder(head);
        for (var i = 0; i < depth; i++)
            sql.Append(open);
        sql.Append(core);
        for (var i = 0; i < depth; i++)
            sql.Append(close);
        try
        {
            BindingFixture.Bind(sql.ToString());
        }
        catch (EngineException error)
        {
            error.SqlState.ShouldBe(SqlState.StatementTooComplex);
        }
    }
}
