import { describe, expect, it } from 'vitest';
import { unreachable } from '../wire/line';
import type { Answer, Comment, CommentAnswer, CommentRequest, Refusal } from '../wire/types';
import { OwnComments } from './own.svelte';
import { Toggle, type ToggleAnswer } from './toggle.svelte';
import { WatchReports } from './watch';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const tooFast: Refusal = { code: 7, name: 'tooFast', message: 'Too fast', retryAfterMs: 500 };

describe('Toggle', () => {
  const make = (answers: (Partial<ToggleAnswer> & Answer)[]) => {
    const sent: boolean[] = [];
    const refused: string[] = [];
    const toggle = new Toggle(async (on) => {
      sent.push(on);
      return answers.shift() as ToggleAnswer;
    }, (refusal) => refused.push(refusal.name));
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
  it('is one message, with the last wish', async () => {
    const sent: boolean[] = [];
    const toggle = new Toggle(async (on) => {
      sent.push(on);
      return { ok: true, on, count: 1 };
    }, () => {}, 5);
    toggle.joined(false, 0);
    for (let i = 0; i < 5; i++) toggle.flip();
    for (let i = 0; i < 9; i++) toggle.want(true);
    expect([toggle.on, sent]).toEqual([true, []]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sent).toEqual([true]);
  });
});

describe('OwnComments', () => {
  const make = (answers: (Answer & Partial<CommentAnswer>)[]) => {
    const sent: CommentRequest[] = [];
    const own = new OwnComments(async (request) => {
      sent.push(request);
      return answers.shift() as CommentAnswer;
    });
    return { own, sent };
  };

  it('goes from sending to shown, and leaves when it arrives in the order', async () => {
    const { own } = make([{ ok: true, offset: 3, held: false }]);
    const { commentId } = own.write('e', 1000, '你好', 'scroll', 0xffffff);
    expect(own.waiting.map((one) => one.state)).toEqual(['sending']);
    await settle();
    expect(own.waiting.map((one) => one.state)).toEqual(['shown']);
    own.settle([{ id: commentId } as Comment]);
    expect([own.waiting.length, own.isOwn(commentId)]).toEqual([0, true]);
  });

  it('says that it is held, or refused and why', async () => {
    const { own } = make([{ ok: true, held: true }, { ok: false, refusal: tooFast }]);
    own.write('e', 0, 'a', 'scroll', 0);
    own.write('e', 0, 'b', 'scroll', 0);
    await settle();
    expect(own.waiting.map((one) => [one.state, one.reason])).toEqual([['held', 'A moderator will look at it first. You need not do anything.'], ['refused', 'Too fast: wait 1 s, then “again”.']]);
  });

  it('sends again under the same id after a lost answer', async () => {
    const { own, sent } = make([unreachable as Answer, { ok: true, offset: 1 }]);
    own.write('e', 0, 'a', 'scroll', 0);
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
