using System.Net;
using System.Net.Http.Headers;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Refusals;
using Interactions.Tests.Gateway;
using Interactions.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Interactions.Tests.Access;

/// <summary>Row 22 of the bad inputs: made-up users whose tokens are good.</summary>
public sealed class NewcomersTests
{
    private const int NewUsers = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Users_of_one_address_are_let_in_up_to_its_budget_and_known_ones_always()
    {
        LimitsOptions limits = new() { NewUsers = { Burst = 3, Every = TimeSpan.FromHours(1) } };
        Budgets budgets = new(Options.Create(limits), TimeProvider.System);
        for (ulong user = 1; user <= 3; user++) { Assert.True(budgets.TryTake(User(user, "203.0.113.5"), BudgetKind.Like, out _)); }
        Assert.False(budgets.TryTake(User(4, "203.0.113.5"), BudgetKind.Like, out TimeSpan retryAfter));
        Assert.InRange(retryAfter, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        Assert.True(budgets.TryTake(User(1, "203.0.113.5"), BudgetKind.Like, out _));
        Assert.True(budgets.TryTake(User(4, "203.0.113.6"), BudgetKind.Like, out _));
    }

    [Fact]
    public async Task Row_22_made_up_users_of_one_address_wake_no_more_records_than_it_may_bring_users()
    {
        await using RunningGateway gateway = await RunningGateway.Start($"--Limits:NewUsers:Burst={NewUsers}", "--Limits:NewUsers:Every=01:00:00");
        List<HttpResponseMessage> answers = [];
        for (int user = 0; user < 200; user++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/users/me");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Token($"made-up-{user}"));
            answers.Add(await gateway.Http.SendAsync(request, Cancel));
        }
        Assert.All(answers[..NewUsers], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All(answers[NewUsers..], answer => Assert.Equal(
            (HttpStatusCode.TooManyRequests, true), (answer.StatusCode, answer.Headers.RetryAfter?.Delta > TimeSpan.Zero)));

        await using TestViewer stranger = await TestViewer.Connect(gateway, "made-up-and-connected");
        Refusal refusal = await stranger.Refused<LikeAnswer>("Like", new LikeRequest("e", true));
        Assert.True(refusal is { Code: (int)RefusalCode.TooFast, RetryAfterMs: > 0 });
        Assert.InRange(await RecordsAwake(gateway), 1, NewUsers);
        answers.ForEach(answer => answer.Dispose());
    }

    private static async Task<int> RecordsAwake(RunningGateway gateway)
    {
        IManagementGrain management = gateway.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        DetailedGrainStatistic[] grains = await management.GetDetailedGrainStatistics();
        return grains.Count(one => one.GrainId.Type.ToString() == "user");
    }

    private static Visitor User(ulong number, string address) => new()
    {
        UserId = $"user{number}",
        Key = new UserKey(number, number),
        Name = "",
        Author = "",
        Address = AddressPrefix.Of(IPAddress.Parse(address)),
    };
}
