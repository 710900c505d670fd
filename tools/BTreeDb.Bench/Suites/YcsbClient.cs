using BTreeDb.Bench.Engines;
using BTreeDb.Bench.Workloads;

namespace BTreeDb.Bench.Suites;

/// <summary>A session of YCSB with its prepared statements.</summary>
internal sealed class YcsbClient : IDisposable
{
    private const double Skew = 0.99;
    private readonly IBenchStatement _read;
    private readonly IBenchStatement _update;
    private readonly IBenchStatement _insert;
    private readonly IBenchStatement _scan;
    private readonly KeySequence _uniform = new(1 << 30, 3);
    private readonly string _text = new('u', 100);
    private readonly double _zeta;
    private readonly double _eta;
    private long _records;
    private Checksum _sum;

    public YcsbClient(IBenchSession session, int records)
    {
        _records = records;
        _read = session.Prepare("SELECT * FROM usertable WHERE ycsb_key = $1", ParameterKind.Int64);
        _update = session.Prepare("UPDATE usertable SET field3 = $2 WHERE ycsb_key = $1", ParameterKind.Int64, ParameterKind.Text);
        _scan = session.Prepare(
            "SELECT * FROM usertable WHERE ycsb_key >= $1 ORDER BY ycsb_key LIMIT $2", ParameterKind.Int64, ParameterKind.Int64);
        _insert = session.Prepare(
            "INSERT INTO usertable VALUES ($1, $2, $2, $2, $2, $2, $2, $2, $2, $2, $2)", ParameterKind.Int64, ParameterKind.Text);
        for (var i = 1; i <= records; i++)
            _zeta += 1 / Math.Pow(i, Skew);
        _eta = (1 - Math.Pow(2.0 / records, 1 - Skew)) / (1 - ((1 + Math.Pow(0.5, Skew)) / _zeta));
    }

    /// <summary>What was read.</summary>
    public ulong Checksum => _sum.Value;

    /// <summary>All fields of one record.</summary>
    public void Read()
    {
        _read.Bind(0, NextKey());
        Drain(_read);
    }

    /// <summary>One field of one record.</summary>
    public void Update()
    {
        _update.Bind(0, NextKey());
        _update.Bind(1, _text);
        _update.Run();
    }

    /// <summary>A new record behind all others.</summary>
    public void Insert()
    {
        _insert.Bind(0, _records++);
        _insert.Bind(1, _text);
        _insert.Run();
    }

    /// <summary>Some neighbours.</summary>
    public void Scan(int count)
    {
        _scan.Bind(0, NextKey());
        _scan.Bind(1, count);
        Drain(_scan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _read.Dispose();
        _update.Dispose();
        _insert.Dispose();
        _scan.Dispose();
    }

    private void Drain(IBenchStatement query)
    {
        query.Open();
        while (query.Read())
        {
            _sum.Add(query.GetInt64(0));
            for (var i = 1; i <= 10; i++)
                _sum.Add(query.GetTextLength(i));
        }

        query.Close();
    }

    /// <summary>Gray et al., "Quickly generating billion-record synthetic databases", SIGMOD 1994, then scattered.</summary>
    private long NextKey()
    {
        var u = _uniform.Next() / (double)(1 << 30);
        var scaled = u * _zeta;
        var rank = scaled < 1
            ? 0
            : scaled < 1 + Math.Pow(0.5, Skew)
                ? 1
                : (long)(_records * Math.Pow((_eta * u) - _eta + 1, 1 / (1 - Skew)));
        return OltpData.Scatter(Math.Min(rank, _records - 1), _records);
    }
}
