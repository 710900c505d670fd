using BTreeDb.Engine;

namespace BTreeDb.Tests.Engine;

/// <summary>A table large enough that several threads read it, and a small one that it refers to.</summary>
internal static class LargeTables
{
    /// <summary>A database with the tables big and names.</summary>
    public static TestDatabase Create()
    {
        var database = new TestDatabase(new EngineSettings { PageSize = 4096, BufferPoolBytes = 32 << 20 });
        database.Run(
            "CREATE TABLE big (id int PRIMARY KEY, k int, s text, d double precision);"
            + "CREATE TABLE names (k int PRIMARY KEY, name text);"
            + "INSERT INTO big SELECT g, CASE WHEN g % 5 = 0 THEN NULL ELSE g * 7919 % 3001 END, 'text number ' || g * 31 % 4000,"
            + " g * 7919 % 1009 / 8.0 FROM generate_series(1, 70000) g;"
            + "INSERT INTO names SELECT g, 'name ' || g % 100 FROM generate_series(0, 1999) g; ANALYZE; SET min_parallel_table_scan_size = '1MB'");
        return database;
    }
}
