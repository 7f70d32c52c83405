using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class CommentTextTests
{
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";

    public static TheoryData<string?, CommentTextProblem> Refused => new()
    {
        { null, CommentTextProblem.Empty },
        { "", CommentTextProblem.Empty },
        { "   ", CommentTextProblem.Empty },
        { "\u3000 \u3000", CommentTextProblem.Empty },
        { "\u00A0\u2003", CommentTextProblem.Empty },
        { "\u200B\u200C\uFEFF\u2060", CommentTextProblem.Empty },
        { "\u0301\u0302", CommentTextProblem.Empty },
        { "\u200D\u200D", CommentTextProblem.Empty },
        { "\uFE0F", CommentTextProblem.Empty },
        { "\u3164\u2800", CommentTextProblem.Empty },
        { new('a', 101), CommentTextProblem.TooLong },
        { new('\u6211', 101), CommentTextProblem.TooLong },
        { string.Concat(Enumerable.Repeat("e\u0301", 101)), CommentTextProblem.TooLong },
        { string.Concat(Enumerable.Repeat(Family, 100)), CommentTextProblem.TooManyBytes },
        { "x" + new string('\u0323', 9), CommentTextProblem.TooManyMarks },
        { "e" + new string('\u0301', 500), CommentTextProblem.TooManyMarks },
        { string.Concat(Enumerable.Repeat("x" + new string('\u0301', 30), 100)), CommentTextProblem.TooManyMarks },
        { "\u202Eevil", CommentTextProblem.ForbiddenCharacter },
        { "a\u2066b", CommentTextProblem.ForbiddenCharacter },
        { "a\u2069b", CommentTextProblem.ForbiddenCharacter },
        { "a\u200Eb", CommentTextProblem.ForbiddenCharacter },
        { "a\u200Fb", CommentTextProblem.ForbiddenCharacter },
        { "a\u061Cb", CommentTextProblem.ForbiddenCharacter },
        { "a\U000E0061b", CommentTextProblem.ForbiddenCharacter },
        { "a\0b", CommentTextProblem.ForbiddenCharacter },
        { "a\u0085b", CommentTextProblem.ForbiddenCharacter },
        { "a\u2028b", CommentTextProblem.ForbiddenCharacter },
        { "ok\r\n2026-01-01 ERROR admin logged in", CommentTextProblem.ForbiddenCharacter },
        { "\u001b[2J", CommentTextProblem.ForbiddenCharacter },
        { "a\uE000b", CommentTextProblem.ForbiddenCharacter },
        { "a\uFFFEb", CommentTextProblem.ForbiddenCharacter },
        { "a\uFFFFb", CommentTextProblem.ForbiddenCharacter },
        { "a\u200Db", CommentTextProblem.ForbiddenCharacter },
        { "\U0001F468\u200D", CommentTextProblem.ForbiddenCharacter },
        { "\U0001F468\u200D\u200D\U0001F469", CommentTextProblem.ForbiddenCharacter },
        { "a\u200D\U0001F469", CommentTextProblem.ForbiddenCharacter },
        { "\ud800", CommentTextProblem.BrokenEncoding },
        { "\udc00\ud800", CommentTextProblem.BrokenEncoding },
        { "a\udfffb", CommentTextProblem.BrokenEncoding },
        { "https://example.org/" + new string('x', 10_240), CommentTextProblem.TooLong },
        { string.Concat(Enumerable.Repeat("@somebody ", 100)), CommentTextProblem.TooLong },
    };

    public static TheoryData<string, string> Accepted => new()
    {
        { "hello", "hello" },
        { "  \u3000art", "  \u3000art" },
        { "前方高能！！", "前方高能！！" },
        { "e\u0301", "\u00E9" },
        { "\u00E9", "\u00E9" },
        { "か\u3099", "が" },
        { "\u1112\u1161\u11AB", "한" },
        { "ＡＢＣ ﬁ \U0001D400", "ＡＢＣ ﬁ \U0001D400" },
        { Family, Family },
        { "\u2764\uFE0F\u200D\U0001F525", "\u2764\uFE0F\u200D\U0001F525" },
        { "\U0001F469\U0001F3FD\u200D\u2695\uFE0F", "\U0001F469\U0001F3FD\u200D\u2695\uFE0F" },
        { "1\uFE0F\u20E3", "1\uFE0F\u20E3" },
        { "\U0001F1E8\U0001F1F3", "\U0001F1E8\U0001F1F3" },
        { "x" + new string('\u0323', 8), "x" + new string('\u0323', 8) },
        { "ภาษาไทย", "ภาษาไทย" },
        { "<script>alert(1)</script>", "<script>alert(1)</script>" },
        { "{{7*7}} ${jndi:ldap://x} [a](javascript:b) %n%s", "{{7*7}} ${jndi:ldap://x} [a](javascript:b) %n%s" },
        { new('\u6211', 100), new('\u6211', 100) },
    };

    [Theory, MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void A_bad_text_is_refused_with_its_problem_and_nothing_is_kept_of_it(string? raw, CommentTextProblem problem)
    {
        Assert.Equal(problem, CommentText.Check(raw, out string text));
        Assert.Equal("", text);
    }

    [Theory, MemberData(nameof(Accepted), DisableDiscoveryEnumeration = true)]
    public void A_good_text_is_kept_in_NFC_and_never_trimmed(string raw, string kept)
    {
        Assert.Equal(CommentTextProblem.None, CommentText.Check(raw, out string text));
        Assert.Equal(kept, text);
    }

    [Fact]
    public void This_machine_can_normalise() => Assert.True(CommentText.CanNormalize);

    [Fact]
    public void A_plain_text_costs_no_memory()
    {
        const string Raw = "前方高能, what a twist!";
        long[] costs = new long[100];
        for (int i = 0; i < costs.Length; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            CommentText.Check(Raw, out string text);
            costs[i] = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Same(Raw, text);
        }
        // The runtime takes some itself when it prepares and replaces the code; the check takes none.
        Assert.Equal(0, costs.Min());
    }

    [Fact]
    public void A_text_that_is_normal_already_is_not_copied()
    {
        string raw = "d\u00E9j\u00E0 vu " + Family;
        CommentText.Check(raw, out string text);
        Assert.Same(raw, text);
    }

    [Theory]
    [InlineData(CommentTextProblem.Empty, "text")]
    [InlineData(CommentTextProblem.ForbiddenCharacter, "text")]
    [InlineData(CommentTextProblem.BrokenEncoding, "text")]
    [InlineData(CommentTextProblem.TooLong, "length")]
    [InlineData(CommentTextProblem.TooManyBytes, "length")]
    [InlineData(CommentTextProblem.TooManyMarks, "length")]
    public void A_problem_names_the_field_of_its_refusal(CommentTextProblem problem, string field) => Assert.Equal(field, problem.Field());
}
