using CsCheck;
using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class BlockedWordsTests
{
    private static readonly BlockedWords Words = Parse("# never\nbadword\n敏感词\n法师功\nass", "  spoiler  \n\n剧透\nbadword");

    [Theory]
    [InlineData("badword")]
    [InlineData("such a BADWORD!")]
    [InlineData("b\u200Ba\u200Dd\uFEFFword")]
    [InlineData("b a d w o r d")]
    [InlineData("b.a-d_w*o~r|d")]
    [InlineData("b\u0430dw\u043Erd")]
    [InlineData("ｂａｄｗｏｒｄ")]
    [InlineData("\U0001D41B\U0001D41A\U0001D41D\U0001D430\U0001D428\U0001D42B\U0001D41D")]
    [InlineData("bádwörd")]
    [InlineData("b4dw0rd")]
    [InlineData("b 4 d w 0 r d")]
    [InlineData("敏 感 词")]
    [InlineData("敏感詞")]
    [InlineData("敏☆感★詞")]
    [InlineData("法師功")]
    [InlineData("a55")]
    public void A_word_of_the_refuse_list_is_found_in_every_disguise_of_the_policy(string text) =>
        Assert.Equal(WordOutcome.Refused, Words.Judge(text).Outcome);

    [Theory]
    [InlineData("spo1ler")]
    [InlineData("sp0iler")]
    [InlineData("SPOILER: he did it")]
    [InlineData("劇透")]
    public void A_word_of_the_hold_list_holds(string text) => Assert.Equal(WordOutcome.Held, Words.Judge(text).Outcome);

    [Theory]
    [InlineData("hello")]
    [InlineData("i paid 455 coins")]
    [InlineData("455")]
    [InlineData("bad")]
    [InlineData("min gan ci, mgc")]
    [InlineData("# never")]
    [InlineData("前方高能")]
    public void Anything_else_is_allowed_pinyin_included(string text) => Assert.Equal(WordOutcome.Allowed, Words.Judge(text).Outcome);

    [Fact]
    public void A_word_split_over_two_comments_is_not_caught()
    {
        Assert.Equal(WordOutcome.Allowed, Words.Judge("敏感").Outcome);
        Assert.Equal(WordOutcome.Allowed, Words.Judge("词").Outcome);
    }

    [Fact]
    public void Composed_and_decomposed_and_wide_forms_of_a_word_get_the_same_verdict()
    {
        BlockedWords words = Parse("caf\u00E9", "");
        Assert.All(["cafe\u0301", "CAFE", "ｃａｆé"], text => Assert.Equal(WordOutcome.Refused, words.Judge(text).Outcome));
    }

    [Fact]
    public void A_verdict_says_the_rule_the_lists_and_the_place()
    {
        const string Text = "so, b-a-d w0rd!";
        Assert.Equal(new WordVerdict(WordOutcome.Refused, Words.Id, "badword", 4, 10), Words.Judge(Text));
        Assert.Equal("b-a-d w0rd", Text.Substring(4, 10));
    }

    [Fact]
    public void Where_the_policy_says_no_digits_stay_digits()
    {
        BlockedWords strict = BlockedWords.Parse(new StringReader("badword\nqq123"), new StringReader(""), digitsAsLetters: false);
        Assert.Equal(WordOutcome.Allowed, strict.Judge("b4dw0rd").Outcome);
        Assert.Equal(WordOutcome.Refused, strict.Judge("QQ 123").Outcome);
    }

    [Fact]
    public void The_longest_word_at_the_first_place_is_the_rule()
    {
        BlockedWords words = Parse("foo\nfoobar\nbar", "");
        Assert.Equal("foobar", words.Judge("xfoobarx").Rule);
    }

    [Fact]
    public void The_id_names_the_contents()
    {
        Assert.Equal(16, Words.Id.Length);
        Assert.Equal(Parse("# a\nxyz", "").Id, Parse("xyz\n", "").Id);
        Assert.NotEqual(Parse("xyz", "").Id, Parse("", "xyz").Id);
        Assert.Equal(WordOutcome.Allowed, BlockedWords.None.Judge("badword").Outcome);
    }

    public static TheoryData<string, int> Malformed => new()
    {
        { "good\n!!!", 2 },
        { "good\r\n\r\n# remark\r\n" + new string('x', 65), 4 },
        { "a", 1 },
        { "go\0od", 1 },
        { "good\nb\uFFFDd", 2 },
        { string.Concat(Enumerable.Range(0, 50_001).Select(i => $"word{i}\n")), 50_001 },
        { "good\n" + new string('x', 10 * 1_024 * 1_024), 2 },
    };

    [Theory, MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void A_malformed_list_is_refused_with_its_name_and_line(string list, int line)
    {
        var refuse = Assert.Throws<BlockedWordsException>(() => Parse(list, ""));
        Assert.Equal(("refuse", line), (refuse.List, refuse.Line));
        var hold = Assert.Throws<BlockedWordsException>(() => Parse("", list));
        Assert.Equal(("hold", line), (hold.List, hold.Line));
        Assert.Contains($"line {line}", hold.Message);
    }

    [Fact]
    public void A_list_of_the_largest_size_works()
    {
        BlockedWords words = Parse(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{(char)('一' + (i % 20_000))}好{i:x}吗\n")), "");
        Assert.Equal(50_000, words.Count);
        WordVerdict verdict = words.Judge($"看 {(char)('一' + 19_999)} 好 4 E 1 F 吗");
        Assert.Equal((WordOutcome.Refused, (char)('一' + 19_999) + "好4e1f吗"), (verdict.Outcome, verdict.Rule));
    }

    [Fact]
    public void A_word_with_anything_strewn_in_is_found_where_it_is() =>
        Gen.Select(Gen.Int[0, 5].Array[7], Gen.Int[0, 20]).Sample((strewn, before) =>
        {
            string[] noise = ["", " ", "\u200B", "。", "\u0301", "\uFE0F"];
            string hidden = string.Concat("badword".Zip(strewn, (c, n) => c + noise[n]));
            string text = new string('好', before) + hidden + "吗";
            WordVerdict verdict = Words.Judge(text);
            Assert.Equal(WordOutcome.Refused, verdict.Outcome);
            Assert.StartsWith(text.Substring(verdict.Start, verdict.Length), hidden);
            Assert.Equal("badword", Skeleton.Of(text.Substring(verdict.Start, verdict.Length)).Text);
        });

    private static BlockedWords Parse(string refuse, string hold) => BlockedWords.Parse(new StringReader(refuse), new StringReader(hold));
}
