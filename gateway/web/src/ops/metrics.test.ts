import { expect, it } from 'vitest';
import { own, parse, total } from './metrics';

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
