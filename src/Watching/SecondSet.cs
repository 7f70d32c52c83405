using System.Numerics;

namespace Interactions.Watching;

/// <summary>
/// Which seconds of an episode a session has seen: three words hold the 180 seconds of a micro-drama, longer episodes take an array besides.
/// </summary>
[GenerateSerializer, Alias("interactions.second-set.v1")]
public struct SecondSet
{
    private const int InlineSeconds = 192;

    [Id(0)] private ulong _a;
    [Id(1)] private ulong _b;
    [Id(2)] private ulong _c;
    [Id(3)] private ulong[]? _rest;

    /// <summary>How many seconds are in the set.</summary>
    public readonly int Count
    {
        get
        {
            int count = BitOperations.PopCount(_a) + BitOperations.PopCount(_b) + BitOperations.PopCount(_c);
            foreach (ulong word in _rest ?? []) { count += BitOperations.PopCount(word); }
            return count;
        }
    }

    /// <summary>Adds a second; false when it was there already.</summary>
    /// <param name="second">0 or greater.</param>
    /// <param name="seconds">The episode's length in seconds: how long the array must be.</param>
    public bool Add(int second, int seconds)
    {
        ulong bit = 1UL << (second & 63);
        switch (second >> 6)
        {
            case 0: return Mark(ref _a, bit);
            case 1: return Mark(ref _b, bit);
            case 2: return Mark(ref _c, bit);
            default:
                _rest ??= new ulong[(seconds - InlineSeconds + 63) >> 6];
                return Mark(ref _rest[(second - InlineSeconds) >> 6], bit);
        }
    }

    private static bool Mark(ref ulong word, ulong bit)
    {
        bool added = (word & bit) == 0;
        word |= bit;
        return added;
    }
}
