using System.Collections;
using Microsoft.AspNetCore.Http.Features;

namespace Interactions.Gateway.Connections;

/// <summary>
/// The dozen things that are known of a hub's connection, in one array: the stock collection is a table of half a kilobyte, and looking through twelve
/// references is no slower. Not for several threads, as the stock one is not.
/// </summary>
internal sealed class HubFeatures : IFeatureCollection
{
    private const int CountFirst = 10;

    private KeyValuePair<Type, object>[] _features = new KeyValuePair<Type, object>[CountFirst];
    private int _count;

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get => PlaceOf(key) is >= 0 and var place ? _features[place].Value : null;
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

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() =>
        _features.Take(_count).Where(feature => feature.Value is not null).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

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
        if (_count == _features.Length) { Array.Resize(ref _features, _count + 4); }
        _features[_count++] = new(key, value);
    }
}
