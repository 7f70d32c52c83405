using Interactions.Silo.Journal;
using Interactions.Tests.Journal;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using Xunit;

namespace Interactions.Tests.Storage;

/// <summary>What the journal relies on. Every storage keeps all of it, in a real silo and against a real server.</summary>
public abstract class StorageContract : IAsyncLifetime
{
    private readonly string _key = Guid.NewGuid().ToString("N");
    private IHost? _host;
    private IGrainStorage? _storage;

    private IGrainStorage Storage => _storage!;

    public async ValueTask InitializeAsync()
    {
        _host = await Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
        _storage = StorageSilo.Storage(_host);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
        {
            await _host.StopAsync(CancellationToken.None);
            _host.Dispose();
        }
    }

    private protected abstract Task<IHost> Build();

    [Fact]
    public async Task A_record_comes_back_byte_for_byte()
    {
        var grain = Grain("bytes");
        foreach (var length in new[] { 1, 120, 9_000, JournalLimits.EntryBytesMax + 1_000 })
        {
            var bytes = new byte[length];
            new Random(length).NextBytes(bytes);
            var written = await Write(grain, $"s/{length}", bytes, etag: null);
            var read = await Read(grain, $"s/{length}");
            Assert.Equal(bytes, read.State!.Bytes);
            Assert.Equal(written, read.ETag);
        }
    }

    [Fact]
    public async Task A_record_that_was_never_written_is_absent()
    {
        var absent = await Read(Grain("absent"), "s/1");
        Assert.False(absent.RecordExists);
        Assert.Null(absent.ETag);
    }

    [Fact]
    public async Task Of_many_that_insert_one_record_exactly_one_succeeds()
    {
        var grain = Grain("race");
        for (var round = 0; round < 20; round++)
        {
            var name = RecordNames.Segment(round);
            var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => TryInsert(grain, name, (byte)writer))));
            var winner = Assert.Single(attempts, attempt => attempt is not null);
            Assert.Equal([winner!.Value], (await Read(grain, name)).State!.Bytes);
        }
    }

    [Fact]
    public async Task A_record_is_replaced_only_by_who_knows_its_version()
    {
        var grain = Grain("replace");
        var first = await Write(grain, "head", [1], etag: null);
        var second = await Write(grain, "head", [2], first);
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Write(grain, "head", [3], first));
        await Assert.ThrowsAnyAsync<InconsistentStateException>(() => Write(grain, "head", [3], etag: null));
        Assert.Equal([2], (await Read(grain, "head")).State!.Bytes);
        Assert.Equal(second, (await Read(grain, "head")).ETag);
    }

    [Fact]
    public async Task A_cleared_record_is_absent_and_its_place_is_free()
    {
        var grain = Grain("clear");
        await Write(grain, "s/1", [1], etag: null);
        var state = await Read(grain, "s/1");
        await Storage.ClearStateAsync("s/1", grain, state);
        var absent = await Read(grain, "s/1");
        Assert.False(absent.RecordExists);
        Assert.Null(absent.ETag);
        await Write(grain, "s/1", [2], etag: null);
        Assert.Equal([2], (await Read(grain, "s/1")).State!.Bytes);
    }

    [Theory]
    [InlineData("episode", "5", "episode", "05")]
    [InlineData("episode", "5", "creator", "5")]
    [InlineData("episode", "abc", "episode", "ABC")]
    [InlineData("episode", "00000000000000000000000000000001", "episode", "1")]
    public async Task Grains_with_similar_ids_stay_apart(string type, string key, string otherType, string otherKey)
    {
        var name = $"s/{_key}";
        var (one, other) = (GrainId.Create(type, key), GrainId.Create(otherType, otherKey));
        await Write(one, name, [1], etag: null);
        Assert.False((await Read(other, name)).RecordExists);
        await Write(other, name, [2], etag: null);
        Assert.Equal([1], (await Read(one, name)).State!.Bytes);
    }

    [Fact]
    public Task A_journal_recovers_from_checkpoint_and_log() => OneAtATime.Run(async () =>
    {
        var grain = Grain("journal");
        var first = await LedgerActivation.Recovered(Storage, grain);
        for (var i = 0; i < 3; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(n => first.Append($"{i}.{n}", new string('x', 40_000))));
            await first.Journal.Checkpoint();
            await first.Append($"{i} after");
        }

        var second = await LedgerActivation.Recovered(Storage, grain);
        Assert.Equal(first.Ledger.Values, second.Ledger.Values);
        Assert.Equal(first.Journal.Epoch, second.Journal.Epoch);
    });

    [Fact]
    public Task A_journal_lets_one_of_two_activations_write() => OneAtATime.Run(async () =>
    {
        var grain = Grain("two");
        var first = await LedgerActivation.Recovered(Storage, grain);
        await first.Append("before");
        var second = await LedgerActivation.Recovered(Storage, grain);
        await second.Append("claim");
        await second.Journal.Checkpoint();
        await Assert.ThrowsAsync<JournalLostException>(() => first.Append("late"));

        var third = await LedgerActivation.Recovered(Storage, grain);
        Assert.Equal(["before", "claim"], third.Ledger.Values);
    });

    private GrainId Grain(string use) => GrainId.Create("contract", $"{use}-{_key}");

    private async Task<GrainState<JournalRecord>> Read(GrainId grain, string name)
    {
        var state = new GrainState<JournalRecord>();
        await Storage.ReadStateAsync(name, grain, state);
        return state;
    }

    private async Task<string?> Write(GrainId grain, string name, byte[] bytes, string? etag)
    {
        var state = new GrainState<JournalRecord>(new JournalRecord { Bytes = bytes }, etag) { RecordExists = etag is not null };
        await Storage.WriteStateAsync(name, grain, state);
        return state.ETag;
    }

    private async Task<byte?> TryInsert(GrainId grain, string name, byte writer)
    {
        try
        {
            await Write(grain, name, [writer], etag: null);
            return writer;
        }
        catch (InconsistentStateException)
        {
            return null;
        }
    }
}
