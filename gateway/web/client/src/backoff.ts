/**
 * How long to wait before the next attempt, in milliseconds: doubles from half a second to ten seconds, and a random half of it
 * is taken off, so that a million clients that lost the same server do not come back together.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(10_000, 500 * 2 ** Math.min(attempt, 10));
  return whole / 2 + (whole / 2) * random();
}

/** A server that drains says by when to be gone; everybody picks a random moment before. */
export function leaveAfter(retryAfterMs: number, random: () => number = Math.random): number {
  return Math.max(0, Math.min(retryAfterMs, 60_000)) * random();
}
