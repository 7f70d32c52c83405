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
