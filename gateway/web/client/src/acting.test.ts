import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Answer, Comment, CommentAnswer, Refusal } from './hub.gen.js';
import { unreachable } from './line.js';
import { OwnComments } from './own.js';
import { Toggle, type ToggleAnswer } from './toggle.js';
import type { CommentRequest } from './types.js';
import { WatchReports } from './watch.js';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const tooFast: Refusal = { code: 7, name: 'tooFast', message: 'Too fast', retryAfterMs: 500 };

describe('Toggle', () => {
  const make = (answers: (Partial<ToggleAnswer> & Answer)[]) => {
    const sent: boolean[] = [];
    const refused: string[] = [];
    const send = async (on: boolean) => {
      sent.push(on);
      return answers.shift() as ToggleAnswer;
    };
    const toggle = new Toggle({ send, refused: (refusal) => refused.push(refusal.name), changed: () => {} });
    return { toggle, sent, refused };
  };

  it('shows the wish at once and then what the server says', async () => {
    const { toggle } = make([{ ok: true, on: true, count: 41 }]);
    toggle.joined(false, 10);
    toggle.flip();
    expect([toggle.on, toggle.count]).toEqual([true, 11]);
    await settle();
    expect([toggle.on, toggle.count]).toEqual([true, 41]);
  });

  it('takes a refused wish back and says why', async () => {
    const { toggle, refused } = make([{ ok: false, refusal: tooFast }]);
    toggle.joined(false, 10);
    toggle.flip();
    await settle();
    expect([toggle.on, toggle.count, refused]).toEqual([false, 10, ['tooFast']]);
  });

  it('keeps a wish that had no answer and says it again after the next join', async () => {
    const { toggle, sent } = make([unreachable, { ok: true, on: true, count: 11 }]);
    toggle.joined(false, 10);
    toggle.flip();
    await settle();
    expect(toggle.on).toBe(true);
    toggle.joined(false, 10);
    await settle();
    expect([sent, toggle.on, toggle.count]).toEqual([[true, true], true, 11]);
  });
});

describe('a burst', () => {
  it('is one message, with the last wish', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const sent: boolean[] = [];
    const send = async (on: boolean) => {
      sent.push(on);
      return { ok: true, on, count: 1 };
    };
    const toggle = new Toggle({ send, refused: () => {}, changed: () => {}, burstMs: 250 });
    toggle.joined(false, 0);
    for (let i = 0; i < 5; i++) toggle.flip();
    for (let i = 0; i < 9; i++) toggle.want(true);
    expect([toggle.on, sent]).toEqual([true, []]);
    vi.advanceTimersByTime(250);
    expect(sent).toEqual([true]);
  });
});

describe('OwnComments', () => {
  const make = (answers: (Answer & Partial<CommentAnswer>)[]) => {
    const sent: CommentRequest[] = [];
    const own = new OwnComments(async (request) => {
      sent.push(request);
      return answers.shift() as CommentAnswer;
    }, () => {});
    const write = (text: string): string => {
      const commentId = `c${sent.length}`;
      own.write({ episodeId: 'e', commentId, atMs: 0, text, mode: 'scroll', color: 0 });
      return commentId;
    };
    return { own, sent, write };
  };

  it('goes from sending to shown, and leaves when it arrives in the order', async () => {
    const { own, write } = make([{ ok: true, offset: 3, held: false }]);
    const commentId = write('你好');
    expect(own.waiting.map((one) => one.state)).toEqual(['sending']);
    await settle();
    expect(own.waiting.map((one) => one.state)).toEqual(['shown']);
    own.settle([{ id: commentId } as Comment]);
    expect([own.waiting.length, own.isOwn(commentId)]).toEqual([0, true]);
  });

  it('says that it is held, or refused and why', async () => {
    const { own, write } = make([{ ok: true, held: true }, { ok: false, refusal: tooFast }]);
    write('a');
    write('b');
    await settle();
    expect(own.waiting.map((one) => [one.state, one.refusal])).toEqual([['held', undefined], ['refused', tooFast]]);
  });

  it('sends again under the same id after a lost answer', async () => {
    const { own, sent, write } = make([unreachable as Answer, { ok: true, offset: 1 }]);
    write('a');
    await settle();
    own.resend();
    await settle();
    expect(sent.map((request) => request.commentId)).toEqual([sent[0]!.commentId, sent[0]!.commentId]);
    expect(own.waiting[0]!.state).toBe('shown');
  });
});

describe('WatchReports', () => {
  it('repeats an unanswered report unchanged and then goes on', async () => {
    const sent: { seq: number; ranges: number[][] }[] = [];
    const answers: Answer[] = [unreachable, { ok: true }, { ok: true }];
    const watch = new WatchReports('e', async (request) => {
      sent.push(request);
      return answers.shift()!;
    });
    watch.see(0);
    watch.report();
    await settle();
    watch.see(1);
    watch.report();
    await settle();
    expect(sent.map(({ seq, ranges }) => [seq, ranges])).toEqual([[1, [[0, 1]]], [1, [[0, 1]]], [2, [[1, 2]]]]);
  });

  it('starts a new session after the end', async () => {
    const sent: { sessionId: string; seq: number; ended: boolean }[] = [];
    const watch = new WatchReports('e', async (request) => {
      sent.push(request as { sessionId: string; seq: number; ended: boolean });
      return { ok: true };
    });
    watch.see(0);
    watch.end();
    watch.see(0);
    watch.report();
    await settle();
    expect(sent.map(({ seq, ended }) => [seq, ended])).toEqual([[1, true], [1, false]]);
    expect(sent[0]!.sessionId).not.toBe(sent[1]!.sessionId);
  });
});
