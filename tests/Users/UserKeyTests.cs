using CsCheck;
using Interactions.Users;
using Xunit;

namespace Interactions.Tests.Users;

public sealed class UserKeyTests
{
    [Fact]
    public void A_key_is_read_back_from_its_text() => Gen.Select(Gen.ULong, Gen.ULong).Sample((high, low) =>
    {
        UserKey key = new(high, low);
        Assert.True(UserKey.TryParse(key.ToString(), out UserKey back));
        Assert.Equal(key, back);
        Assert.Equal(32, key.ToString().Length);
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000")]
    [InlineData("g0000000000000000000000000000000")]
    [InlineData("+0000000000000000000000000000000")]
    public void Anything_else_is_no_key(string? text) => Assert.False(UserKey.TryParse(text, out _));

    [Fact]
    public void Ids_of_one_user_and_the_same_id_of_two_users_do_not_meet()
    {
        UserKey[] users = [UserKey.None, new(0, 1), new(1, 0), new(ulong.MaxValue, ulong.MaxValue)];
        string[] ids = ["a", "b", "aa", new string('z', 64), new string('z', 64) + ".9223372036854775807"];
        ClientKey[] keys = [.. users.SelectMany(user => ids.Select(id => ClientKey.Of(user, id)))];
        Assert.Equal(users.Length * ids.Length, keys.Distinct().Count());
    }

    [Fact]
    public void A_set_of_users_is_restored_from_its_bytes() => Gen.Select(Gen.ULong[0, 9], Gen.Bool).Array[0, 50].Sample(steps =>
    {
        UserSet set = new();
        HashSet<ulong> naive = [];
        foreach ((ulong user, bool on) in steps) { Assert.Equal(on ? naive.Add(user) : naive.Remove(user), set.Set(new UserKey(user, ~user), on)); }
        UserSet back = new();
        back.Restore(set.ToBytes());
        Assert.Equal(naive.Count, back.Count);
        Assert.All(naive, user => Assert.True(back.Contains(new UserKey(user, ~user))));
    });
}
