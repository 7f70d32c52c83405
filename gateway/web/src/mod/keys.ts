import type { Desk } from './desk.svelte';

/** Mute for a minute, ten, a day. */
export const muteSeconds = [60, 600, 86_400] as const;

/** What a key does at the desk; keys of fields stay theirs. True when it did something. */
export function press(desk: Desk, event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as Element | null)?.tagName ?? '')) return false;
  const key = event.key.toLowerCase();
  const acts: Record<string, () => unknown> = {
    j: () => desk.move(1),
    k: () => desk.move(-1),
    a: () => desk.decide('allow'),
    d: () => desk.decide('remove'),
    z: () => desk.undo(),
    ...Object.fromEntries(muteSeconds.map((seconds, i) => [String(i + 1), () => desk.mute(seconds)])),
  };
  const act = acts[key];
  void act?.();
  return act !== undefined;
}
