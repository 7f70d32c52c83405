export type Command =
  | 'play' | 'forward' | 'back' | 'next' | 'previous' | 'like' | 'bookmark' | 'danmaku' | 'sound' | 'write' | 'settings' | 'close';

const commands: Record<string, Command> = {
  ' ': 'play', k: 'play', arrowright: 'forward', arrowleft: 'back', arrowdown: 'next', arrowup: 'previous', n: 'next', p: 'previous',
  l: 'like', b: 'bookmark', d: 'danmaku', m: 'sound', c: 'write', s: 'settings', escape: 'close',
};

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: EventTarget | null;
}

/** What a key asks for. Keys that a field, a list or a button needs itself are left to it; Escape is always ours. */
export function command(event: Pressed): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const wanted = commands[event.key.toLowerCase()] ?? null;
  if (wanted === 'close' || wanted === null) return wanted;
  const tag = (event.target as Element | null)?.tagName ?? '';
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(tag)) return null;
  return tag === 'BUTTON' && event.key === ' ' ? null : wanted;
}
