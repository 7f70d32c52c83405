using System.Collections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Interactions.Gateway.Connections;

/// <summary>
/// What is known of a hub's connection: what it is itself, without a place of its own for each, and a few more things in one array. The stock collection
/// is a table of half a kilobyte, and looking through a dozen references is no slower. Not for several threads, as the stock one is not.
/// </summary>
internal sealed class HubFeatures : IFeatureCollection
{
    /// <summary>The visitor, the heartbeat, and the episodes that are heard of.</summary>
    private const int CountFirst = 3;

    /// <summary>What <see cref="Connection"/> is, and has.</summary>
    private static readonly Type[] OfConnection =
    [
        typeof(HubSocket), typeof(FrameSender), typeof(IConnectionUserFeature), typeof(ITransferFormatFeature), typeof(IConnectionLifetimeNotificationFeature),
    ];

    private KeyValuePair<Type, object>[] _features = new KeyValuePair<Type, object>[CountFirst];
    private int _count;

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    /// <summary>The connection whose features these are, as soon as there is one.</summary>
    public HubSocket? Connection { get; set; }

    public object? this[Type key]
    {
        get => PlaceOf(key) is >= 0 and var place ? _features[place].Value : OwnOf(key);
        set
        {
            Revision++;
            int place = PlaceOf(key);
            if (place >= 0) { _features[place] = new(key, value!); }
            else if (value is not null) { Add(key, value); }
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.Take(_count).Select(feature => feature.Key).Union(OfConnection)
        .Select(key => new KeyValuePair<Type, object>(key, this[key]!)).Where(feature => feature.Value is not null).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object? OwnOf(Type key) => !OfConnection.Contains(key) ? null : key == typeof(FrameSender) ? Connection?.Sender : Connection;

    private int PlaceOf(Type key)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_features[i].Key == key) { return i; }
        }
        return -1;
    }

    private void Add(Type key, object value)
    {
        if (_count == _features.Length) { Array.Resize(ref _features, _count + 2); }
        _features[_count++] = new(key, value);
    }
}
