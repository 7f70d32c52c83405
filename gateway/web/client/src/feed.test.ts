import { describe, expect, it } from 'vitest';
import { Feed } from './feed.js';
import type { Comment } from './hub.gen.js';
import type { JoinAnswer, Pulse } from './types.js';

const comment = (offset: number) => ({ offset, id: `c${offset}`, text: 'hi' }) as Comment;
const join = (offset: number, comments: number[], more: Partial<JoinAnswer> = {}) =>
  ({ ok: true, epoch: 'a', offset, reset: false, comments: comments.map(comment), ...more }) as JoinAnswer;
const pulse = (from: number, to: number, comments: number[], more: Partial<Pulse> = {}) =>
  ({ episodeId: 'e', epoch: 'a', from, to, comments: comments.map(comment), retracted: [], omitted: 0, ...more }) as Pulse;
const offsets = (taken: { comments: Comment[] }) => taken.comments.map((one) => one.offset);

describe('Feed', () => {
  it('takes a pulse that starts where it stands', () => {
    const feed = new Feed();
    expect(offsets(feed.join(join(5, [4, 5])))).toEqual([4, 5]);
    expect(offsets(feed.pulse(pulse(5, 7, [6, 7])))).toEqual([6, 7]);
    expect(feed.position).toEqual({ epoch: 'a', offset: 7 });
  });

  it('reports a hole and stays where it is', () => {
    const feed = new Feed();
    feed.join(join(5, []));
    expect(feed.pulse(pulse(6, 8, [8]))).toEqual({ comments: [], retracted: [], gap: true });
    expect(feed.position?.offset).toBe(5);
  });

  it('lets a repeated or overlapping pulse add nothing twice', () => {
    const feed = new Feed();
    feed.join(join(5, []));
    feed.pulse(pulse(5, 7, [6, 7]));
    expect(offsets(feed.pulse(pulse(5, 7, [6, 7])))).toEqual([]);
    expect(offsets(feed.pulse(pulse(6, 8, [7, 8])))).toEqual([8]);
  });

  it('passes retractions on even from a pulse that is late', () => {
    const feed = new Feed();
    feed.join(join(5, []));
    expect(feed.pulse(pulse(3, 4, [], { retracted: ['c2'] })).retracted).toEqual(['c2']);
  });

  it('asks again when the epoch is another one, or before the first join', () => {
    const feed = new Feed();
    expect(feed.pulse(pulse(0, 1, [1])).gap).toBe(true);
    feed.join(join(5, []));
    expect(feed.pulse(pulse(5, 6, [6], { epoch: 'b' })).gap).toBe(true);
  });

  it('resumes without gap or duplicate when the answer repeats what is known', () => {
    const feed = new Feed();
    feed.join(join(5, [5]));
    const back = feed.join(join(8, [5, 6, 7, 8]));
    expect(back.reset).toBe(false);
    expect(offsets(back)).toEqual([6, 7, 8]);
  });

  it('starts afresh on a reset or a new epoch', () => {
    const feed = new Feed();
    expect(feed.join(join(5, [5])).reset).toBe(true);
    expect(feed.join(join(900, [899, 900], { reset: true }))).toMatchObject({ reset: true });
    expect(offsets(feed.join(join(2, [1, 2], { epoch: 'b' })))).toEqual([1, 2]);
    expect(feed.position).toEqual({ epoch: 'b', offset: 2 });
  });

  it('never walks back', () => {
    const feed = new Feed();
    feed.join(join(5, []));
    feed.pulse(pulse(5, 9, [9]));
    feed.join(join(7, [6, 7]));
    expect(feed.position?.offset).toBe(9);
  });

  it('shows every offset once and in order through any mix of loss, repeats and resumes', () => {
    // A seeded walk: the server is at `head`; each step a pulse arrives, is lost, comes twice, or the viewer reconnects.
    for (let seed = 1; seed <= 300; seed++) {
      let state = seed;
      const random = (n: number) => ((state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) >>> 12) % n;
      const feed = new Feed();
      const shown: number[] = [];
      let head = 0;
      const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i + 1);
      const rejoin = () => shown.push(...offsets(feed.join(join(head, range(feed.position?.offset ?? 0, head)))));
      rejoin();
      for (let step = 0; step < 60; step++) {
        const from = head;
        head += random(4);
        const push = pulse(from, head, range(from, head));
        for (let times = random(3); times > 0; times--) {
          const taken = feed.pulse(push);
          shown.push(...offsets(taken));
          if (taken.gap) rejoin();
        }
        if (random(10) === 0) rejoin();
      }
      rejoin();
      expect(shown).toEqual(range(0, head));
    }
  });
});
