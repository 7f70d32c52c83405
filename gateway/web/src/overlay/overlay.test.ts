import { expect, it, vi } from 'vitest';
import type { Comment, Pulse } from '../wire/types';
import { Overlay } from './overlay';

const comment = (offset: number) => ({ offset, id: `c${offset}`, text: `t${offset}` }) as Comment;
const joined = { ok: true, epoch: 'x', offset: 5, reset: true, comments: [comment(5)], tally: { likes: 1234 }, mine: {} };

function shown(...answers: object[]) {
  const [asked, seen]: [unknown[][], unknown[]] = [[], []];
  const line = {
    call: (...request: unknown[]) => {
      asked.push(request);
      return Promise.resolve(answers.shift() as never);
    },
    stop: vi.fn(),
  };
  const screen = {
    fly: (one: Comment) => void seen.push(one.text),
    retract: (ids: string[]) => void seen.push(ids),
    say: (said: string, ended: boolean) => void seen.push([said, ended]),
  };
  return { overlay: new Overlay(line, screen, 'lin', 'secret'), asked, seen, line };
}

it('opens with its key, joins the episode, and flies only what comes from then on', async () => {
  const { overlay, asked, seen } = shown({ ok: true, episodeId: 'e' }, joined);
  await overlay.open();
  overlay.pulse({ epoch: 'x', from: 5, to: 7, comments: [comment(7)], retracted: ['c6'], omitted: 0 } as unknown as Pulse);
  expect(asked).toEqual([['OpenOverlay', { creatorId: 'lin', key: 'secret' }], ['Join', { episodeId: 'e' }]]);
  expect(seen).toContainEqual(['♥ 1.2k', false]);
  expect(seen).toContain('t7');
  expect(seen).not.toContain('t5');
  expect(seen).toContainEqual(['c6']);
});

it('opens again after a lost connection and flies what it missed', async () => {
  const back = { ...joined, offset: 9, reset: false, comments: [comment(8)] };
  const { overlay, asked, seen } = shown({ ok: true, episodeId: 'e' }, joined, { ok: true, episodeId: 'e' }, back);
  await overlay.open();
  await overlay.open();
  expect(asked.at(-1)).toEqual(['Join', { episodeId: 'e', after: { epoch: 'x', offset: 5 } }]);
  expect(seen).toContain('t8');
});

it('says why it ends, and stops when its key is wrong', async () => {
  const wrong = shown({ ok: false, refusal: { name: 'forbidden' } });
  await wrong.overlay.open();
  expect(wrong.line.stop).toHaveBeenCalled();
  const { overlay, seen } = shown();
  overlay.ended({ reason: 'token_expired' });
  expect(seen).toEqual([]);
  overlay.ended({ reason: 'overlay_revoked' });
  expect(seen).toEqual([[expect.stringContaining('revoked'), true]]);
});
