using System.Net;
using Interactions.Gateway.Access;
using Interactions.Users;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Interactions.Tests.Access;

public sealed class BudgetTests
{
    private static readonly LimitsOptions Slow = new() { Likes = { Burst = 10, Every = TimeSpan.FromHours(1) }, AnonymousPerAddress = 3 };
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_user_has_one_budget_over_all_his_connections()
    {
        Budgets budgets = new(Options.Create(Slow), _clock);
        for (int like = 0; like < 10; like++) { Assert.True(budgets.TryTake(User(1), BudgetKind.Like, out _)); }
        Assert.False(budgets.TryTake(User(1), BudgetKind.Like, out TimeSpan retryAfter));
        Assert.Equal(TimeSpan.FromHours(1), retryAfter);
        Assert.True(budgets.TryTake(User(1), BudgetKind.Bookmark, out _));
        Assert.True(budgets.TryTake(User(2), BudgetKind.Like, out _));

        _clock.Advance(retryAfter);
        Assert.True(budgets.TryTake(User(1), BudgetKind.Like, out _));
        Assert.False(budgets.TryTake(User(1), BudgetKind.Like, out _));
    }

    [Fact]
    public void A_connection_has_a_budget_of_its_own_that_comes_back_with_time()
    {
        ConnectionBudget connection = new(new LimitsOptions(), _clock);
        for (int comment = 0; comment < 5; comment++) { Assert.True(connection.TryTake(BudgetKind.Comment, out _)); }
        Assert.False(connection.TryTake(BudgetKind.Comment, out TimeSpan retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(2), retryAfter);
        Assert.True(connection.TryTake(BudgetKind.Like, out _));

        _clock.Advance(retryAfter);
        Assert.True(connection.TryTake(BudgetKind.Comment, out _));
        Assert.False(connection.TryTake(BudgetKind.Comment, out _));
    }

    [Fact]
    public void Anonymous_visitors_of_one_network_share_a_budget()
    {
        Budgets budgets = new(Options.Create(Slow), _clock);
        for (int like = 0; like < 30; like++) { Assert.True(budgets.TryTake(Anonymous($"2001:db8::{like + 1:x}"), BudgetKind.Like, out _)); }
        Assert.False(budgets.TryTake(Anonymous("2001:db8::ffff"), BudgetKind.Like, out _));
        Assert.True(budgets.TryTake(Anonymous("2001:db8:0:1::1"), BudgetKind.Like, out _));

        // Three people's tokens come back in an hour.
        _clock.Advance(TimeSpan.FromMinutes(20));
        Assert.True(budgets.TryTake(Anonymous("2001:db8::ffff"), BudgetKind.Like, out _));
        Assert.False(budgets.TryTake(Anonymous("2001:db8::ffff"), BudgetKind.Like, out _));
    }

    [Fact]
    public void Without_enforcement_everything_is_granted()
    {
        Budgets budgets = new(Options.Create(new LimitsOptions { Enforced = false }), _clock);
        for (int like = 0; like < 1_000; like++) { Assert.True(budgets.TryTake(User(1), BudgetKind.Like, out _)); }
    }

    private static Visitor User(ulong number) => new() { UserId = $"user{number}", Key = new UserKey(number, number), Name = "", Author = "" };

    private static Visitor Anonymous(string address) => new() { Name = "", Author = "", Address = AddressPrefix.Of(IPAddress.Parse(address)) };
}
