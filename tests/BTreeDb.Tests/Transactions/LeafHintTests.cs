using BTreeDb.Primitives;
using BTreeDb.Tests.Trees;
using BTreeDb.Transactions;
using BTreeDb.Trees;

namespace BTreeDb.Tests.Transactions;

public sealed class LeafHintTests
{
    [Fact]
    public void Hint_is_worth_a_try_after_the_same_leaf_again_and_again()
    {
        using var store = new TestStore();
        var place = store.Tree.ApproachLeaf("a"u8).Page;
        var hint = new LeafHint(store.Tree);
        for (var i = 0; i < 3; i++)
        {
            hint.ForWrite("b"u8).Page.Id.IsNone.ShouldBeTrue();
            hint.NoteWrite("a"u8, place);
        }

        hint.ForWrite("b"u8).ShouldBe(new LeafPlace(place, IsOfKey: false));
        hint.ForWrite("a"u8).ShouldBe(new LeafPlace(place, IsOfKey: true));
        hint.ForRead("a"u8).Page.Id.IsNone.ShouldBeTrue();
        hint.Last("a"u8).IsOfKey.ShouldBeTrue();
        hint.NoteRead(new byte[17], place);
        hint.Last(new byte[17]).IsOfKey.ShouldBeFalse();
        for (var i = 0; i < 2; i++)
        {
            hint.NoteWrite("c"u8, default);
            hint.NoteWrite("c"u8, place);
        }

        hint.NoteWrite("c"u8, default);
        hint.ForWrite("c"u8).Page.Id.IsNone.ShouldBeTrue();
    }

    [Fact]
    public void Hint_of_another_instance_is_not_taken_over()
    {
        using var store = new TestStore();
        var hints = new LeafHints();
        var place = store.Tree.ApproachLeaf("a"u8).Page;
        hints.Of(store.Tree).NoteRead("a"u8, place);
        hints.Of(store.Tree).Last("a"u8).Page.Id.ShouldBe(place.Id);
        var again = new BTree(store.Store, store.Tree.Id);
        hints.Of(again).Last("a"u8).Page.Id.ShouldBe(PageId.None);
    }
}
