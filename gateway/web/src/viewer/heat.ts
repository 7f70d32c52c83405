/** How much was said over the episode: one figure from 0 to 1 per bin, each softened by its neighbours so that the eye sees hills. */
export function heat(timesMs: number[], lengthMs: number, bins = 60): number[] {
  const counts = new Array<number>(bins).fill(0);
  if (lengthMs <= 0) return counts;
  for (const at of timesMs) counts[Math.min(bins - 1, Math.max(0, Math.floor((at / lengthMs) * bins)))]! += 1;
  const soft = counts.map((own, i) => ((counts[i - 1] ?? own) + 2 * own + (counts[i + 1] ?? own)) / 4);
  const most = Math.max(...soft);
  return most === 0 ? soft : soft.map((value) => value / most);
}

/** The hills as an SVG path over a box of 100 × 20. */
export function hills(heights: number[]): string {
  if (heights.length === 0) return '';
  const step = 100 / Math.max(1, heights.length - 1);
  const points = heights.map((height, i) => `${(i * step).toFixed(2)} ${(20 - height * 19).toFixed(2)}`);
  return `M0 20L${points.join('L')}L100 20Z`;
}
