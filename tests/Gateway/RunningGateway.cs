using Interactions.Creators;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Orleans.Configuration;
using Xunit;

namespace Interactions.Tests.Gateway;

/// <summary>
/// The real gateway with its silo, in this process, on a free port of 127.0.0.1, with an empty data folder of its own. It waits for as long as a slow
/// machine may need, so that no answer is <c>busy</c> and no connection ends because a thread had no turn; tests of its patience set it themselves.
/// </summary>
public sealed class RunningGateway : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;
    private readonly bool _ownsData;

    private RunningGateway(WebApplication app, DirectoryInfo data, bool ownsData)
    {
        (_app, _data, _ownsData) = (app, data, ownsData);
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = Patience };
    }

    /// <summary>Like <c>http://127.0.0.1:41234</c>.</summary>
    public Uri Address { get; }

    /// <summary>Calls this gateway, without a token.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Every line that was logged, whole.</summary>
    public FakeLogCollector Logs => Services.GetRequiredService<FakeLogCollector>();

    public static Task<RunningGateway> Start(params string[] options) => Start(options, null);

    /// <param name="options">Command line options, such as <c>--Limits:Enforced=false</c>; they win over the fixture's own.</param>
    /// <param name="adjust">Adds or replaces services.</param>
    /// <param name="map">Adds endpoints.</param>
    /// <param name="data">Where it keeps its data; a folder that is deleted afterwards when null.</param>
    internal static async Task<RunningGateway> Start(
        string[] options, Action<WebApplicationBuilder>? adjust, Action<WebApplication>? map = null, DirectoryInfo? data = null)
    {
        DirectoryInfo folder = data ?? Directory.CreateTempSubdirectory("interactions-");
        string[] defaults =
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", $"--Storage:Path={folder.FullName}", "--Demo:Enabled=false",
            "--Drain:Delay=00:00:00", "--Rooms:ApplyPatience=00:01:00", "--Rooms:SlowDeadline=00:01:00", "--Journal:WriteTimeout=00:01:00",
        ];
        WebApplication app = Interactions.Gateway.Program.Build([.. defaults, .. options], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddFakeLogging();
            builder.Services.PostConfigure<SiloMessagingOptions>(silo => silo.ResponseTimeout = Patience);
            builder.Services.PostConfigure<HubOptions>(hub => (hub.HandshakeTimeout, hub.ClientTimeoutInterval) = (Patience, Patience));
            adjust?.Invoke(builder);
        });
        map?.Invoke(app);
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new RunningGateway(app, folder, ownsData: data is null);
    }

    /// <summary>A token of this gateway for a user with roles.</summary>
    public string Token(string userId, params string[] roles) => Services.GetRequiredService<DevelopmentTokens>().Make(userId, roles);

    /// <summary>An HTTP client that shows a token.</summary>
    public HttpClient HttpAs(string userId, params string[] roles)
    {
        HttpClient http = new() { BaseAddress = Address, Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token(userId, roles));
        return http;
    }

    /// <summary>A connection to the viewer hub that is not started yet; anonymous when <paramref name="userId"/> is null.</summary>
    public HubConnection Viewer(string? userId = null, params string[] roles) =>
        Hub(IViewerHub.Path, userId is null ? null : Token(userId, roles));

    /// <summary>A connection to the creator hub that is not started yet.</summary>
    public HubConnection Creator(string userId) => Hub(ICreatorHub.Path, Token(userId, Roles.Creator));

    /// <summary>A connection to any hub that is not started yet.</summary>
    public HubConnection Hub(string path, string? token)
    {
        HubConnection hub = new HubConnectionBuilder()
            .WithUrl(new Uri(Address, path), http =>
            {
                http.Transports = HttpTransportType.WebSockets;
                http.AccessTokenProvider = () => Task.FromResult(token);
            })
            .AddJsonProtocol(json => JsonRules.Apply(json.PayloadSerializerOptions))
            .Build();
        (hub.HandshakeTimeout, hub.ServerTimeout) = (Patience, Patience);
        return hub;
    }

    /// <summary>Stops it in good order, as SIGTERM does.</summary>
    public Task Stop() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        if (_ownsData) { _data.Delete(recursive: true); }
    }
}
