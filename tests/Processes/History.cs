using System.Text.Json;
using System.Text.Json.Serialization;

namespace Interactions.Tests.Processes;

/// <summary>Every attempt and every fault of a run, in one order, as lines of JSON. The acknowledged ones are also kept for the checks.</summary>
internal sealed class History : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly Lock _gate = new();
    private readonly StreamWriter _file;
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly List<Act> _acts = [];
    private readonly List<Answered> _answers = [];
    private readonly List<(double BeganAt, double At)> _unsure = [];
    private readonly List<(double At, string What)> _faults = [];

    public History(string file) => _file = new StreamWriter(file);

    public int Acknowledged
    {
        get { lock (_gate) { return _acts.Count; } }
    }

    public int Unsettled { get; private set; }

    public double Now => TimeProvider.System.GetElapsedTime(_began).TotalMilliseconds;

    public void Acknowledge(Act act, double beganAt, string gateway)
    {
        lock (_gate)
        {
            _acts.Add(act);
            _answers.Add(new Answered(beganAt, Now));
            Write(new { at = Now, outcome = "ok", gateway, act, tookMs = Now - beganAt });
        }
    }

    /// <summary>No answer, or <c>busy</c>: the operation may have happened. It is repeated.</summary>
    public void Unsure(Act act, double beganAt, string gateway, string why)
    {
        lock (_gate)
        {
            Unsettled++;
            _unsure.Add((beganAt, Now));
            Write(new { at = Now, outcome = "unknown", gateway, act, why });
        }
    }

    public void Fault(string what)
    {
        lock (_gate)
        {
            _faults.Add((Now, what));
            Write(new { at = Now, fault = what });
        }
    }

    public Act[] Acts()
    {
        lock (_gate) { return [.. _acts]; }
    }

    /// <summary>
    /// For each kind of fault: how long operations that began within 5 s after it took until they were acknowledged, repeats included. What the next
    /// fault may have slowed down is left out.
    /// </summary>
    public Recovery[] Recoveries()
    {
        lock (_gate) { return [.. Windows().GroupBy(window => window.What, window => (window.From, window.To)).Select(After).OfType<Recovery>()]; }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>From each fault to the next.</summary>
    private IEnumerable<(string What, double From, double To)> Windows()
    {
        for (int i = 0; i < _faults.Count; i++)
        {
            yield return (_faults[i].What.Split(' ')[0], _faults[i].At, i + 1 < _faults.Count ? _faults[i + 1].At : double.MaxValue);
        }
    }

    private Recovery? After(IGrouping<string, (double From, double To)> windows)
    {
        double[] took = [.. windows.SelectMany(window => _answers.Where(answer => answer.ShowsRecovery(window.From, window.To)))
            .Select(answer => answer.At - answer.BeganAt).Order()];
        int unknown = windows.Sum(window => _unsure.Count(attempt => attempt.BeganAt >= window.From && attempt.At < window.To));
        return took.Length == 0 ? null : new Recovery(
            windows.Key, took.Length, unknown, took.Count(ms => ms <= Recovery.PromisedMs) / (double)took.Length, took[(int)(took.Length * 0.99)], took[^1]);
    }

    private void Write(object line) => _file.WriteLine(JsonSerializer.Serialize(line, Json));
}

/// <summary>When an operation began and was acknowledged, in milliseconds.</summary>
internal readonly record struct Answered(double BeganAt, double At)
{
    private const double Soon = 5_000;

    /// <summary>It began soon after the fault, and the next one came too late to be the reason for its time.</summary>
    public bool ShowsRecovery(double fault, double next) =>
        BeganAt >= fault && BeganAt < Math.Min(fault + Soon, next) && (At < next || next - BeganAt > Recovery.PromisedMs);
}

/// <summary>How operations that began soon after a kind of fault fared.</summary>
/// <param name="Unknown">Attempts without an answer, or answered <c>busy</c>, of operations that began after the fault, until the next one.</param>
internal sealed record Recovery(string Fault, int Operations, int Unknown, double Within3s, double P99Ms, double WorstMs)
{
    public const double PromisedMs = 3_000;
    private const double PromisedShare = 0.99;

    /// <summary>What of the promises about time was not kept, or null: nothing fails in a restart, 99 % succeed within 3 s of one process's death.</summary>
    public string? Broken => Fault switch
    {
        nameof(FaultKind.Restart) when Unknown > 0 => $"{Unknown} attempts failed while processes were restarted",
        nameof(FaultKind.KillSilo) or nameof(FaultKind.KillGateway) when Within3s < PromisedShare => $"{Within3s:P1} within 3 s of {Fault}",
        _ => null,
    };
}
