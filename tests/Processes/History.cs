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
    private readonly List<(double At, double TookMs)> _answers = [];
    private readonly List<double> _unsure = [];
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
            _answers.Add((beganAt, Now - beganAt));
            Write(new { at = Now, outcome = "ok", gateway, act, tookMs = Now - beganAt });
        }
    }

    /// <summary>No answer, or <c>busy</c>: the operation may have happened. It is repeated.</summary>
    public void Unsure(Act act, string gateway, string why)
    {
        lock (_gate)
        {
            Unsettled++;
            _unsure.Add(Now);
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

    /// <summary>For each kind of fault: how long operations that began within 5 s after it took until they were acknowledged, repeats included.</summary>
    public Recovery[] Recoveries()
    {
        lock (_gate) { return [.. _faults.GroupBy(fault => fault.What.Split(' ')[0], fault => fault.At).Select(After).OfType<Recovery>()]; }
    }

    public void Dispose() => _file.Dispose();

    private Recovery? After(IGrouping<string, double> faults)
    {
        bool IsSoonAfter(double time) => faults.Any(at => time >= at && time < at + 5_000);
        double[] took = [.. _answers.Where(answer => IsSoonAfter(answer.At)).Select(answer => answer.TookMs).Order()];
        return took.Length == 0 ? null : new Recovery(
            faults.Key, took.Length, _unsure.Count(IsSoonAfter), took.Count(ms => ms <= 3_000) / (double)took.Length, took[(int)(took.Length * 0.99)], took[^1]);
    }

    private void Write(object line) => _file.WriteLine(JsonSerializer.Serialize(line, Json));
}

/// <summary>How operations that began soon after a kind of fault fared.</summary>
internal sealed record Recovery(string Fault, int Operations, int Unknown, double Within3s, double P99Ms, double WorstMs);
