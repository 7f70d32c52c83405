import { describe, expect, it } from 'vitest';
import { DensityLimit } from './density.js';
import type { Comment } from './hub.gen.js';
import { Track } from './track.js';
import type { TrackSegment } from './types.js';
import { WatchLog } from './watchLog.js';

describe('DensityLimit', () => {
  it('lets half a second of its rate through at once', () => {
    const limit = new DensityLimit(20);
    expect(Array.from({ length: 50 }, () => limit.admit(0)).filter(Boolean)).toHaveLength(10);
  });

  it('fills again with time, and never beyond half a second', () => {
    const limit = new DensityLimit(10);
    for (let i = 0; i < 5; i++) limit.admit(0);
    expect(limit.admit(50)).toBe(false);
    expect(limit.admit(200)).toBe(true);
    const flown = Array.from({ length: 50 }, () => limit.admit(60_000)).filter(Boolean).length;
    expect(flown).toBe(5);
  });
});

describe('WatchLog', () => {
  it('joins neighbouring seconds into ranges whose end is exclusive', () => {
    const log = new WatchLog();
    [0.1, 0.9, 1.2, 2, 7.5].forEach((second) => log.see(second));
    expect(log.take()).toEqual([[0, 3], [7, 8]]);
    expect(log.take()).toEqual([]);
  });

  it('keeps what does not fit into one report for the next', () => {
    const log = new WatchLog();
    for (let i = 0; i < 40; i++) log.see(i * 2);
    expect(log.take()).toHaveLength(32);
    expect(log.take()).toHaveLength(8);
  });
});

describe('Track', () => {
  const at = (atMs: number) => ({ id: `t${atMs}`, atMs, text: 'x' }) as Comment;
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  function track(perSegment: Comment[][], asked: number[] = []) {
    return new Track(() => perSegment.length * 30_000, async (segment): Promise<TrackSegment> => {
      asked.push(segment);
      return { segment, version: '', comments: perSegment[segment] ?? [] };
    });
  }
  const play = (one: Track, from: number, to: number) => {
    const flown: string[] = [];
    for (let now = from; now <= to; now += 100) flown.push(...one.advance(now).comments.map((comment) => comment.id));
    return flown;
  };

  it('flies each comment once when its time is passed, over the edge of segments', async () => {
    const one = track([[at(100), at(29_950)], [at(30_000), at(30_400)]]);
    one.advance(0);
    await settle();
    expect(play(one, 100, 31_000)).toEqual(['t100', 't29950', 't30000', 't30400']);
  });

  it('asks for the playing segment and the next one, once a pass, and not beyond the end', async () => {
    const asked: number[] = [];
    const one = track([[], [], []], asked);
    play(one, 0, 1000);
    expect(asked).toEqual([0, 1]);
    play(one, 1100, 89_000);
    expect(asked).toEqual([0, 1, 2]);
    one.advance(0);
    expect(asked).toEqual([0, 1, 2, 0, 1]);
  });

  it('does not fly again what flew live, until the next pass', async () => {
    const one = track([[at(500)]]);
    one.advance(0);
    await settle();
    one.flewLive('t500');
    expect(play(one, 100, 1000)).toEqual([]);
    one.advance(0);
    expect(play(one, 100, 1000)).toEqual(['t500']);
  });

  it('shows the place that was jumped to and pours out nothing of what lies between', async () => {
    const one = track([[at(500), at(7000), at(9000)]]);
    one.advance(0);
    await settle();
    const jump = one.advance(8900);
    expect([jump.jumped, jump.comments.map((comment) => comment.id)]).toEqual([true, ['t7000']]);
    expect(play(one, 9000, 9200)).toEqual(['t9000']);
  });

  it('shows a place whose segment comes later as soon as it is there', async () => {
    const one = track([[], [], [at(69_000), at(75_000)]]);
    one.advance(0);
    await settle();
    expect(one.advance(70_000).comments).toEqual([]);
    await settle();
    expect(play(one, 70_100, 70_200)).toEqual(['t69000']);
  });

  it('knows when everything was said', async () => {
    const asked: number[] = [];
    const one = track([[at(1), at(2)], [at(30_001)], [at(60_001)]], asked);
    expect(await one.times(60_000)).toEqual([1, 2, 30_001]);
    expect(asked).toEqual([0, 1]);
  });

  it('shows nothing that was retracted', async () => {
    const one = track([[at(500)]]);
    one.advance(0);
    await settle();
    one.retract(['t500']);
    expect(play(one, 100, 1000)).toEqual([]);
  });

  it('goes on when a segment cannot be had', async () => {
    const one = new Track(() => 30_000, () => Promise.reject(new Error('away')));
    one.advance(0);
    await settle();
    expect(play(one, 100, 1000)).toEqual([]);
  });
});
