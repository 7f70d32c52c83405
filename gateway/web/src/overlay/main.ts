import './overlay.css';
import { Line, usualDisplay } from '@interactions/client';
import { Stage } from '@interactions/client/danmaku';
import type { Pulse, SessionEnded } from '../wire/types';
import { Overlay } from './overlay';

// The link keeps its hash: a streaming program loads it again and again. What stands there is never sent in an address.
const given = new URLSearchParams(location.hash.slice(1));
const stage = new Stage(document.getElementById('stage')!, { ...usualDisplay, size: 28, still: matchMedia('(prefers-reduced-motion: reduce)').matches });
const said = document.getElementById('line')!;

const line = new Line('/hubs/viewer', () => Promise.resolve(''), () => {});
const screen = {
  fly: (comment: Parameters<Stage['fly']>[0]) => stage.fly(comment, comment.times ? `${comment.text} ×${comment.times}` : comment.text, false),
  retract: (ids: string[]) => stage.retract(ids),
  say: (text: string, ended: boolean) => {
    said.textContent = text;
    if (ended) stage.clear();
  },
};
const overlay = new Overlay(line, screen, given.get('creator') ?? '', given.get('key') ?? '');
line.on<Pulse>('Pulse', (pulse) => overlay.pulse(pulse));
line.on<SessionEnded>('SessionEnded', (notice) => overlay.ended(notice));
line.start(() => void overlay.open());
addEventListener('resize', () => stage.resize());
document.addEventListener('visibilitychange', () => stage.show(!document.hidden));
