export interface Series {
  name: string;
  labels: string;
  value: number;
}

/** Reads the Prometheus text format; comments and lines that are not samples are passed over. */
export function parse(text: string): Series[] {
  const found: Series[] = [];
  for (const line of text.split('\n')) {
    const sample = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/.exec(line);
    if (sample === null) continue;
    const value = Number(sample[3]!.replace('Inf', 'Infinity'));
    if (!Number.isNaN(value)) found.push({ name: sample[1]!, labels: sample[2] ?? '', value });
  }
  return found;
}

/** The sum over all label sets of a name, or null when there is no such name. */
export function total(series: Series[], name: string | RegExp, labels?: RegExp): number | null {
  const hits = series.filter(
    (one) => (typeof name === 'string' ? one.name === name : name.test(one.name)) && (labels === undefined || labels.test(one.labels)),
  );
  return hits.length === 0 ? null : hits.reduce((sum, one) => sum + one.value, 0);
}

/** The product's own counters and gauges, one row per name: histograms by their count. */
export function own(series: Series[]): { name: string; value: number }[] {
  const names = new Set(series.filter((one) => /^interactions_/.test(one.name) && !/_(bucket|sum)$/.test(one.name)).map((one) => one.name));
  return [...names].sort().map((name) => ({ name, value: total(series, name) ?? 0 }));
}

/** What a counter gained per second between two readings; a counter that fell began anew. */
export function rate(before: Series[], now: Series[], seconds: number, name: string | RegExp, labels?: RegExp): number {
  const [was, is] = [total(before, name, labels), total(now, name, labels)];
  if (is === null || seconds <= 0) return 0;
  return Math.max(0, is - (was !== null && was <= is ? was : 0)) / seconds;
}

/**
 * A quantile of a histogram's observations between two readings, in its own unit: the upper edge of the bucket that it falls into.
 * Null when nothing was observed; infinite when it lies above the last edge.
 */
export function quantile(before: Series[], now: Series[], name: string, share: number): number | null {
  const edges = new Map<number, number>();
  for (const [series, sign] of [[before, -1], [now, 1]] as const) {
    for (const one of series) {
      const edge = one.name === `${name}_bucket` ? /(?:^|,)le="([^"]+)"/.exec(one.labels)?.[1] : undefined;
      if (edge === undefined) continue;
      const value = Number(edge.replace('Inf', 'Infinity'));
      edges.set(value, (edges.get(value) ?? 0) + sign * one.value);
    }
  }
  const sorted = [...edges].sort(([a], [b]) => a - b);
  const all = sorted.at(-1)?.[1] ?? 0;
  if (all <= 0) return null;
  return sorted.find(([, count]) => count >= share * all)![0];
}

/** A counter's values by one of its labels, largest first; zeros are left out. */
export function byLabel(series: Series[], name: string, label: string): [string, number][] {
  const found = new Map<string, number>();
  const pattern = new RegExp(`(?:^|,)${label}="([^"]*)"`);
  for (const one of series) {
    const key = one.name === name ? pattern.exec(one.labels)?.[1] : undefined;
    if (key !== undefined) found.set(key, (found.get(key) ?? 0) + one.value);
  }
  return [...found].filter(([, value]) => value > 0).sort(([, a], [, b]) => b - a);
}
