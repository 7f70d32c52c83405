import type { OwnComment, Refusal, SessionEnd } from '@interactions/client';

/** What the viewer's page says, in English. Every other language has the same keys, and the compiler sees to it. */
export const english = {
  live: 'live', reconnecting: 'reconnecting', connecting: 'connecting', ended: 'signed out', back: (seconds: number) => `back, ${seconds} s caught up`,
  watching: 'watching', comments: 'comments', hidden: (merged: number, out: number) => `${merged} merged, ${out} left out`,
  hiddenWhy: 'All of them are stored and in the list; the picture has not room for all.',
  like: 'Like', bookmark: 'Bookmark', share: 'Share', follow: 'Follow', following: 'Following', list: 'Comments', settings: 'Settings', close: 'Close',
  play: 'Play', pause: 'Pause', sound: 'Sound', flying: 'Flying comments', position: 'Playback position', next: 'Next episode', previous: 'Previous episode',
  episodes: 'Episodes', resumed: (at: string) => `Resumed at ${at}`, fromStart: 'From the start', copied: 'Link copied', linkIs: 'Link: ',
  say: 'Say something', closed: 'This episode is closed', send: 'Send', yourComment: 'Your comment', howItFlies: 'How it flies', colour: 'Colour',
  scroll: '← fly', reverse: '→ fly back', top: '↑ top', bottom: '↓ bottom',
  white: 'white', red: 'red', yellow: 'yellow', green: 'green', blue: 'blue', pink: 'pink',
  latest: 'Latest comments', sending: 'sending…', shown: 'shown', held: 'held for review', refused: 'not sent', again: 'again', forget: 'Forget this comment',
  creator: 'creator', thanked: 'The creator says thank you', pinned: 'Pinned by the creator',
  heldWhy: 'A moderator will look at it first. You need not do anything.', more: 'What to do with this comment', likeComment: (likes: number) => `Like this comment, ${likes} so far`,
  sayToo: 'Say it too', copy: 'Copy', report: 'Report', block: 'Block this person', reported: 'Reported. A moderator will look at it.',
  opacity: 'Opacity', area: 'Area', size: 'Size', speed: 'Speed', density: 'Most per second', merge: 'Merge repeats', still: 'No motion',
  blockWords: 'Blocked words, separated by commas', blockedPeople: (count: number) => (count === 1 ? '1 blocked person' : `${count} blocked people`), unblock: 'Unblock all', language: 'Language', asBrowser: 'As the browser',
  you: (name: string) => `You are ${name}`, keys: 'Keys: space play · ← → 5 s · ↑ ↓ episode · L like · B bookmark · D comments · M sound · C write · S settings',
  signIn: 'Sign in to take part.', noConnection: 'No connection just now. It is sent as soon as there is one.',
  tooFast: (seconds: number) => `Too fast: wait ${seconds} s, then “again”.`, words: 'A word in it is not allowed here: change it and send it anew.',
  tooBusy: 'The server is busy: “again” in a moment.', isClosed: 'This episode takes no more comments.',
  sessionEnds: {
    token_expired: 'Your sign-in has run out. Sign in again to take part; the episode plays on.',
    token_revoked: 'Your sign-in was withdrawn. Sign in again to take part; the episode plays on.',
    role_removed: 'One of your rights was taken away. You are connected without it; you need not do anything.', overlay_revoked: 'This overlay was revoked.',
  } as Record<SessionEnd, string>,
  signInAgain: 'Sign in again', signedOut: 'Your sign-in has ended or was withdrawn. Open this page from a new link.',
};

export type Words = typeof english;

export const chinese: Words = {
  live: '直播中', reconnecting: '重连中', connecting: '连接中', ended: '已退出登录', back: (seconds) => `已恢复，补上 ${seconds} 秒`,
  watching: '人在看', comments: '条弹幕', hidden: (merged, out) => `合并 ${merged} 条，未显示 ${out} 条`,
  hiddenWhy: '全部已保存并在列表中，只是画面放不下。',
  like: '点赞', bookmark: '收藏', share: '分享', follow: '关注', following: '已关注', list: '弹幕列表', settings: '设置', close: '关闭',
  play: '播放', pause: '暂停', sound: '声音', flying: '弹幕', position: '播放进度', next: '下一集', previous: '上一集',
  episodes: '选集', resumed: (at) => `已从 ${at} 继续`, fromStart: '从头播放', copied: '链接已复制', linkIs: '链接：',
  say: '发个弹幕…', closed: '本集已关闭互动', send: '发送', yourComment: '你的弹幕', howItFlies: '弹幕方式', colour: '颜色',
  scroll: '← 滚动', reverse: '→ 逆向', top: '↑ 顶部', bottom: '↓ 底部',
  white: '白', red: '红', yellow: '黄', green: '绿', blue: '蓝', pink: '粉',
  latest: '最新弹幕', sending: '发送中…', shown: '已显示', held: '待审核', refused: '未发送', again: '重试', forget: '放弃这条弹幕',
  creator: '作者', thanked: '作者已感谢', pinned: '作者置顶',
  heldWhy: '审核员会先看一下，你无需操作。', more: '对这条弹幕的操作', likeComment: (likes) => `赞这条弹幕，已有 ${likes} 个赞`,
  sayToo: '+1', copy: '复制', report: '举报', block: '屏蔽此人', reported: '已举报，审核员会处理。',
  opacity: '不透明度', area: '显示区域', size: '字号', speed: '速度', density: '每秒最多', merge: '合并重复', still: '减少动态',
  blockWords: '屏蔽词（逗号分隔）', blockedPeople: (count) => `已屏蔽 ${count} 人`, unblock: '全部解除', language: '语言', asBrowser: '跟随浏览器',
  you: (name) => `你是 ${name}`, keys: '快捷键：空格 播放 · ← → 5 秒 · ↑ ↓ 换集 · L 赞 · B 收藏 · D 弹幕 · M 声音 · C 输入 · S 设置',
  signIn: '登录后才能互动。', noConnection: '暂无连接，恢复后自动发送。',
  tooFast: (seconds) => `太快了：等 ${seconds} 秒再重试。`, words: '含有不允许的词：修改后重新发送。',
  tooBusy: '服务器繁忙：稍后重试。', isClosed: '本集不再接收弹幕。',
  sessionEnds: {
    token_expired: '登录已过期。重新登录后可继续互动，视频照常播放。', token_revoked: '登录已被撤销。重新登录后可继续互动，视频照常播放。',
    role_removed: '你的一项权限已被取消，连接已恢复，无需操作。', overlay_revoked: '浮层已撤销。',
  },
  signInAgain: '重新登录', signedOut: '登录已失效或被撤销，请用新链接打开本页。',
};

/** What there is to say of one's own comment, beside its state. */
export function why(words: Words, own: OwnComment): string {
  return own.state === 'held' ? words.heldWhy : own.refusal ? advice(words, own.refusal) : '';
}

/** Why something was refused and what to do about it; the server's own words for what we have none for. */
export function advice(words: Words, refusal: Refusal): string {
  switch (refusal.name) {
    case 'unreachable': return words.noConnection;
    case 'unauthenticated': return words.signIn;
    case 'tooFast': return words.tooFast(Math.max(1, Math.ceil((refusal.retryAfterMs ?? 1000) / 1000)));
    case 'busy': return words.tooBusy;
    case 'closed': return words.isClosed;
    case 'invalid': return refusal.field === 'text' ? words.words : refusal.message;
    default: return refusal.message;
  }
}
