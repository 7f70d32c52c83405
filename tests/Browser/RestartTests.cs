using Xunit;

namespace Interactions.Tests.Browser;

/// <summary>Pages whose gateway is killed under them and started again.</summary>
public sealed class RestartTests(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    [Fact]
    public Task Pages_come_back_to_a_gateway_that_was_killed_without_gap_or_repeat() =>
        PageCheck.Run(gateway, "restartResumes", request => request == "kill" ? gateway.Kill() : gateway.StartAgain());
}
