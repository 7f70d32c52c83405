using CsCheck;
using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class SkeletonTests
{
    [Theory]
    [InlineData("Hello, World!", "helloworld")]
    [InlineData("b\u200Ba\u200Cd", "bad")]
    [InlineData("b.a-d_", "bad")]
    [InlineData("b☆a★d", "bad")]
    [InlineData("ＢＡＤ", "bad")]
    [InlineData("ﬁne", "fine")]
    [InlineData("\U0001D401\U0001D41A\U0001D555", "bad")]
    [InlineData("b\u0430d", "bad")]
    [InlineData("\u0412\u0391D", "bad")]
    [InlineData("bäd", "bad")]
    [InlineData("b\u0336a\u0489d\u20DD", "bad")]
    [InlineData("ⓑⓐⓓ", "bad")]
    [InlineData("ı ł ø", "ilo")]
    [InlineData("ΣΟΦΟΣ", "ooφoo")]
    [InlineData("這個國家", "这个国家")]
    [InlineData("敏 感　词", "敏感词")]
    [InlineData("ｶﾞ", "ガ")]
    [InlineData("か\u3099", "が")]
    [InlineData("①２٣", "123")]
    [InlineData("\uF9B4", "领")]
    [InlineData("한", "한")]
    [InlineData("\u1112 \u1161\u200B\u11AB", "한")]
    [InlineData("㈎™", "가tm")]
    [InlineData("!?… 👍", "")]
    [InlineData("a\ud800b", "ab")]
    public void A_disguised_text_has_the_skeleton_of_the_plain_one(string text, string skeleton) => Assert.Equal(skeleton, Skeleton.Of(text).Text);

    [Fact]
    public void Digits_fold_to_the_letters_they_are_written_for() => Assert.Equal("oi2easgt89ii", Skeleton.FoldDigits("01234" + "5" + "g789li"));

    [Theory]
    [InlineData("so b.a.d !", 2, 3, "b.a.d")]
    [InlineData("xﬁy", 1, 1, "ﬁ")]
    [InlineData("xﬁy", 2, 2, "ﬁy")]
    [InlineData("e\u0301a", 0, 1, "e\u0301")]
    [InlineData("👍國", 0, 1, "國")]
    public void A_part_of_a_skeleton_leads_back_to_the_text(string text, int start, int length, string origin)
    {
        (int from, int count) = Skeleton.Of(text).Origin(start, length);
        Assert.Equal(origin, text.Substring(from, count));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(0, 4)]
    [InlineData(3, 1)]
    public void A_part_outside_the_skeleton_has_no_origin(int start, int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Skeleton.Of("bad").Origin(start, length));

    [Fact]
    public void The_skeleton_of_a_skeleton_is_itself() => CommentTextProperties.AnyText.Sample(AssertStable);

    [Fact]
    public void The_skeleton_of_the_skeleton_of_any_character_is_itself()
    {
        // The planes with letters; above them are only more ideographs, and nothing at all.
        for (int value = 0; value <= 0x1FFFF; value++)
        {
            if (System.Text.Rune.IsValid(value))
            {
                AssertStable(char.ConvertFromUtf32(value));
            }
        }
    }

    private static void AssertStable(string text)
    {
        string once = Skeleton.Of(text).Text;
        Assert.Equal(once, Skeleton.Of(once).Text);
    }
}
