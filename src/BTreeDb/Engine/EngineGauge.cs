using BTreeDb.Recovery;

namespace BTreeDb.Engine;

/// <summary>A number that an open database tells about itself.</summary>
/// <param name="Name">Its name, <c>btreedb.</c>, the part of the engine, and a word.</param>
/// <param name="Unit">Its unit in UCUM's notation.</param>
/// <param name="Description">What it counts.</param>
/// <param name="Read">Finds the value.</param>
internal sealed record EngineGauge(string Name, string Unit, string Description, Func<StorageEngine, long> Read);
