import { describe, expect, it } from 'vitest';
import { chinese, english, advice } from '../language/words';
import { readDisplay, readWords, usual } from './display';
import { Gestures } from './gestures';
import { heat, hills } from './heat';
import { command } from './keys';
import { Places } from './places';
import { linkTo } from './share';

describe('the display settings', () => {
  it('come back as they were kept, and as usual where they make no sense', () => {
    const kept = { ...usual(false), perSecond: 50, words: ['x'], language: 'zh' as const };
    expect(readDisplay(JSON.stringify(kept), true)).toEqual(kept);
    expect(readDisplay('{"perSecond":1e9,"size":"big","on":"no","words":7,"still":null}', true)).toEqual(usual(true));
    for (const broken of [null, '', '{', 'null', '[]', '7']) expect(readDisplay(broken, false)).toEqual(usual(false));
  });

  it('take words as people type them', () => {
    expect(readWords(' a,b，c、 d ,,a')).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('gestures', () => {
  const make = () => new Gestures();
  it('are taps, double taps and swipes', () => {
    const one = make();
    const tap = (at: number) => (one.down(5, 5), one.up(8, 5, at));
    expect([tap(1000), tap(1200), tap(2000)]).toEqual(['tap', 'doubleTap', 'tap']);
    one.down(100, 400);
    expect(one.up(110, 200, 3000)).toBe('next');
    one.down(100, 200);
    expect(one.up(90, 400, 4000)).toBe('previous');
    one.down(100, 200);
    expect(one.up(300, 220, 5000)).toBeNull();
  });

  it('are nothing once they were cancelled, and stray when the finger moves', () => {
    const one = make();
    one.down(0, 0);
    expect([one.strays(5, 5), one.strays(0, 40)]).toEqual([false, true]);
    one.cancel();
    expect(one.up(0, 0, 0)).toBeNull();
  });
});

it('keys are left to fields and buttons that need them', () => {
  const press = (key: string, tagName = 'BODY', more = {}) =>
    command({ key, ctrlKey: false, metaKey: false, altKey: false, target: { tagName } as unknown as EventTarget, ...more });
  expect([press(' '), press('ArrowUp'), press('L'), press('x')]).toEqual(['play', 'previous', 'like', null]);
  expect([press('l', 'INPUT'), press(' ', 'BUTTON'), press('l', 'BUTTON'), press('Escape', 'INPUT')]).toEqual([null, null, 'like', 'close']);
  expect(press('l', 'BODY', { ctrlKey: true })).toBeNull();
});

it('the heat has its hills where most was said', () => {
  const heights = heat([1000, 1100, 1200, 9000], 10_000, 10);
  expect(heights[1]).toBe(1);
  expect(heights.every((height) => height >= 0 && height <= 1)).toBe(true);
  expect(heat([], 10_000, 4)).toEqual([0, 0, 0, 0]);
  expect(hills([0, 1])).toBe('M0 20L0.00 20.00L100.00 1.00L100 20Z');
});

it('a place is kept per episode, and none near the ends', () => {
  const store = new Map<string, string>();
  const places = new Places({ getItem: (key) => store.get(key) ?? null, setItem: (key, value) => void store.set(key, value) });
  places.leave('a', 20_000);
  places.leave('b', 58_000);
  places.leave('a', 30_000.4);
  expect([places.of('a', 60_000), places.of('b', 60_000), places.of('c', 60_000)]).toEqual([30_000, 0, 0]);
  store.set('places', 'broken');
  expect(places.of('a', 60_000)).toBe(0);
});

it('a shared link carries the episode and the time and nothing else', () => {
  expect(linkTo('http://x/index.html?user=mei&episode=old#token=secret', 'demo-2', 12_900)).toBe('http://x/index.html?episode=demo-2&t=12');
});

it('both languages say something for every refusal', () => {
  for (const words of [english, chinese]) {
    expect(advice(words, { code: 7, name: 'tooFast', message: '', retryAfterMs: 1400 })).toContain('2');
    expect(advice(words, { code: 1, name: 'invalid', message: 'm', field: 'text' })).toBe(words.words);
    expect(advice(words, { code: 3, name: 'forbidden', message: 'as the server says' })).toBe('as the server says');
  }
});
