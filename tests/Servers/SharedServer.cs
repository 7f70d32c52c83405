using Xunit;

namespace Interactions.Tests.Servers;

/// <summary>One server for all tests that ask for it, started by the first of them and ended after the last.</summary>
/// <param name="binary">Without it the test is skipped.</param>
/// <param name="package">Where it comes from.</param>
public abstract class SharedServer(string binary, string package) : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private ServerProcess? _server;
    private string? _connectionString;

    /// <summary>How to reach it. Skips the test where it is not installed.</summary>
    public async Task<string> ConnectionString()
    {
        ServerProcess.Need(binary, package);
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_connectionString is null)
            {
                (_server, _connectionString) = await Start();
            }

            return _connectionString;
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _starting.Dispose();
    }

    private protected abstract Task<(ServerProcess Server, string ConnectionString)> Start();
}
