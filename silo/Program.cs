using Interactions.Silo.Operations;
using Interactions.Silo.Storage;
using Microsoft.Extensions.Options;

namespace Interactions.Silo;

/// <summary>A silo alone: a pure back-end that keeps episodes, users and creators and serves no browser.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.AddLogs();
        try
        {
            builder.UseOrleans(silo => silo.AddInteractionsSilo(builder.Configuration));
            using IHost host = builder.Build();
            // Both before anything is made: what starts first would talk first.
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            await host.Services.AskStorage();
            if (await host.StartOrStop(failure => StartFault.Explains(failure, []))) { await host.WaitForShutdownAsync(); }
            return 0;
        }
        catch (Exception fault)
        {
            List<string> lines = [];
            if (!StartFault.Explains(fault, lines)) { throw; }
            return StartFault.Print(lines);
        }
    }
}
