using System.Runtime.CompilerServices;
using System.Text;
using BTreeDb.Diagnostics;
using BTreeDb.Types;

namespace BTreeDb.Tests.Types;

/// <summary>
/// Keys: the bytes of chosen values (tests/golden/keys), and the order for random ones. BTREEDB_REWRITE=1 rewrites the
/// golden files.
/// </summary>
public sealed class KeyEncodingTests
{
    [Fact]
    public void Bytes_are_those_of_the_golden_files()
    {
        var rewrite = Environment.GetEnvironmentVariable("BTREEDB_REWRITE") == "1";
        var files = Directory.GetFiles(Path.Combine(Repository(), "tests", "golden", "keys"), "*.txt");
        files.Length.ShouldBeGreaterThan(0);
        foreach (var file in files)
        {
            var lines = File.ReadAllLines(file);
            var actual = new List<string>();
            foreach (var line in lines)
                actual.Add(line.Length == 0 || line[0] == '#' ? line : Encode(line));
            if (rewrite)
                File.WriteAllText(file, string.Join('\n', actual) + "\n");
            else
                actual.ToArray().ShouldBe(lines, customMessage: file);
        }
    }

    [Fact]
    public void Order_of_keys_is_the_order_of_values()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        var (left, right) = (new ByteWriter(), new ByteWriter());
        foreach (var type in TestTypes.All)
        {
            for (var i = 0; i < 4000; i++)
            {
                var column = new KeyColumn(type, random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
                var (a, b) = (RandomOrNull(column, random), RandomOrNull(column, random));
                left.Reset();
                right.Reset();
                KeyEncoding.Append(left, column, a);
                KeyEncoding.Append(right, column, b);
                var expected = Compare(column, a, b);
                Math.Sign(left.Written.SequenceCompareTo(right.Written)).ShouldBe(
                    expected, $"seed {Seed}, {column}: {Convert.ToHexString(left.Written)} {Convert.ToHexString(right.Written)}");
            }
        }
    }

    [Fact]
    public void Decoding_gives_the_values_back_and_finds_each_end()
    {
        const int Seed = 815;
        var random = new Random(Seed);
        var writer = new ByteWriter();
        for (var i = 0; i < 5000; i++)
        {
            var columns = new KeyColumn[random.Next(1, 5)];
            var values = new Datum[columns.Length];
            writer.Reset();
            for (var c = 0; c < columns.Length; c++)
            {
                columns[c] = new KeyColumn(
                    TestTypes.All[random.Next(TestTypes.All.Length)], random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0);
                values[c] = RandomOrNull(columns[c], random);
                KeyEncoding.Append(writer, columns[c], values[c]);
            }

            ReadOnlySpan<byte> key = writer.Written;
            for (var c = 0; c < columns.Length; c++)
            {
                var read = KeyEncoding.Read(key, columns[c], out var length);
                Compare(columns[c], read, values[c]).ShouldBe(0, $"seed {Seed}, {columns[c]}");
                KeyEncoding.Skip(key, columns[c]).ShouldBe(length);
                key = key[length..];
            }

            key.Length.ShouldBe(0);
        }
    }

    [Fact]
    public void Random_bytes_raise_corruption_and_nothing_else()
    {
        const int Seed = 99;
        var random = new Random(Seed);
        var bytes = new byte[24];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            var column = new KeyColumn(
                TestTypes.All[random.Next(TestTypes.All.Length)], random.Next(2) == 0, false, random.Next(2) == 0);
            try
            {
                KeyEncoding.Read(bytes.AsSpan(0, random.Next(bytes.Length)), column, out _);
            }
            catch (EngineException e)
            {
                e.SqlState.ShouldBe("XX002", $"seed {Seed}, {column}");
            }
        }
    }

    [Fact]
    public void Successor_is_above_every_key_with_the_prefix()
    {
        var writer = new ByteWriter();
        writer.Append([1, 2, 0xFF, 0xFF]);
        KeyEncoding.TryMakeSuccessor(writer).ShouldBeTrue();
        writer.Written.ToArray().ShouldBe([1, 3]);
        writer.Reset();
        writer.Append([0xFF]);
        KeyEncoding.TryMakeSuccessor(writer).ShouldBeFalse();
    }

    private static Datum RandomOrNull(in KeyColumn column, Random random) =>
        column.IsNullable && random.Next(6) == 0 ? Datum.Null : TestTypes.Random(column.Type, random);

    private static int Compare(in KeyColumn column, Datum left, Datum right)
    {
        if (left.IsNull || right.IsNull)
        {
            var nulls = left.IsNull.CompareTo(right.IsNull);
            return column.NullsFirst ? -nulls : nulls;
        }

        var order = Math.Sign(TestTypes.Compare(column.Type, left, right));
        return column.Descending ? -order : order;
    }

    /// <summary>A line reads: type, options (desc, nullsfirst, notnull), value or NULL, "->", hexadecimal key.</summary>
    private static string Encode(string line)
    {
        var input = line.Split("->")[0].TrimEnd();
        var words = input.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var column = new KeyColumn(TestTypes.Parse(words[0]));
        var at = 1;
        for (; words[at] is "desc" or "nullsfirst" or "notnull"; at++)
        {
            column = words[at] switch
            {
                "desc" => column with { Descending = true },
                "nullsfirst" => column with { NullsFirst = true },
                _ => column with { IsNullable = false },
            };
        }

        var text = string.Join(' ', words[at..]);
        var value = text switch
        {
            "NULL" => Datum.Null,
            "''" => Datum.FromText(""),
            _ => TextInput.Parse(Encoding.UTF8.GetBytes(text), column.Type, ConversionContext.Utc),
        };
        var writer = new ByteWriter();
        KeyEncoding.Append(writer, column, value);
        return $"{input} -> {Convert.ToHexStringLower(writer.Written)}";
    }

    private static string Repository([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
