using System.Reflection;
using System.Runtime.InteropServices;

namespace BTreeDb.Bench.Engines;

/// <summary>Where native libraries of peers are loaded from.</summary>
internal static class NativeLibraries
{
    /// <summary>Loads one name from a file. A process measures one engine, so it is called once.</summary>
    public static void Redirect(Assembly assembly, string name, string file) =>
        NativeLibrary.SetDllImportResolver(
            assembly, (wanted, _, _) => wanted == name ? NativeLibrary.Load(file) : nint.Zero);
}
