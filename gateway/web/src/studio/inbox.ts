import type { Comment } from '../wire/types';

export type Kind = 'question' | 'suggestion' | 'criticism' | 'praise';

/** The rules, in the order in which they are asked. Each is a few words that a person can check; the first that fires gives its kind. */
const rules: [Kind, RegExp][] = [
  ['suggestion', /建议|希望(能|下)|应该(要)?|能不能|可不可以|要是.{1,12}就好|求(加|出|更)|\b(should|could you|please (add|make)|suggest|wish|would be (nice|great|better)|hope (you|they))\b/iu],
  ['criticism', /难看|无聊|太(慢|快|短|长|假|尬)|尴尬|听不清|看不清|不合理|bug|卡顿|太卡|好卡|失望|拖沓|\b(boring|too (slow|fast|short|long|loud|quiet|dark)|can'?t (hear|see)|bad|worse|disappoint\w*|confusing|cringe)\b/iu],
  ['question', /[?？]\s*$|^(who|what|when|where|why|how)\b|为什么|怎么(会|回事)|是谁|什么(时候|意思)|有没有人知道/iu],
  ['praise', /好看|太棒|喜欢|绝了|神作|演技(好|在线)|好稳|封神|太好|哭了|精彩|\b(love|great|amazing|awesome|beautiful|best|so good|brilliant|masterpiece)\b/iu],
];

export interface Letter {
  comment: Comment;
  kind: Kind;
  /** The words that made it so, as they stand in the text. */
  because: string;
}

/** What kind of remark a comment is and why, or null for chatter. Criticism is a kind like the others: nothing is hidden for it. */
export function read(comment: Comment): Letter | null {
  for (const [kind, rule] of rules) {
    const match = rule.exec(comment.text);
    if (match !== null) return { comment, kind, because: match[0] };
  }
  return null;
}

/** The latest letters first. The same words of the same author come once. */
export function inbox(comments: Comment[], most = 200): Letter[] {
  const seen = new Set<string>();
  const letters: Letter[] = [];
  for (let i = comments.length - 1; i >= 0 && letters.length < most; i--) {
    // What the creator says himself is no letter to him.
    const letter = comments[i]!.byCreator ? null : read(comments[i]!);
    const key = `${comments[i]!.author}/${comments[i]!.text}`;
    if (letter === null || seen.has(key)) continue;
    seen.add(key);
    letters.push(letter);
  }
  return letters;
}
