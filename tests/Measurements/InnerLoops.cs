using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Interactions.Comments;
using Interactions.Episodes;
using Interactions.Gateway.Access;
using Interactions.Gateway.Connections;
using Interactions.Silo.Episodes;
using Interactions.Silo.Journal;
using Interactions.Silo.Operations;
using Interactions.Silo.Storage;
using Interactions.Users;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Xunit;

namespace Interactions.Tests.Measurements;

/// <summary>
/// Prints time and allocated bytes of the inner loops. Run with <c>--explicit only --filter-class '*InnerLoops' --show-live-output on</c> in Release.
/// </summary>
public sealed class InnerLoops(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void A_delivery_allocates_nothing()
    {
        Summary summary = BenchmarkRunner.Run<InnerLoopBenchmarks>(ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(BenchmarkDotNet.Loggers.NullLogger.Instance)
            .WithArtifactsPath(Directory.CreateTempSubdirectory("inner-loops-").FullName));
        AccumulationLogger table = new();
        MarkdownExporter.GitHub.ExportToLog(summary, table);
        output.WriteLine(table.GetLog());
        Assert.Equal(4, summary.Reports.Length);
        BenchmarkReport delivery = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(InnerLoopBenchmarks.Delivery));
        Assert.Equal(0, delivery.GcStats.GetBytesAllocatedPerOperation(delivery.BenchmarkCase));
    }
}

/// <summary>The loops; each figure is of one unit of work: a delivery, a like, a batch.</summary>
public class InnerLoopBenchmarks
{
    private const int Members = 1_000;
    private const int Batch = EpisodeBatch.OperationsMax;
    private const long AtMs = 1_780_000_000_000;

    private readonly List<IDisposable> _held = [];
    private readonly CrowdMember[] _members = new CrowdMember[Members];
    private readonly EpisodeLedger _ledger = new();
    private readonly EpisodeLedger _journaled = new();
    private readonly EpisodePulse _pulse = Pulse(comments: 10);
    private PreparedPush _push = null!;
    private IHubProtocol _protocol = null!;
    private EpisodeEntry[] _entries = null!;
    private Journal<EpisodeEntry, EpisodeOutcome[], EpisodeSnapshot> _journal = null!;
    private int _round;

    [GlobalSetup]
    public async Task Setup()
    {
        JsonHubProtocolOptions json = new();
        JsonRules.Apply(json.PayloadSerializerOptions);
        _protocol = new ForgivingJsonHubProtocol(Options.Create(json));
        _push = new PreparedPush(nameof(IViewerClient.Pulse), _pulse);
        Connect();
        _entries = [Likes(on: true), Likes(on: false)];
        EpisodeEntry create = new(AtMs, [EpisodeOperation.Create(User(-1), new EpisodeSettings("Measured", "creator-1", null, 180_000))]);
        _ledger.Apply(create, 1);
        ServiceProvider services = new ServiceCollection().AddSerializer().AddMetrics().AddSingleton<SiloTelemetry>().BuildServiceProvider();
        _held.Add(services);
        _journal = new JournalFactory(
            new MemoryGrainStorage(), services, Options.Create(new JournalOptions()), TimeProvider.System, services.GetRequiredService<SiloTelemetry>(),
            NullLogger<JournalFactory>.Instance).Open(GrainId.Create("episode", "measured"), _journaled);
        await _journal.Recover();
        await _journal.Append(create);
    }

    [GlobalCleanup]
    public void Cleanup() => _held.ForEach(held => held.Dispose());

    /// <summary>A pulse of ten comments becomes a frame, once for all viewers.</summary>
    [Benchmark]
    public int EncodePulse() => new PreparedPush(nameof(IViewerClient.Pulse), _pulse).FrameFor(_protocol).Length;

    /// <summary>The frame is offered to one of a thousand sockets.</summary>
    [Benchmark(OperationsPerInvoke = Members)]
    public int Delivery()
    {
        int written = 0;
        foreach (CrowdMember member in _members)
        {
            if (member.TryWrite(_push, now: 1)) { written++; }
        }
        return written == Members ? written : throw new InvalidOperationException($"{written} were written.");
    }

    /// <summary>One like of a batch is applied to an episode's state.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public EpisodeOutcome[] ApplyLike() => _ledger.Apply(_entries[_round++ % 2], offset: 2 + (_round * (long)Batch));

    /// <summary>One like of a batch is appended to a journal whose storage is memory, and applied.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public Task AppendLike() => _journal.Append(_entries[_round++ % 2]);

    /// <summary>A datagram socket that nobody reads takes every frame at once, as a client does that keeps up: what is measured is our side.</summary>
    private void Connect()
    {
        Socket reader = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        reader.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _held.Add(reader);
        for (int i = 0; i < Members; i++)
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _held.Add(socket);
            socket.Connect(reader.LocalEndPoint!);
            DefaultConnectionContext connection = new();
            connection.Features.Set(new FrameSender(Stream.Null, socket));
            _members[i] = new CrowdMember(
                new HubConnectionContext(connection, new HubConnectionContextOptions(), NullLoggerFactory.Instance) { Protocol = _protocol });
        }
    }

    private static EpisodeEntry Likes(bool on) =>
        new(AtMs, [.. Enumerable.Range(0, Batch).Select(user => EpisodeOperation.Like(User(user), on))]);

    private static EpisodePulse Pulse(int comments) => new(
        "measured", "0123456789abcdef", 0, comments,
        [.. Enumerable.Range(1, comments).Select(n => new Comment(
            n, $"c{n}", "0123456789abcdef", "Viewer", 1_000, $"a comment of the usual length, number {n}", AtMs))],
        [], null);

    private static UserKey User(int number) => new((ulong)(number + 2) * 0x9E3779B97F4A7C15, (ulong)(number + 2) * 0xC2B2AE3D27D4EB4F);
}
