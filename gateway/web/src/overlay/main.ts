import './overlay.css';
import { usual } from '../viewer/display';
import { Stage } from '../viewer/stage';
import { Line } from '../wire/line';
import type { Pulse, SessionEnded } from '../wire/types';
import { Overlay } from './overlay';

// The link keeps its hash: a streaming program loads it again and again. What stands there is never sent in an address.
const given = new URLSearchParams(location.hash.slice(1));
const display = { ...usual(matchMedia('(prefers-reduced-motion: reduce)').matches), size: 28 };
const stage = new Stage(document.getElementById('stage')!, display);
const said = document.getElementById('line')!;

const line = new Line('/hubs/viewer', () => Promise.resolve(''), () => {});
const overlay = new Overlay(
  line as never,
  {
    fly: (comment) => stage.fly(comment, comment.times ? `${comment.text} ×${comment.times}` : comment.text, false),
    retract: (ids) => stage.retract(ids),
    say: (text, ended) => {
      said.textContent = text;
      said.classList.toggle('ended', ended);
      if (ended) stage.clear();
    },
  },
  given.get('creator') ?? '',
  given.get('key') ?? '',
);
line.on<Pulse>('Pulse', (pulse) => overlay.pulse(pulse));
line.on<SessionEnded>('SessionEnded', (notice) => overlay.ended(notice));
line.start(() => void overlay.open());
addEventListener('resize', () => stage.resize());
document.addEventListener('visibilitychange', () => stage.show(!document.hidden));
