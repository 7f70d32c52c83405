using System.Globalization;
using System.Text;
using CsCheck;
using Interactions.Comments;
using Xunit;

namespace Interactions.Tests.Comments;

public sealed class CommentTextProperties
{
    // Pieces that interact: bases, marks, joiners, emoji, jamo, halves of pairs, controls.
    private static readonly string[] Pieces =
    [
        "a", "Z", " ", "\u3000", "我", "が", "\u3099", "\u0301", "\u0323", "\u200D", "\uFE0F", "\U0001F468", "\U0001F3FD", "\u2764",
        "\u1112", "\u1161", "\u11AB", "한", "\u200B", "\u0E01", "\u0E33", "\uFF76", "\uFF9E", "\u0915", "\u094D", "\u0345", "\u1E9B",
    ];

    private static readonly Gen<string> Known = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    // Mostly known pieces: one stray character of all Unicode nearly always makes the whole text a bad one.
    private static readonly Gen<string> Piece =
        Gen.Select(Gen.Int[0, 99], Known, Gen.Char).Select((dice, known, any) => dice == 0 ? any.ToString() : known);

    internal static readonly Gen<string> AnyText = Piece.Array[0, 110].Select(string.Concat);

    internal static readonly Gen<string> GoodText = AnyText
        .Select(raw => CommentText.Check(raw, out string text) == CommentTextProblem.None ? text : "好" + raw.Length);

    [Fact]
    public void Whatever_comes_gets_an_answer_and_what_is_kept_is_kept_again_unchanged() => AnyText.Sample(raw =>
    {
        if (CommentText.Check(raw, out string once) == CommentTextProblem.None)
        {
            Assert.Equal(CommentTextProblem.None, CommentText.Check(once, out string twice));
            Assert.Same(once, twice);
        }
    });

    [Fact]
    public void What_is_kept_is_within_the_limits_and_in_NFC() => GoodText.Sample(text =>
    {
        Assert.True(text.IsNormalized(NormalizationForm.FormC));
        Assert.InRange(new StringInfo(text).LengthInTextElements, 1, CommentLimits.CommentLengthMax);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, CommentLimits.CommentBytesMax);
        Assert.DoesNotContain(text, char.IsControl);
    });

    [Fact]
    public void Composed_and_decomposed_forms_of_a_text_get_the_same_answer() => GoodText.Sample(text =>
    {
        Assert.Equal(CommentTextProblem.None, CommentText.Check(text.Normalize(NormalizationForm.FormD), out string kept));
        Assert.Equal(text, kept);
    });
}
