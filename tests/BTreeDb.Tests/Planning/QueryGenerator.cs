namespace BTreeDb.Tests.Planning;

/// <summary>Makes random queries over three tables with the columns id, a, b (integer) and c (text).</summary>
internal sealed class QueryGenerator(Random random)
{
    public static readonly string[] Tables = ["t1", "t2", "t3"];

    private static readonly string[] Comparisons = ["=", "<>", "<", "<=", ">", ">="];
    private int _aliases;

    /// <summary>A query whose rows do not depend on the order of evaluation.</summary>
    public string Query() => random.Next(6) switch
    {
        0 => $"{Block()} union {Block()}",
        1 => $"{Block()} except {Block()}",
        2 => $"{Block()} intersect all {Block()}",
        _ => Block(),
    };

    private string Block()
    {
        var aliases = new List<string>();
        var from = From(aliases, 1 + random.Next(3));
        var where = $"where {Condition(aliases, 2)}";
        var x = Column(aliases);
        return random.Next(4) switch
        {
            0 => $"(select {x}, count(*), count(distinct {Column(aliases)}) from {from} {where} group by {x})",
            1 => $"(select distinct {x}, {Column(aliases)}, {Column(aliases)} from {from} {where})",
            2 => $"(select {x}, {Column(aliases)}, (select max({Inner("z")}) from {Table()} z where z.a = {Column(aliases)})"
                + $" from {from} {where})",
            _ => $"(select {x}, {Column(aliases)}, {Column(aliases)} from {from} {where}"
                + $" order by {x}, {aliases[0]}.id limit 1000000)",
        };
    }

    private string From(List<string> aliases, int count)
    {
        var sql = "";
        for (var i = 0; i < count; i++)
        {
            var alias = $"x{++_aliases}";
            if (i == 0)
            {
                aliases.Add(alias);
                sql = $"{Table()} {alias}";
                continue;
            }
            var left = Column(aliases);
            aliases.Add(alias);
            var kind = random.Next(5) switch
            {
                0 => "left join",
                1 => "right join",
                2 => "full join",
                _ => "join",
            };
            var condition = $"{left} = {Column([alias])}";
            if (kind != "full join" && random.Next(3) == 0)
                condition += $" and {Column(aliases)} {Comparison()} {random.Next(15)}";
            sql = $"{sql} {kind} {Table()} {alias} on {condition}";
        }
        return sql;
    }

    private string Condition(List<string> aliases, int depth)
    {
        if (depth > 0)
        {
            switch (random.Next(5))
            {
                case 0:
                    return $"({Condition(aliases, depth - 1)} and {Condition(aliases, depth - 1)})";
                case 1:
                    return $"({Condition(aliases, depth - 1)} or {Condition(aliases, depth - 1)})";
                case 2:
                    return $"not ({Condition(aliases, depth - 1)})";
            }
        }
        var x = Column(aliases);
        return random.Next(10) switch
        {
            0 => $"{x} is null",
            1 => $"{x} in ({random.Next(20)}, {random.Next(20)}, {random.Next(20)})",
            2 => $"{x} between {random.Next(10)} and {random.Next(20)}",
            3 => $"{x} in (select {Inner("y")} from {Table()} y where y.b > {random.Next(15)})",
            4 => $"{x} not in (select {Inner("y")} from {Table()} y where y.a = {Column(aliases)})",
            5 => $"exists (select 1 from {Table()} y where y.a = {x} and y.b < {random.Next(15)})",
            6 => $"{x} > all (select {Inner("y")} from {Table()} y where y.id < {random.Next(4)})",
            7 => $"{x} = (select min({Inner("y")}) from {Table()} y where y.b = {Column(aliases)})",
            8 => $"{aliases[0]}.c = 'text {random.Next(8)}'",
            _ => $"{x} {Comparison()} {random.Next(20)}",
        };
    }

    private string Comparison() => Comparisons[random.Next(Comparisons.Length)];

    private string Table() => Tables[random.Next(Tables.Length)];

    private string Column(List<string> aliases) => Inner(aliases[random.Next(aliases.Count)]);

    private string Inner(string alias) => $"{alias}.{"iab"[random.Next(3)] switch { 'i' => "id", 'a' => "a", _ => "b" }}";
}
