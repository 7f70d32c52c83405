import { language } from '../language/tongue.svelte';
import type { Decision, Verdict } from './types';

/** What the moderator's page says, in English. Every other language has the same keys, and the compiler sees to it. */
export const english = {
  title: 'Moderation', queue: 'Queue', nothingWaits: 'nothing waits', wait: (count: number) => `${count} wait`, episode: 'Episode', all: 'all',
  undo: (verdict: Verdict, seconds: number) => `Undo “${{ allow: 'allow', remove: 'remove', undo: 'undo' }[verdict]}” (${seconds} s)`,
  keys: { move: 'move', allow: 'allow', remove: 'remove', mute: 'remove and mute for 1 min, 10 min, 1 day', undo: 'undo' },
  heldBy: (rule: string) => `held by the rule “${rule}”`, reported: (count: number) => `reported ${count}×`, matched: (text: string) => `matched as “${text}”`,
  allow: (count: number) => (count > 1 ? `Allow all ${count}` : 'Allow'), remove: (count: number) => (count > 1 ? `Remove all ${count}` : 'Remove'),
  mute: (length: string) => `Mute ${length}`, lengths: ['1 min', '10 min', '1 day'], asking: 'Asking…',
  empty: 'Nothing waits. Held and reported comments appear here at once.',
  muted: (people: number, length: string) => `Muted ${people === 1 ? '1 person' : `${people} people`} for ${length}.`, noAnswer: 'No answer just now; asking again.',
  bench: 'Which rule fires?', benchText: 'A text to judge', paste: 'Paste a text', judge: 'Judge', by: (rule: string) => `by “${rule}”:`,
  shape: (problem: string) => `because of its shape: ${problem}`, outcomes: { allowed: 'allowed', held: 'held', refused: 'refused' },
  episodes: 'Slow mode and closing', slowOf: (title: string) => `Slow mode of ${title}`, slow: ['off', '3 s', '10 s', '1 min'], open: 'Open', close: 'Close',
  audit: 'Audit log', auditRegion: 'Decisions, newest first', nobody: 'Nobody decided anything yet.', seconds: (count: number) => `for ${count} s`,
  kinds: { allowed: 'allowed', removed: 'removed', undone: 'undone', muted: 'muted', unmuted: 'unmuted' } as Record<Decision['kind'], string>,
};

export type Words = typeof english;

export const chinese: Words = {
  title: '审核', queue: '队列', nothingWaits: '没有待审', wait: (count) => `${count} 条待审`, episode: '剧集', all: '全部',
  undo: (verdict, seconds) => `撤销“${{ allow: '通过', remove: '删除', undo: '撤销' }[verdict]}”（${seconds} 秒）`,
  keys: { move: '移动', allow: '通过', remove: '删除', mute: '删除并禁言 1 分钟、10 分钟、1 天', undo: '撤销' },
  heldBy: (rule) => `命中规则“${rule}”`, reported: (count) => `被举报 ${count} 次`, matched: (text) => `匹配为“${text}”`,
  allow: (count) => (count > 1 ? `全部通过（${count}）` : '通过'), remove: (count) => (count > 1 ? `全部删除（${count}）` : '删除'),
  mute: (length) => `禁言 ${length}`, lengths: ['1 分钟', '10 分钟', '1 天'], asking: '正在查询…',
  empty: '没有待审。被拦下或被举报的弹幕会立即出现在这里。',
  muted: (people, length) => `已禁言 ${people} 人，${length}。`, noAnswer: '没有回应，稍后自动重试。',
  bench: '会命中哪条规则？', benchText: '要判断的文字', paste: '粘贴一段文字', judge: '判断', by: (rule) => `命中“${rule}”：`,
  shape: (problem) => `格式不符：${problem}`, outcomes: { allowed: '通过', held: '待审', refused: '拒绝' },
  episodes: '慢速模式与关闭', slowOf: (title) => `${title} 的慢速模式`, slow: ['不限速', '3 秒', '10 秒', '1 分钟'], open: '开放互动', close: '关闭互动',
  audit: '操作记录', auditRegion: '决定，最新在前', nobody: '还没有任何决定。', seconds: (count) => `${count} 秒`,
  kinds: { allowed: '通过', removed: '删除', undone: '撤销', muted: '禁言', unmuted: '解除禁言' },
};

export const say = (): Words => language.pick(english, chinese);
