import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Client } from './client.js';
import type { Comment, JoinRequest, LikeRequest } from './hub.gen.js';
import { ScriptedWire } from './scriptedWire.js';
import type { CommentRequest } from './types.js';

const comment = (offset: number, id = `c${offset}`) => ({ offset, id, text: 'hi', author: 'x' }) as Comment;
const tally = (version: number, likes = 0) => ({ version, likes, bookmarks: 0, viewers: 1 });
const stands = (offset: number, comments: Comment[], more: object = {}) =>
  ({ ok: true, epoch: 'a', offset, reset: false, tally: tally(offset), mine: { liked: false, bookmarked: false }, comments, retracted: [], ...more });
const pulse = (from: number, to: number, comments: Comment[], more: object = {}) =>
  ({ episodeId: 'e', epoch: 'a', from, to, comments, retracted: [], omitted: 0, ...more });
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('a client', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => void vi.useRealTimers();
  });

  async function watching() {
    const wire = new ScriptedWire();
    wire.answers.Join = stands(5, [comment(4), comment(5)], { reset: true });
    const client = new Client({}, wire.open);
    const room = client.join('e');
    const said: string[] = [];
    room.said.on(({ id }, own) => said.push(own ? 'own' : id));
    await settle();
    return { wire, client, room, said };
  }

  it('joins, and shows what comes after', async () => {
    const { wire, room, said } = await watching();
    expect([room.joined, room.comments.map(({ id }) => id)]).toEqual([true, ['c4', 'c5']]);
    wire.push('Pulse', pulse(5, 6, [comment(6)], { tally: tally(6, 41), omitted: 3 }));
    wire.push('Pulse', { ...pulse(6, 7, [comment(7)]), episodeId: 'other' });
    expect([said, room.like.count, room.omitted]).toEqual([['c6'], 41, 3]);
  });

  it('resumes after a cut from where it stood, without gap or repeat', async () => {
    const { wire, room, said } = await watching();
    wire.push('Pulse', pulse(5, 6, [comment(6)]));
    wire.cut();
    expect([room.joined, room.comments.length]).toEqual([false, 3]);
    wire.answers.Join = stands(9, [comment(7), comment(9)], { retracted: ['c4'] });
    await vi.advanceTimersByTimeAsync(3000);
    wire.push('Pulse', pulse(7, 9, [comment(9)]));
    wire.push('Pulse', pulse(9, 10, [comment(10)]));
    expect(wire.asked<JoinRequest>('Join').at(-1)).toEqual({ episodeId: 'e', after: { epoch: 'a', offset: 6 } });
    expect(said).toEqual(['c6', 'c7', 'c9', 'c10']);
    expect([room.comments.map(({ offset }) => offset), room.joined, room.backAfter]).toEqual([[5, 6, 7, 9, 10], true, 1]);
  });

  it('asks for what a lost pulse brought', async () => {
    const { wire, said } = await watching();
    wire.answers.Join = stands(8, [comment(6), comment(8)]);
    wire.push('Pulse', pulse(7, 8, [comment(8)]));
    await settle();
    expect(said).toEqual(['c6', 'c8']);
  });

  it('sends a burst of likes as one message, with the playback time', async () => {
    const { wire, room } = await watching();
    room.atMs = () => 7000.4;
    wire.answers.Like = { ok: true, liked: true, likes: 9 };
    for (let i = 0; i < 30; i++) room.like.want(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(wire.asked<LikeRequest>('Like')).toEqual([{ episodeId: 'e', on: true, sessionId: expect.any(String), seq: expect.any(Number), atMs: 7000 }]);
    expect([room.like.on, room.like.count, room.like.pending]).toEqual([true, 9, false]);
  });

  it('shows an own comment at once, and sends it again under its id when the answer was lost', async () => {
    const { wire, room, said } = await watching();
    wire.answers.Comment = Promise.reject(new Error('cut'));
    const id = room.write('mine', { atMs: 7 });
    await settle();
    expect([said, room.own.waiting[0]!.state]).toEqual([['own'], 'sending']);
    wire.answers.Comment = { ok: true, offset: 6, held: false };
    wire.cut();
    await vi.advanceTimersByTimeAsync(1000);
    wire.push('Pulse', pulse(5, 6, [comment(6, id)]));
    expect(wire.asked<CommentRequest>('Comment').map(({ commentId }) => commentId)).toEqual([id, id]);
    expect([said, room.own.waiting, room.comments.at(-1)!.id]).toEqual([['own'], [], id]);
  });

  it('says why a join was refused, and asks again only when that helps', async () => {
    const wire = new ScriptedWire();
    wire.answers.Join = { ok: false, refusal: { code: 4, name: 'notFound', message: 'none' } };
    const room = new Client({}, wire.open).join('none');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([room.refusal?.name, wire.asked('Join').length]).toEqual(['notFound', 1]);
  });

  it('leaves a room for good', async () => {
    const { wire, client, room, said } = await watching();
    client.leave(room);
    wire.push('Pulse', pulse(5, 6, [comment(6)]));
    wire.cut();
    await vi.advanceTimersByTimeAsync(3000);
    expect([said, wire.asked('Join').length, wire.asked('Leave').length]).toEqual([[], 1, 1]);
  });
});
