import { language } from '../language/tongue.svelte';
import type { MilestoneKind } from '../wire/types';
import type { Kind } from './inbox';

/** What the studio says, in English. Every other language has the same keys, and the compiler sees to it. */
export const english = {
  title: 'Studio', followers: 'followers', won: (count: number) => `${count >= 0 ? '+' : ''}${count} in 24 h`, data: (age: string) => `data: ${age}`,
  waiting: 'Waiting for the first figures…', now: 'Right now', watching: 'Watching now', comments: 'Comments', likes: 'Likes', watched: 'Watched on average',
  people: (peak: string, unique: string) => `peak ${peak}, ${unique} different people`, seconds: (value: string) => `${value} s`,
  lately: (count: number) => `${count} in the last minute`, sinceOpen: (count: number) => `${count} since you opened this`,
  kept: (bookmarks: string, shares: string) => `${bookmarks} bookmarks, ${shares} shares`,
  stayed: (toEnd: string, early: string) => `${toEnd} to the end, ${early} left within 3 s`,
  rates: 'Likes and comments per second, all episodes, last 3 minutes', likesRate: 'likes/s', commentsRate: 'comments/s',
  curve: (title: string) => `“${title}” by second: plays that saw it, comments and likes`, plays: 'plays', commentsAxis: 'comments', likesAxis: 'likes', peaks: 'Peaks',
  peak: (count: number) => `${count} comments:`, noPeak: 'No second stands out yet.',
  followersChart: (day: number, week: number) => `Followers: ${day >= 0 ? '+' : ''}${day} in 24 h, ${week >= 0 ? '+' : ''}${week} in 7 days`, noFollowers: 'Nobody has followed yet.',
  all: 'All episodes side by side', allRegion: 'All episodes', viewersMinute: 'Viewers of the last minute',
  columns: ['Episode', 'Last minute', 'Now', 'Peak', 'Likes', 'Bookmarks', 'Shares', 'Comments', 'Plays', 'People', 'Avg. watched', 'To the end', 'Left in 3 s'],
  inbox: 'Inbox', kind: 'Kind', any: 'all', region: 'Remarks, newest first', empty: 'No remarks yet: praise, questions, suggestions and criticism appear here.',
  kinds: { suggestion: 'suggestion', question: 'question', criticism: 'criticism', praise: 'praise' } as Record<Kind, string>,
  because: (words: string) => `because of “${words}”`, thank: 'Thank', thanked: '♥ Thanked', answer: 'Answer', answerAgain: 'Answer again', pin: 'Pin', unpin: 'Unpin',
  pinned: (text: string) => `Pinned: ${text}`, yourAnswer: 'Your answer', flies: 'Flies at this place, for everybody', say: 'Say',
  said: 'Said, at the top of the picture.', heldNow: 'Held for review.',
  milestones: 'Milestones', noMilestone: 'The first one is at 100.',
  reached: { followers: 'followers', likes: 'likes', uniqueViewers: 'viewers', comments: 'comments' } as Record<MilestoneKind, string>,
  overlays: 'Overlay for OBS', addOverlay: (title: string) => `New overlay of “${title}”`, revoke: 'Revoke', copy: 'Copy the link', preview: 'Preview',
  overlayHow: 'Add it in OBS as a browser source. The link is shown this once: whoever has it sees what viewers see, until you revoke it.',
  link: 'Link of the overlay', noOverlay: 'No overlay is in use.',
};

export type Words = typeof english;

export const chinese: Words = {
  title: '创作者工作室', followers: '粉丝', won: (count) => `24 小时 ${count >= 0 ? '+' : ''}${count}`, data: (age) => `数据：${age}`,
  waiting: '正在等待首批数据…', now: '实时', watching: '正在观看', comments: '弹幕', likes: '点赞', watched: '人均观看',
  people: (peak, unique) => `峰值 ${peak}，共 ${unique} 人`, seconds: (value) => `${value} 秒`,
  lately: (count) => `最近一分钟 ${count}`, sinceOpen: (count) => `打开以来 ${count}`,
  kept: (bookmarks, shares) => `收藏 ${bookmarks}，分享 ${shares}`,
  stayed: (toEnd, early) => `完播 ${toEnd}，3 秒内离开 ${early}`,
  rates: '全部剧集每秒点赞与弹幕，最近 3 分钟', likesRate: '赞/秒', commentsRate: '弹幕/秒',
  curve: (title) => `《${title}》逐秒：观看次数、弹幕与点赞`, plays: '观看', commentsAxis: '弹幕', likesAxis: '点赞', peaks: '高峰',
  peak: (count) => `${count} 条：`, noPeak: '暂无突出的时刻。',
  followersChart: (day, week) => `粉丝：24 小时 ${day >= 0 ? '+' : ''}${day}，7 天 ${week >= 0 ? '+' : ''}${week}`, noFollowers: '暂时还没有粉丝。',
  all: '全部剧集对比', allRegion: '全部剧集', viewersMinute: '最近一分钟的观众',
  columns: ['剧集', '最近一分钟', '在看', '峰值', '点赞', '收藏', '分享', '弹幕', '播放', '人数', '人均观看', '完播', '3 秒离开'],
  inbox: '观众来信', kind: '类型', any: '全部', region: '来信，最新在前', empty: '暂无来信：好评、提问、建议和批评会出现在这里。',
  kinds: { suggestion: '建议', question: '提问', criticism: '批评', praise: '好评' },
  because: (words) => `因为“${words}”`, thank: '感谢', thanked: '♥ 已感谢', answer: '回复', answerAgain: '再次回复', pin: '置顶', unpin: '取消置顶',
  pinned: (text) => `已置顶：${text}`, yourAnswer: '你的回复', flies: '将在此处飞过，所有人可见', say: '发送',
  said: '已发送，显示在画面顶部。', heldNow: '待审核。',
  milestones: '里程碑', noMilestone: '第一个在 100。',
  reached: { followers: '粉丝', likes: '点赞', uniqueViewers: '观众', comments: '弹幕' },
  overlays: 'OBS 浮层', addOverlay: (title) => `新建《${title}》的浮层`, revoke: '撤销', copy: '复制链接', preview: '预览',
  overlayHow: '在 OBS 中添加为浏览器源。链接只显示这一次：在你撤销之前，任何拿到它的人都能看到观众所见。',
  link: '浮层链接', noOverlay: '没有正在使用的浮层。',
};

export const say = (): Words => language.pick(english, chinese);
