import { expect, it } from 'vitest';
import type { Comment, Pulse } from '../wire/types';
import { Overlay } from './overlay';

const comment = (offset: number) => ({ offset, id: `c${offset}`, text: `t${offset}` }) as Comment;
const joined = { ok: true, epoch: 'x', offset: 5, reset: true, comments: [comment(5)], tally: { likes: 1234 } };

function shown(...answers: object[]) {
  const [asked, seen]: [[string, object][], unknown[]] = [[], []];
  let stopped = false;
  const hub = {
    call: (method: string, request: object) => {
      asked.push([method, request]);
      return Promise.resolve(answers.shift() as never);
    },
    stop: () => (stopped = true),
  };
  const screen = {
    fly: (one: Comment) => seen.push(one.text),
    retract: (ids: string[]) => seen.push(ids),
    say: (line: string, ended: boolean) => seen.push([line, ended]),
  };
  return { overlay: new Overlay(hub, screen, 'lin', 'secret'), asked, seen, stopped: () => stopped };
}

it('opens with its key, joins the episode, and flies only what comes from then on', async () => {
  const { overlay, asked, seen } = shown({ ok: true, episodeId: 'e' }, joined);
  await overlay.open();
  overlay.pulse({ epoch: 'x', from: 5, to: 7, comments: [comment(7)], retracted: ['c6'] } as unknown as Pulse);
  expect(asked).toEqual([['OpenOverlay', { creatorId: 'lin', key: 'secret' }], ['Join', { episodeId: 'e' }]]);
  expect(seen).toEqual([['♥ 1.2k', false], 't7', ['c6']]);
});

it('asks for what it missed', async () => {
  const { overlay, asked, seen } = shown({ ok: true, episodeId: 'e' }, joined, { ...joined, offset: 9, reset: false, comments: [comment(8)] });
  await overlay.open();
  overlay.pulse({ epoch: 'x', from: 8, to: 9, comments: [], retracted: [] } as unknown as Pulse);
  await Promise.resolve();
  await Promise.resolve();
  expect(asked.at(-1)).toEqual(['Join', { episodeId: 'e', after: { epoch: 'x', offset: 5 } }]);
  expect(seen).toContain('t8');
});

it('ends for good when it is revoked or its key is wrong', async () => {
  const wrong = shown({ ok: false, refusal: { name: 'forbidden' } });
  await wrong.overlay.open();
  expect(wrong.stopped()).toBe(true);
  const revoked = shown();
  revoked.overlay.ended({ reason: 'token_expired' });
  expect(revoked.seen).toEqual([]);
  revoked.overlay.ended({ reason: 'overlay_revoked' });
  expect(revoked.seen).toEqual([[expect.stringContaining('revoked'), true]]);
});
