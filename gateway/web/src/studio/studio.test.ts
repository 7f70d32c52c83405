import { describe, expect, it } from 'vitest';
import { subjectOf } from './board.svelte';
import { averageWatched, RateHistory } from './rates';

describe('RateHistory', () => {
  const at = (seconds: number, likes: number, comments = 0) => [seconds * 1000, { likes, comments }] as const;

  it('gives what was gained per finished second', () => {
    const history = new RateHistory(60);
    [at(100, 0), at(101, 5, 1), at(102, 7, 1), at(103, 7, 1)].forEach((sample) => history.add(...sample));
    expect(history.rates()).toEqual({ at: [101, 102], likes: [5, 2], comments: [1, 0] });
  });

  it('spreads a gain over the silence before it', () => {
    const history = new RateHistory(60);
    [at(100, 0), at(103, 6), at(104, 6)].forEach((sample) => history.add(...sample));
    expect(history.rates().likes).toEqual([2, 2, 2]);
  });

  it('keeps the later of two boards in one second, and no negative speed', () => {
    const history = new RateHistory(60);
    [at(100, 10), at(101, 12), at(101.5, 14), at(102, 3), at(103, 3)].forEach((sample) => history.add(...sample));
    expect(history.rates().likes).toEqual([4, 0]);
  });

  it('forgets what is older than its window', () => {
    const history = new RateHistory(10);
    for (let second = 0; second < 100; second++) history.add(...at(second, second));
    expect(history.rates().at).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98]);
  });
});

it('averages nothing when nobody played', () => {
  expect(averageWatched({ watchSeconds: 0, plays: 0 })).toBe(0);
  expect(averageWatched({ watchSeconds: 90, plays: 4 })).toBe(22.5);
});

it('reads whose token it is, and survives nonsense', () => {
  expect(subjectOf(`x.${btoa(JSON.stringify({ sub: 'demo-creator' }))}.y`)).toBe('demo-creator');
  expect(subjectOf('nonsense')).toBeNull();
});
