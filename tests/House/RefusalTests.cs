using System.Text.Json;
using Interactions.Refusals;
using Xunit;

namespace Interactions.Tests.House;

/// <summary>The closed list of refusals: numbers, names and statuses are part of the wire.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(0, "none", 200, false)]
    [InlineData(1, "invalid", 400, false)]
    [InlineData(2, "unauthenticated", 401, false)]
    [InlineData(3, "forbidden", 403, false)]
    [InlineData(4, "notFound", 404, false)]
    [InlineData(5, "closed", 409, false)]
    [InlineData(6, "conflict", 409, false)]
    [InlineData(7, "tooFast", 429, true)]
    [InlineData(8, "busy", 503, true)]
    [InlineData(10, "tooLarge", 413, false)]
    public void A_refusal_has_a_number_a_name_a_status_and_says_whether_repeating_helps(int number, string name, int status, bool retryable)
    {
        RefusalCode code = (RefusalCode)number;
        Assert.Equal(name, JsonNamingPolicy.CamelCase.ConvertName(code.ToString()));
        Assert.Equal((name, status, retryable), (Refusal.NameOf(code), Refusal.HttpStatusOf(code), Refusal.Of(code).RetryAfterMs is not null));
        Refusal refusal = Refusal.Of(code, 5, "field");
        Assert.Equal((number, name, retryable ? 5 : null, "field"), (refusal.Code, refusal.Name, refusal.RetryAfterMs, refusal.Field));
        Assert.Equal(code == RefusalCode.None, refusal.Message.Length == 0);
    }

    [Fact]
    public void The_list_above_is_complete() => Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 10], Enum.GetValues<RefusalCode>().Select(code => (int)code));

    [Fact]
    public void An_accepted_answer_carries_no_refusal_and_a_retryable_one_always_a_pause()
    {
        Assert.Null(Refusal.OrNull(RefusalCode.None));
        Assert.Equal(1, Refusal.Of(RefusalCode.Busy).RetryAfterMs);
    }
}
