using System.Text;
using BTreeDb.Files;

namespace BTreeDb.Simulation;

public sealed class SimulatedFileSystemTests
{
    private readonly SimulatedFileSystem _disk = new();

    [Fact]
    public void Synced_bytes_survive_and_others_as_the_style_says()
    {
        using var file = _disk.Open("a", FileOpenMode.Create);
        file.Write(0, "synced"u8);
        file.Sync();
        file.Write(0, "NEW"u8);
        file.Write(10_000, "far"u8);
        Content(_disk.Restart(1, CrashStyle.LoseAll)).ShouldBe("synced");
        Content(_disk.Restart(1, CrashStyle.KeepAll))[..6].ShouldBe("NEWced");
        _disk.HasCrashed.ShouldBeTrue();
        Should.Throw<SimulatedCrashException>(() => file.Write(0, "x"u8));
    }

    [Fact]
    public void Later_writes_may_survive_earlier_ones_and_pages_are_torn_at_sectors()
    {
        var torn = false;
        var reordered = false;
        for (var seed = 0; seed < 50; seed++)
        {
            var disk = new SimulatedFileSystem();
            using var file = disk.Open("a", FileOpenMode.Create);
            file.Write(0, new byte[8192]);
            file.Sync();
            file.Write(0, Filled(1));
            file.Write(4096, Filled(2));
            var content = Encoding.Latin1.GetBytes(Content(disk.Restart(seed, CrashStyle.Mixed)));
            for (var sector = 0; sector < content.Length; sector += 512)
                content.AsSpan(sector, 512).IndexOfAnyExcept(content[sector]).ShouldBe(-1);
            torn |= content.AsSpan(0, 4096).IndexOfAnyExcept(content[0]) >= 0;
            reordered |= content[0] == 0 && content[4096] == 2;
        }

        torn.ShouldBeTrue();
        reordered.ShouldBeTrue();

        static byte[] Filled(byte value)
        {
            var page = new byte[4096];
            page.AsSpan().Fill(value);
            return page;
        }
    }

    [Fact]
    public void Faults_come_at_their_operation()
    {
        using var file = _disk.Open("a", FileOpenMode.Create);
        _disk.SetFault(2, SimulatedFault.IoError);
        _disk.SetFault(3, SimulatedFault.DiskFull);
        _disk.SetFault(4, SimulatedFault.LostWrite);
        _disk.SetFault(5, SimulatedFault.MisdirectedWrite);
        _disk.SetFault(6, SimulatedFault.Crash);
        Should.Throw<IOException>(() => file.Write(0, "x"u8)).HResult.ShouldBe(5);
        FileErrors.IsDiskFull(Should.Throw<IOException>(() => file.Write(0, "x"u8))).ShouldBeTrue();
        file.Write(0, "x"u8);
        file.Length.ShouldBe(0);
        file.Write(0, "x"u8);
        file.Length.ShouldBe(4097);
        Should.Throw<SimulatedCrashException>(file.Sync);
        Content(_disk.Restart(1, CrashStyle.LoseAll)).ShouldBeEmpty();
    }

    [Fact]
    public void Full_disk_refuses_growth_and_files_are_locked()
    {
        _disk.CapacityBytes = 100;
        using var file = _disk.Open("a", FileOpenMode.Create);
        file.Allocate(100);
        file.Write(0, new byte[100]);
        FileErrors.IsDiskFull(Should.Throw<IOException>(() => file.Write(100, "x"u8))).ShouldBeTrue();
        Should.Throw<FileLockedException>(() => _disk.Open("a", FileOpenMode.Existing));
        file.Sync();
        _disk.FlipBit("a", 5, 7);
        var one = new byte[1];
        file.Read(5, one);
        one[0].ShouldBe((byte)0x80);
    }

    private static string Content(SimulatedFileSystem disk)
    {
        using var file = disk.Open("a", FileOpenMode.ReadOnly);
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return Encoding.Latin1.GetString(bytes);
    }
}
