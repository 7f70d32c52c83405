import { expect, it } from 'vitest';
import { byLabel, own, parse, quantile, rate, total } from './metrics';
import { verdict, type Vitals } from './verdict';

const text = `# TYPE interactions_comments_total counter
interactions_comments_total{outcome="shown"} 40 1700000000000
interactions_comments_total{outcome="refused"} 2
interactions_fanout_duration_seconds_bucket{le="+Inf"} 9
interactions_fanout_duration_seconds_count 9
interactions_fanout_duration_seconds_sum 0.5
dotnet_gc_collections_total{gc_heap_generation="gen0"} 3
nonsense
`;

it('reads samples with and without labels and timestamps', () => {
  const series = parse(text);
  expect(series).toHaveLength(6);
  expect(total(series, 'interactions_comments_total')).toBe(42);
  expect(total(series, 'interactions_comments_total', /refused/)).toBe(2);
  expect(total(series, 'absent')).toBeNull();
});

it('lists the product rows once each, histograms by their count', () => {
  expect(own(parse(text))).toEqual([
    { name: 'interactions_comments_total', value: 42 },
    { name: 'interactions_fanout_duration_seconds_count', value: 9 },
  ]);
});

it('gives rates between two readings, also over a restart', () => {
  const [before, now] = [parse('a_total{x="1"} 10\na_total{x="2"} 5'), parse('a_total{x="1"} 30\na_total{x="2"} 5')];
  expect(rate(before, now, 2, 'a_total')).toBe(10);
  expect(rate(now, before, 2, 'a_total')).toBe(7.5);
  expect(rate(before, now, 2, 'absent')).toBe(0);
});

it('reads quantiles of what was observed in between, over all label sets', () => {
  const histogram = (...counts: number[]) =>
    parse(['0.1', '1', '+Inf'].map((le, i) => `h_bucket{otel="x",le="${le}"} ${counts[i]}`).join('\n'));
  expect(quantile([], histogram(50, 99, 100), 'h', 0.5)).toBe(0.1);
  expect(quantile([], histogram(50, 99, 100), 'h', 0.99)).toBe(1);
  expect(quantile(histogram(50, 99, 100), histogram(50, 100, 101), 'h', 0.5)).toBe(1);
  expect(quantile([], histogram(0, 0, 5), 'h', 0.5)).toBe(Infinity);
  expect(quantile(histogram(1, 1, 1), histogram(1, 1, 1), 'h', 0.5)).toBeNull();
});

it('adds up by a label and leaves out what never happened', () => {
  expect(byLabel(parse('d{reason="slow"} 2\nd{reason="slow",k="v"} 1\nd{reason="never"} 0'), 'd', 'reason')).toEqual([['slow', 3]]);
});

it('says the worst first, in one sentence', () => {
  const well: Vitals = { ready: 'Healthy', failed: '', draining: false, connections: 3, storageP99: 0.01, busy: 0, skipped: 0, shed: 0, drift: 0, gcShare: 0 };
  const said = (change: Partial<Vitals>) => verdict({ ...well, ...change });
  expect(said({}).sentence).toContain('All is well');
  expect(said({ failed: 'late', draining: true })).toMatchObject({ colour: 'bad' });
  expect(said({ draining: true }).sentence).toContain('3 connections');
  expect(said({ busy: 2, storageP99: 9 }).sentence).toContain('busy');
  expect(said({ drift: 1, storageP99: 1 })).toMatchObject({ colour: 'bad', sentence: expect.stringContaining('Counters') as string });
  expect(said({ storageP99: 1 }).sentence).toContain('Storage');
  expect(said({ skipped: 1 }).colour).toBe('warm');
  expect(said({ ready: '' }).colour).toBe('soft');
});
