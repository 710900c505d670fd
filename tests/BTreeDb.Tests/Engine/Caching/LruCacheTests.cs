using BTreeDb.Engine.Caching;

namespace BTreeDb.Tests.Engine.Caching;

public sealed class LruCacheTests
{
    [Fact]
    public void Cache_forgets_what_was_not_used_longest()
    {
        var cache = new LruCache<string, int>(3);
        cache.Set("a", 1, 1);
        cache.Set("b", 2, 1);
        cache.Set("c", 3, 1);
        cache.TryGet("a", out _).ShouldBeTrue();
        cache.Set("d", 4, 1);
        cache.TryGet("b", out _).ShouldBeFalse();
        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(1);
        cache.Count.ShouldBe(3);
    }

    [Fact]
    public void Heavy_entry_pushes_out_several_or_is_not_kept()
    {
        var cache = new LruCache<int, int>(10);
        for (var i = 0; i < 10; i++)
            cache.Set(i, i, 1);
        cache.Set(100, 0, 8);
        cache.Count.ShouldBe(3);
        cache.Set(101, 0, 11);
        cache.TryGet(101, out _).ShouldBeFalse();
    }

    [Fact]
    public void Replacing_an_entry_replaces_its_weight()
    {
        var cache = new LruCache<int, int>(10);
        cache.Set(1, 1, 9);
        cache.Set(1, 2, 1);
        cache.Set(2, 2, 9);
        cache.Count.ShouldBe(2);
    }
}
