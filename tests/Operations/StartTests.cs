using System.Diagnostics;
using Interactions.Silo.Operations;
using Xunit;

namespace Interactions.Tests.Operations;

/// <summary>What a process says that cannot start, as its operator sees it.</summary>
public sealed class StartTests
{
    private const string Gateway = "Interactions.Gateway";
    private const string Silo = "Interactions.Silo";

    /// <summary>Nobody listens there; a port that was free a moment ago may be another test's.</summary>
    private const string Nowhere = "1";

    /// <summary>Only ends what hangs.</summary>
    private static readonly TimeSpan EndWithin = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(Gateway, "Redis", "127.0.0.1:PORT", "Redis at 127.0.0.1:PORT cannot keep the journal")]
    [InlineData(Silo, "Redis", "127.0.0.1:PORT", "Redis at 127.0.0.1:PORT cannot keep the journal")]
    [InlineData(Gateway, "Postgres", "Host=127.0.0.1;Port=PORT;Username=u;Password=secret", "PostgreSQL at 127.0.0.1:PORT cannot keep the journal")]
    [InlineData(Silo, "Postgres", "Host=127.0.0.1;Port=PORT;Username=u;Password=secret", "PostgreSQL at 127.0.0.1:PORT cannot keep the journal")]
    public async Task A_storage_that_is_not_there_stops_the_start_with_one_line_and_code_2(string host, string provider, string connection, string line)
    {
        (int code, string output) = await Run(
            host, "--Storage:Provider", provider, "--Storage:ConnectionString", connection.Replace("PORT", Nowhere, StringComparison.Ordinal));
        string[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(said => !said.Contains("NOT SECURE", StringComparison.Ordinal))];
        string only = Assert.Single(lines);
        Assert.StartsWith($"Interactions does not start: {line.Replace("PORT", Nowhere, StringComparison.Ordinal)}", only, StringComparison.Ordinal);
        Assert.Contains("correct Storage:ConnectionString", only, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
        Assert.Equal(StartFault.ExitCode, code);
    }

    [Theory]
    [InlineData(Gateway)]
    [InlineData(Silo)]
    public async Task A_Redis_of_the_membership_that_is_not_there_stops_the_start_with_one_line_and_code_2(string host)
    {
        string redis = $"127.0.0.1:{Nowhere}";
        string[] storage = host == Silo ? ["--Storage:Provider=Redis", $"--Storage:ConnectionString={redis}"] : [];
        (int code, string output) = await Run(host, ["--Cluster:Mode=Cluster", $"--Cluster:ConnectionString={redis},password=secret", .. storage]);
        string only = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), said => !said.Contains("NOT SECURE", StringComparison.Ordinal));
        Assert.StartsWith($"Interactions does not start: Redis at {redis} cannot tell who is in the cluster", only, StringComparison.Ordinal);
        Assert.Contains("correct Cluster:ConnectionString", only, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
        Assert.Equal(StartFault.ExitCode, code);
    }

    [Theory]
    [InlineData(Silo, "--Journal:WriteTimout=00:00:01", "Journal has no option 'WriteTimout'. Is 'WriteTimeout' meant?")]
    [InlineData(Silo, "--Episodes:BeatInterval=soon", "'soon' at 'Episodes:BeatInterval'")]
    [InlineData(Silo, "--Storage:Pth=x", "Storage has no option 'Pth'. Is 'Path' meant?")]
    public async Task A_wrong_option_stops_a_silo_as_it_stops_a_gateway(string host, string option, string line)
    {
        (int code, string output) = await Run(host, option);
        Assert.Contains(line, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(StartFault.ExitCode, code);
    }

    /// <summary>Runs a host that is expected to end by itself; what it said on both streams comes back.</summary>
    private static async Task<(int Code, string Output)> Run(string host, params string[] options)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("interactions-start-");
        DirectoryInfo mine = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Path.Combine(mine.Parent!.Parent!.FullName, host, mine.Name, $"{host}.dll"), "--environment", "Development" },
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string option in (string[])["--urls", "http://127.0.0.1:0", .. options]) { start.ArgumentList.Add(option); }
        using Process process = Process.Start(start)!;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(EndWithin);
        try
        {
            Task<string> said = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> complained = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await said + await complained);
        }
        finally
        {
            if (!process.HasExited) { process.Kill(); }
            folder.Delete(recursive: true);
        }
    }
}
