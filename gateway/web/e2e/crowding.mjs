// What a crowd says to one page. The crowd is one connection to the real gateway, whose budgets are off.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { mark, newEpisode, painted, token } from './people.mjs';

const phone = { width: 390, height: 844 };
const lines = ['别回头！！', '哈哈哈哈', '这个反转我没想到', '前方高能', 'what just happened', '她早就知道了', '泪目', '导演出来挨打', '再看一遍', '笑死我了'];

/** Says so much a second, each at its time; the answer is how many were accepted. */
async function crowd(page, episodeId, count, perSecond, text = (n) => `${lines[n % lines.length]} ${n}`) {
  const given = await token(page, `crowd-${mark()}`, 'viewer');
  const hub = new HubConnectionBuilder()
    .withUrl(new URL('/hubs/viewer', page.url()).href, { transport: HttpTransportType.WebSockets, skipNegotiation: true, accessTokenFactory: () => given })
    .configureLogging(LogLevel.None).build();
  await hub.start();
  const begin = Date.now();
  const said = [];
  for (let n = 0; n < count; n++) {
    const early = begin + (n * 1000) / perSecond - Date.now();
    if (early > 0) await pause(early);
    said.push(hub.invoke('Comment', { episodeId, commentId: `c${n}`, atMs: 50_000, text: text(n) }));
  }
  const answers = await Promise.all(said);
  await hub.stop();
  return answers.filter((answer) => answer.ok).length;
}

/** A viewer whose video stands still, so that nothing flies but what is said now. */
async function still(open, display = {}) {
  const opener = await open('/', phone);
  const episode = await newEpisode(opener);
  await opener.addInitScript((kept) => localStorage.setItem('display', kept), JSON.stringify(display));
  await opener.goto(`/?episode=${episode}&user=mei-${mark()}`);
  await opener.getByTestId('connection').filter({ hasText: 'live' }).waitFor();
  await opener.waitForFunction(() => !document.querySelector('video').paused);
  await opener.evaluate(() => document.querySelector('video').pause());
  return { page: opener, episode };
}

export async function crowdIsCounted(open) {
  // Few a second, so that the crowd is too much for the screen however slowly it comes.
  const { page, episode } = await still(open, { perSecond: 4 });
  const said = await crowd(page, episode, 400, 10_000, (n) => lines[n % 7 === 0 ? 0 : n % lines.length] + (n % 3 === 0 ? '' : n));
  assert.equal(said, 400, 'everything is accepted');
  await page.waitForFunction((all) => {
    const { flown, merged, leftOut, omitted } = JSON.parse(document.querySelector('[data-testid="figures"]').dataset.figures);
    return flown + merged + leftOut + omitted >= all;
  }, said);
  const { flown, merged, leftOut, omitted } = JSON.parse(await page.getByTestId('figures').getAttribute('data-figures'));
  assert.equal(flown + merged + leftOut + omitted, said, 'each comment counts once');
  assert.ok(flown > 0 && merged > 0 && leftOut + omitted > 0, JSON.stringify({ flown, merged, leftOut, omitted }));
  await page.getByTestId('open-list').click();
  await page.getByTestId('hidden').filter({ hasText: `${merged} merged, ${leftOut + omitted} left out` }).waitFor();
}

export async function measureFrames(open) {
  const { page, episode } = await still(open, { perSecond: 100, merge: false });
  const seconds = 12;
  // Bullets fly for a few seconds: the first ones fill the picture before the measurement.
  const talking = crowd(page, episode, 60 * (seconds + 5), 60);
  await painted(page);
  await page.waitForFunction(() => JSON.parse(document.querySelector('[data-testid="figures"]').dataset.figures).flown > 200);
  const measured = await page.evaluate((forMs) => new Promise((done) => {
    const flown = () => JSON.parse(document.querySelector('[data-testid="figures"]').dataset.figures).flown;
    const [begin, before, gaps] = [performance.now(), flown(), []];
    let last = begin;
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (now - begin < forMs) requestAnimationFrame(frame);
      else done({ fps: (gaps.length * 1000) / (now - begin), worstMs: Math.max(...gaps), perSecond: ((flown() - before) * 1000) / (now - begin) });
    };
    requestAnimationFrame(frame);
  }), seconds * 1000);
  console.log(`${measured.fps.toFixed(1)} frames/s while ${measured.perSecond.toFixed(1)} comments/s began to fly; the longest frame took ${measured.worstMs.toFixed(0)} ms`);
  assert.equal(await talking, 60 * (seconds + 5));
}

export async function measureFirstBullet(open) {
  for (let i = 0; i < 5; i++) {
    const page = await open('/', phone);
    await page.goto(`/?episode=demo-1&user=first-${mark()}`);
    await painted(page);
    const age = await page.evaluate(() => performance.now());
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
    console.log(`first comment in the picture after ${Math.round(age)} ms; the page's first paint after ${Math.round(paint)} ms`);
    await page.close();
  }
}
