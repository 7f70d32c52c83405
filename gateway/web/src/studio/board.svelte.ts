import { Line, type LineState } from '@interactions/client';
import { language } from '../language/tongue.svelte';
import { developmentToken, givenToken, subjectOf } from '../wire/identity';
import type { Board, BoardAnswer } from '../wire/types';
import { ChosenEpisode } from './chosen.svelte';
import { FollowerCurve } from './followers.svelte';
import { Overlays } from './overlays.svelte';
import { RateHistory, type Rates } from './rates';

const demoCreator = 'demo-creator';
const tokenKey = 'studio-token';
const historySeconds = 180;
const sparkSeconds = 60;

/** A creator's live board: nothing is asked for while nobody looks at the page. */
export class LiveBoard {
  line = $state<LineState>('connecting');
  board = $state.raw<Board | null>(null);
  rates = $state.raw<Rates>({ at: [], likes: [], comments: [] });
  chosen = $state.raw<ChosenEpisode | null>(null);
  followers = $state.raw<FollowerCurve | null>(null);
  overlays = $state.raw<Overlays | null>(null);
  /** Viewers of each episode, a figure per second of the last minute. */
  sparks = $state.raw<Record<string, number[]>>({});
  refusal = $state('');
  now = $state(Date.now());
  /** When the last board came, by this machine's clock: the server's may differ. */
  heardAt = $state(0);
  #given: string | null;
  readonly #storage: Storage;
  #token = '';
  #line: Line | null = null;
  #history = new RateHistory(historySeconds);
  #timers: ReturnType<typeof setInterval>[] = [];

  constructor(location: Location, storage: Storage) {
    this.#storage = storage;
    this.#given = givenToken(location, storage, tokenKey);
  }

  /** Starts or ends with the visibility of the page. */
  show(visible: boolean): void {
    if (visible === (this.#line !== null)) return;
    if (visible) {
      this.#open();
    } else {
      this.#line?.stop();
      this.#line = null;
      this.#timers.forEach(clearInterval);
      this.chosen?.show(false);
      this.followers?.show(false);
    }
  }

  choose(episodeId: string): void {
    this.chosen?.show(false);
    this.chosen = new ChosenEpisode(episodeId, this.#token);
    this.chosen.show(this.#line !== null);
  }

  #open(): void {
    const line = new Line('/hubs/creator', () => this.#newToken(), (state) => {
      if (this.#line !== line) return;
      this.line = state;
      if (state === 'ended') this.#signedOut();
    });
    this.#line = line;
    line.on<Board>('Board', (board) => this.#heard(board));
    line.start(() => void this.#ask(line));
    this.#timers = [setInterval(() => this.#second(), 1000)];
    this.chosen?.show(true);
    this.followers?.show(true);
  }

  /** The link's token is worth nothing any more: a reload must not try it again. */
  #signedOut(): void {
    this.#storage.removeItem(tokenKey);
    this.refusal = language.words.signedOut;
  }

  async #newToken(): Promise<string> {
    return (this.#token = this.#given ?? (await developmentToken(demoCreator, ['creator'])));
  }

  async #ask(line: Line): Promise<void> {
    const creatorId = subjectOf(this.#token) ?? demoCreator;
    const answer = await line.call<BoardAnswer>('Open', { creatorId });
    this.refusal = answer.ok ? '' : (answer.refusal?.message ?? '');
    if (!answer.board) return;
    this.#heard(answer.board);
    if (this.followers !== null) return;
    this.followers = new FollowerCurve(creatorId, this.#token);
    this.followers.show(this.#line !== null);
    this.overlays = new Overlays(creatorId, this.#token);
  }

  /** Boards come only when something changed: on a connection that is up, no board is the news that nothing did. */
  #second(): void {
    this.now = Date.now();
    if (this.line === 'up') this.#count();
  }

  #count(): void {
    if (this.board === null) return;
    this.#history.add(this.now, this.board.totals);
    this.rates = this.#history.rates();
    this.sparks = Object.fromEntries(this.board.episodes.map(({ episodeId, tally }) =>
      [episodeId, [...(this.sparks[episodeId] ?? []), tally.viewers].slice(-sparkSeconds)]));
  }

  #heard(board: Board): void {
    this.board = board;
    this.now = this.heardAt = Date.now();
    this.#count();
    const first = board.episodes[0];
    if (this.chosen === null && first) this.choose(first.episodeId);
  }
}
