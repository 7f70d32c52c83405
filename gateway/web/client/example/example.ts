// Danmaku over a plain <video>, without any of our pages: the whole of it.
import { Client } from '@interactions/client';
import { Overlay } from '@interactions/client/danmaku';

const query = new URLSearchParams(location.search);
const user = query.get('user') ?? 'example';

/** Your own server gives your users their tokens; a gateway in Development gives anybody one. */
async function token(): Promise<string> {
  const body = JSON.stringify({ userId: user, roles: ['viewer'], name: user });
  const answer = await fetch('/dev/token', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return answer.ok ? ((await answer.json()) as { token: string }).token : '';
}

const find = <E extends Element>(selector: string): E => document.querySelector<E>(selector)!;
const [video, like, state, form] = [find<HTMLVideoElement>('video'), find<HTMLButtonElement>('#like'), find('#state'), find<HTMLFormElement>('form')];

const client = new Client({ token });
const room = client.join(query.get('episode') ?? 'demo-1');
new Overlay({ client, room, video, host: find<HTMLElement>('#danmaku') });

function show(): void {
  like.textContent = `Like ${room.like.count}`;
  like.ariaPressed = String(room.like.on);
  const own = room.own.waiting.at(-1);
  state.textContent = client.state === 'ended' ? 'Sign in again.' : !room.joined ? 'connecting' : own ? own.state : `${room.tally?.viewers ?? 0} watching`;
}

client.changed.on(show);
room.changed.on(show);
like.onclick = () => room.like.flip();
form.onsubmit = (event) => {
  event.preventDefault();
  const text = new FormData(form).get('text')!.toString().trim();
  if (text !== '') room.write(text, { atMs: Math.round(video.currentTime * 1000) });
  form.reset();
};
void video.play().catch(() => {});
