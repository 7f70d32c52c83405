import type { Comment } from '../wire/types';

export interface Peak {
  second: number;
  count: number;
  /** What was said most around it, with how often, at most three. */
  phrases: [string, number][];
}

/** How far around a peak its phrases are gathered, and how near two peaks may be. */
const aroundSeconds = 3;

/** Comments per second of playback. */
export function perSecond(comments: Pick<Comment, 'atMs'>[], seconds: number): number[] {
  const counts = new Array<number>(Math.max(0, seconds)).fill(0);
  for (const { atMs } of comments) {
    const second = Math.min(counts.length - 1, Math.floor(atMs / 1000));
    if (second >= 0) counts[second]! += 1;
  }
  return counts;
}

/** The seconds where most was said, each the highest of its neighbourhood and clearly above the average; earliest first. */
export function peaks(comments: Pick<Comment, 'atMs' | 'text'>[], counts: number[], most = 5): Peak[] {
  const average = counts.reduce((sum, one) => sum + one, 0) / Math.max(1, counts.length);
  const found: Peak[] = [];
  const order = counts.map((count, second) => ({ count, second })).sort((a, b) => b.count - a.count || a.second - b.second);
  for (const { count, second } of order) {
    if (found.length === most || count < 2 || count < average * 1.5) break;
    if (found.some((peak) => Math.abs(peak.second - second) <= 2 * aroundSeconds)) continue;
    found.push({ second, count, phrases: phrases(comments, second) });
  }
  return found.sort((a, b) => a.second - b.second);
}

function phrases(comments: Pick<Comment, 'atMs' | 'text'>[], second: number): [string, number][] {
  const times = new Map<string, number>();
  for (const { atMs, text } of comments) {
    if (Math.abs(atMs / 1000 - second) <= aroundSeconds) times.set(text, (times.get(text) ?? 0) + 1);
  }
  return [...times].sort(([, a], [, b]) => b - a).slice(0, 3);
}

/** A row of figures as the points of an SVG line over a box of 100 × 24, all rows on the same scale when they get the same `most`. */
export function sparkline(values: number[], most = Math.max(1, ...values)): string {
  const step = 100 / Math.max(1, values.length - 1);
  return values.map((value, i) => `${(i * step).toFixed(1)},${(23 - (Math.min(value, most) / most) * 22).toFixed(1)}`).join(' ');
}

/** A table as CSV (RFC 4180). A text that a spreadsheet would run as a formula is disarmed. */
export function csv(rows: (string | number)[][]): string {
  const cell = (value: string | number): string => {
    if (typeof value === 'number') return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
