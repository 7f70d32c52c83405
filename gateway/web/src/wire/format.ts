/** 999, 1.2k, 34k, 5.6M: short enough for a button. */
export function count(value: number): string {
  if (value < 1000) return String(value);
  const [unit, sign] = value < 999_500 ? [1000, 'k'] : [1_000_000, 'M'];
  const scaled = value / unit;
  return `${scaled < 10 ? Math.floor(scaled * 10) / 10 : Math.round(scaled)}${sign}`;
}

/** Milliseconds of playback as m:ss. */
export function clock(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How old a figure is, in words for a dashboard. */
export function age(ms: number): string {
  if (ms < 1500) return 'now';
  if (ms < 60_000) return `${Math.round(ms / 1000)} s ago`;
  return `${Math.floor(ms / 60_000)} min ago`;
}

/** 0xRRGGBB as a CSS colour. */
export function colour(value: number): string {
  return `#${(value & 0xffffff).toString(16).padStart(6, '0')}`;
}
