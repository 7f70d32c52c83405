using Interactions.Creators;
using Interactions.LoadTests.Driver;
using Interactions.LoadTests.Scenarios;

namespace Interactions.LoadTests.Viewers;

/// <summary>A creator who looks at the own board. Reads the totals only.</summary>
internal sealed class Dashboard(Exchange exchange, string creatorId, string token) : Line(exchange)
{
    public Scenarios.Board? Latest { get; private set; }

    public long Pushes { get; private set; }

    public async Task<Outcome> Open(Uri gateway)
    {
        Outcome outcome = await Connect(new Uri(gateway, ICreatorHub.Path), token);
        if (!outcome.Ok) { return outcome; }
        Reply reply = await Stage.Answer(Call("Open", $"{{\"creatorId\":\"{creatorId}\"}}"));
        if (reply.Ok) { Read(reply.Record); }
        return reply.Outcome;
    }

    protected override void OnPush(ReadOnlySpan<byte> record)
    {
        if (!record.StartsWith("{\"type\":1,\"target\":\"Board\""u8)) { return; }
        Pushes++;
        Read(record);
    }

    private void Read(ReadOnlySpan<byte> record)
    {
        int at = record.IndexOf("\"totals\":{"u8);
        if (at < 0) { return; }
        ReadOnlySpan<byte> totals = record[at..];
        Latest = new Scenarios.Board(
            Fields.Number(totals, "\"likes\":"u8) ?? -1, Fields.Number(totals, "\"comments\":"u8) ?? -1, Fields.Number(totals, "\"plays\":"u8) ?? -1);
    }
}
