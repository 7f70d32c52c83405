using System.Diagnostics;
using System.Text;
using Interactions.Tests.Docs;
using Xunit;

namespace Interactions.Tests.Browser;

/// <summary>Runs one check of <c>gateway/web/e2e</c> in Node.js against a running gateway.</summary>
internal static class PageCheck
{
    private const string Chromium = "/usr/bin/chromium";

    /// <summary>A line that begins so asks for something that only the test can do, such as stopping the gateway.</summary>
    private const string Request = "! ";

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <param name="obey">Does what the check asks for.</param>
    /// <returns>What the check printed.</returns>
    public static async Task<string> Run(RunningGateway gateway, string name, Func<string, Task>? obey = null)
    {
        string web = Path.Combine(Repository.Root, "gateway", "web");
        // On a developer's machine a missing browser is a reason to skip; in CI it is a fault, so nothing is skipped there.
        bool ci = Environment.GetEnvironmentVariable("CI") is { Length: > 0 };
        Assert.SkipUnless(ci || File.Exists(Chromium), $"{Chromium} is not installed (Debian: apt install chromium).");
        Assert.SkipUnless(ci || Directory.Exists(Path.Combine(web, "node_modules")), "The pages were not built: Node.js is missing.");

        using Process node = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { "e2e/run.mjs", gateway.Address, name },
            WorkingDirectory = web,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["BROWSER"] = await gateway.Browser(web) },
        })!;
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        ended.CancelAfter(Within);
        StringBuilder said = new();
        Task<string> complained = node.StandardError.ReadToEndAsync(ended.Token);
        try
        {
            await Follow(node, said, obey, ended.Token);
            await node.WaitForExitAsync(ended.Token);
        }
        finally
        {
            if (!node.HasExited) { node.Kill(entireProcessTree: true); }
        }
        Assert.True(node.ExitCode == 0, $"{said}\n{await complained}\nThe gateway said:\n{gateway.Output}");
        return said.ToString();
    }

    private static async Task Follow(Process node, StringBuilder said, Func<string, Task>? obey, CancellationToken cancel)
    {
        while (await node.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            said.AppendLine(line);
            if (!line.StartsWith(Request, StringComparison.Ordinal)) { continue; }
            await obey!(line[Request.Length..]);
            await node.StandardInput.WriteLineAsync("done".AsMemory(), cancel);
        }
    }
}
