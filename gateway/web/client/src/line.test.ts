import { beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff, leaveAfter } from './backoff.js';
import type { SessionEnd } from './hub.gen.js';
import { newId } from './id.js';
import { Line, type LineState } from './line.js';
import { ScriptedWire } from './scriptedWire.js';

it('waits longer after each failure, at most ten seconds, and never a fixed time', () => {
  expect([backoff(0, () => 0), backoff(0, () => 1)]).toEqual([250, 500]);
  expect(backoff(50, () => 1)).toBe(10_000);
  expect(backoff(3, () => 0.2)).not.toBe(backoff(3, () => 0.8));
});

it('leaves a draining server at a random moment before its deadline', () => {
  expect(leaveAfter(4000, () => 0.5)).toBe(2000);
  expect(leaveAfter(-1, () => 0.5)).toBe(0);
  expect(leaveAfter(1e12, () => 1)).toBe(60_000);
});

it('makes ids of the wire alphabet that differ', () => {
  expect(newId()).toMatch(/^[0-9a-f]{32}$/);
  expect(newId()).not.toBe(newId());
});

describe('a line', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => void vi.useRealTimers();
  });

  async function up(tokens: string[]) {
    const wire = new ScriptedWire();
    const states: LineState[] = [];
    const line = new Line('/hubs/viewer', async () => tokens.shift() ?? 'last', (state) => states.push(state), wire.open);
    line.start(() => {});
    await vi.advanceTimersByTimeAsync(0);
    const end = async (reason: SessionEnd) => {
      wire.push('SessionEnded', { reason });
      wire.cut();
      await vi.advanceTimersByTimeAsync(60_000);
    };
    return { wire, states, line, end };
  }

  it('comes back after it was cut, however often it takes', async () => {
    const { wire, states } = await up(['a']);
    wire.refuses = true;
    wire.cut();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([wire.starts > 4, states.at(-1)]).toEqual([true, 'down']);
    wire.refuses = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states.at(-1)).toBe('up');
  });

  it('does not knock again with a token that was taken away, until there is a new sign-in', async () => {
    const { wire, states, line, end } = await up(['a', 'b']);
    await end('token_revoked');
    expect([wire.starts, states.at(-1), line.ended]).toEqual([1, 'ended', 'token_revoked']);
    line.again();
    await vi.advanceTimersByTimeAsync(0);
    expect([wire.starts, states.at(-1), line.ended]).toEqual([2, 'up', null]);
  });

  it('does not come back with the key of an overlay that was revoked', async () => {
    const { wire, states, end } = await up(['']);
    await end('overlay_revoked');
    expect([wire.starts, states.at(-1)]).toEqual([1, 'ended']);
  });

  it('goes on with a new token after the old one expired', async () => {
    const { wire, states, line, end } = await up(['a', 'b']);
    await end('token_expired');
    expect([wire.starts, states.at(-1), line.ended]).toEqual([2, 'up', null]);
  });

  it('ends when the token that expired is all there is', async () => {
    const { wire, states, line, end } = await up(['a', 'a', 'a']);
    await end('token_expired');
    expect([wire.starts, states.at(-1), line.ended]).toEqual([2, 'ended', 'token_expired']);
  });

  it('goes on without a role that was taken away, and says so', async () => {
    const { states, line, end } = await up(['a', 'a']);
    await end('role_removed');
    expect([states.at(-1), line.ended]).toEqual(['up', 'role_removed']);
  });
});
