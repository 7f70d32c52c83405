import { expect, it, onTestFinished, vi } from 'vitest';
import { Desk } from './desk.svelte';

it('a desk whose token was taken away says so, asks no more, and a reload does not try that token again', async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const kept = new Map([['mod-token', 'old']]);
  const storage = { getItem: (key: string) => kept.get(key) ?? null, removeItem: (key: string) => void kept.delete(key) } as Storage;
  const ask = vi.fn(async () => new Response('{"detail":"A token is needed."}', { status: 401 }));
  vi.stubGlobal('fetch', ask);
  const desk = new Desk({ hash: '' } as Location, storage);
  desk.show(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([ask.mock.calls.length, kept.size]).toEqual([1, 0]);
  expect(desk.notice).toContain('Open this page from a new link');
});
