using System.Net;
using System.Net.Sockets;
using Interactions.Gateway.Access;
using Interactions.Gateway.Operations;
using Interactions.Silo.Operations;
using Interactions.Tests.Gateway;
using Xunit;

namespace Interactions.Tests.Operations;

public sealed class OptionsTests
{
    private const string Short = "AAAA";

    public static TheoryData<string, string[]> WrongOptions => new()
    {
        { "Limits:Comments:Burst must be from 1 to 10000, not 0.", ["--Limits:Comments:Burst=0"] },
        { "Limits:Joins:Every must be from 00:00:00.0010000 to 01:00:00, not 02:00:00.", ["--Limits:Joins:Every=02:00:00"] },
        { "Limits:ConnectionsPerUser must be from 1 to 1000000, not -1.", ["--Limits:ConnectionsPerUser=-1"] },
        { "'maybe' at 'Limits:Enforced'", ["--Limits:Enforced=maybe"] },
        { "Storage:Provider must be one of", ["--Storage:Provider=Postgress"] },
        { "Storage:ConnectionString must be set", ["--Storage:Provider=Redis"] },
        { "Storage:Path", ["--Storage:Path="] },
        { "-p:AzureStorage=true", ["--Storage:Provider=AzureTable", "--Storage:ConnectionString=UseDevelopmentStorage=true"] },
        { "Limits has no option 'Enforcd'. Is 'Enforced' meant?", ["--Limits:Enforcd=true"] },
        { "Limits:Comments has no option 'Brst'. Is 'Burst' meant?", ["--Limits:Comments:Brst=5"] },
        { "Storage has no option 'Provder'. Is 'Provider' meant?", ["--Storage:Provder=Redis"] },
        { "Journal has no option 'WriteTimout'. Is 'WriteTimeout' meant?", ["--Journal:WriteTimout=00:00:01"] },
        { "Episodes has no option 'PulseIntervall'. Is 'PulseInterval' meant?", ["--Episodes:PulseIntervall=00:00:01"] },
        { "Cluster:Kubernetes is not in this build: build it with -p:KubernetesHosting=true.", ["--Cluster:Kubernetes=true"] },
        { "Cluster has no option 'Mod'. Is 'Mode' meant?", ["--Cluster:Mod=Cluster"] },
        { "Rooms has no option 'SlowDeadlin'. Is 'SlowDeadline' meant?", ["--Rooms:SlowDeadlin=00:00:05"] },
        { "Episodes:PulseInterval must be between 00:00:00.0100000 and 00:00:05, not 00:01:00.", ["--Episodes:PulseInterval=00:01:00"] },
        { "Episodes:AuditInterval must be between 00:00:01 and 1.00:00:00, not 00:00:00.5000000.", ["--Episodes:AuditInterval=00:00:00.5"] },
        { "Journal:WriteTimeout must be between", ["--Journal:WriteTimeout=1.00:00:00"] },
        { "'soon' at 'Journal:WriteTimeout'", ["--Journal:WriteTimeout=soon"] },
        { "Drain:Delay must be from 00:00:00 to 00:00:20, not 01:00:00.", ["--Drain:Delay=01:00:00"] },
        { "Access:AllowedOrigins must be like https://app.example.com", ["--Access:AllowedOrigins:0=https://*.example.com"] },
        { "Access:AllowedOrigins must be like https://app.example.com", ["--Access:AllowedOrigins:0=*"] },
        { "Auth:SigningKey must be base64 of at least 32 bytes.", [$"--Auth:SigningKey={Short}"] },
        { "Auth:UserKeySecret must be base64 of at least 32 bytes.", [$"--Auth:UserKeySecret={Short}"] },
        { "Auth:PublicKeyPem must be the PEM", ["--Auth:PublicKeyPem=abc"] },
        { "Auth:SigningKey or Auth:PublicKeyPem must be set", ["--environment=Production"] },
        { "Auth:UserKeySecret must be base64", ["--environment=Production"] },
        { "Auth:SigningKey must be your own", ["--environment=Production", $"--Auth:SigningKey={DevelopmentKeys.SigningKey}"] },
        { "Auth:UserKeySecret must be your own", ["--environment=Production", $"--Auth:UserKeySecret={DevelopmentKeys.UserKeySecret}"] },
        { "Limits:Enforced must be true outside Development.", ["--environment=Production", "--Limits:Enforced=false"] },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task A_wrong_option_stops_the_start_with_a_line_about_it(string line, string[] options)
    {
        string[] arguments = ["--environment=Development", "--urls=http://127.0.0.1:0", .. options];
        Exception failure = Assert.ThrowsAny<Exception>(() => Interactions.Gateway.Program.Build(arguments));
        Assert.True(StartRefusal.Explains(failure, out IReadOnlyList<string> lines), failure.ToString());
        Assert.Contains(lines, given => given.Contains(line, StringComparison.Ordinal));
        Assert.Equal(StartFault.ExitCode, await Interactions.Gateway.Program.Main(arguments));
    }

    [Fact]
    public async Task A_second_gateway_on_the_same_data_is_refused_with_a_line_about_it()
    {
        DirectoryInfo data = Directory.CreateTempSubdirectory("interactions-");
        await using (await RunningGateway.Start([], null, data: data))
        {
            Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => RunningGateway.Start([], null, data: data));
            Assert.True(StartRefusal.Explains(failure, out IReadOnlyList<string> lines), failure.ToString());
            Assert.Contains("in use by another process", Assert.Single(lines), StringComparison.Ordinal);
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_taken_address_stops_the_start_with_a_line_about_it()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        DirectoryInfo data = Directory.CreateTempSubdirectory("interactions-");
        int code = await Interactions.Gateway.Program.Main(
            ["--environment=Development", $"--urls=http://{taken.LocalEndpoint}", $"--Storage:Path={data.FullName}", "--Demo:Enabled=false"]);
        Assert.Equal(StartFault.ExitCode, code);
        data.Delete(recursive: true);
    }
}
