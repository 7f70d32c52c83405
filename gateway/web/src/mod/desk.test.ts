import { expect, it, onTestFinished, vi } from 'vitest';
import { ScriptedWire } from '../../client/src/scriptedWire';
import { Desk } from './desk.svelte';

const episode = { episodeId: 'e', title: 'E' };
const item = (id: string, text: string) => ({ comment: { id, text }, normalized: text, heldBy: 'list/word', reports: 0, authorKey: 'k' });

/** A desk whose server holds these comments, and what it was asked. */
function opened(waiting: object[]) {
  vi.useFakeTimers();
  const wire = new ScriptedWire();
  const asked = vi.fn(async (path: string) => {
    const answer = path.startsWith('/api/episodes') ? { episodes: [episode] } : { episodes: [{ episodeId: 'e', comments: [...waiting], decisions: [] }] };
    return new Response(JSON.stringify(answer), { status: 200 });
  });
  vi.stubGlobal('fetch', asked);
  const storage = { getItem: () => 'token', removeItem: () => {} } as unknown as Storage;
  const desk = new Desk({ hash: '' } as Location, storage, wire.open);
  onTestFinished(() => {
    desk.show(false);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const looks = () => asked.mock.calls.filter(([path]) => path.startsWith('/api/moderation/desk')).length;
  return { desk, wire, looks, waiting };
}

const texts = (desk: Desk) => desk.queue.map((group) => group.text);

it('a desk asks when it is told of news, and not before', async () => {
  const { desk, wire, looks, waiting } = opened([item('1', 'a')]);
  desk.show(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(wire.asked('OpenDesk')).toEqual([{ episodeIds: ['e'] }]);
  expect([texts(desk), desk.badge]).toEqual([['a'], 'live']);
  const before = looks();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(looks()).toBe(before);
  waiting.push(item('2', 'b'));
  wire.push('Desk', { episodeId: 'e' });
  await vi.advanceTimersByTimeAsync(1000);
  expect([texts(desk), looks()]).toEqual([['a', 'b'], before + 1]);
});

it('a storm of news is a few questions a second, and the last one comes after the last news', async () => {
  const { desk, wire, looks, waiting } = opened([]);
  desk.show(true);
  await vi.advanceTimersByTimeAsync(1000);
  const before = looks();
  for (let i = 0; i < 100; i++) {
    waiting.push(item(`${i}`, `t${i}`));
    wire.push('Desk', { episodeId: 'e' });
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks() - before).toBeLessThan(8);
  expect(desk.queue.length).toBe(100);
});

it('a list that is pointed at stands still, and has the news when the hand leaves', async () => {
  const { desk, wire, waiting } = opened([item('1', 'a')]);
  desk.show(true);
  await vi.advanceTimersByTimeAsync(1000);
  desk.point(true);
  waiting.push(item('2', 'b'));
  wire.push('Desk', { episodeId: 'e' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(texts(desk)).toEqual(['a']);
  desk.point(false);
  expect(texts(desk)).toEqual(['a', 'b']);
});

it('a desk that lost its connection says so, and opens and asks again when it is back', async () => {
  const { desk, wire, looks } = opened([]);
  desk.show(true);
  await vi.advanceTimersByTimeAsync(1000);
  const before = looks();
  wire.cut();
  expect(desk.badge).toBe('reconnecting');
  await vi.advanceTimersByTimeAsync(2000);
  expect([desk.badge, wire.asked('OpenDesk').length, looks()]).toEqual(['live', 2, before + 1]);
});

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
  const desk = new Desk({ hash: '' } as Location, storage, new ScriptedWire().open);
  desk.show(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([ask.mock.calls.length, kept.size]).toEqual([1, 0]);
  expect(desk.notice).toContain('Open this page from a new link');
});
