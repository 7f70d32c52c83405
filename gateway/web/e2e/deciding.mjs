// What moderators decide, seen from the other side.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { listed, live, mark, painted, say, token, viewer } from './people.mjs';

async function desk(open) {
  const page = await open('/mod.html');
  // A decision can be taken back for some seconds; on this page they do not pass.
  await page.clock.setFixedTime(Date.now());
  await page.goto(`/mod.html#token=${await token(page, `mod-${mark()}`, 'moderator')}`);
  await live(page);
  assert.ok(!page.url().includes('token'), 'a copied address gives no token away');
  return page;
}

const waiting = (page, text) => page.getByTestId('held').filter({ hasText: text });

export async function heldUntilAllowed(open) {
  const [mei, tom, mod] = [await viewer(open, `mei-${mark()}`), await viewer(open, `tom-${mark()}`), await desk(open)];
  const text = `join my telegram group ${mark()}`;
  await say(mei, text);
  await mei.getByTestId('own-held').waitFor();
  await waiting(mod, text).filter({ hasText: 'held by the rule “telegram group”' }).getByRole('button', { name: 'Allow' }).click();
  await listed(tom, text).waitFor();
  await mod.getByTestId('audit').getByText(text).waitFor();
  await mod.mouse.move(0, 0);
  await mod.getByTestId('undo').click();
  await listed(tom, text).waitFor({ state: 'detached' });
  await waiting(mod, text).waitFor();
}

export async function removedAloneAndBack(open) {
  const [mei, tom, mod] = [await viewer(open, `mei-${mark()}`), await viewer(open, `tom-${mark()}`), await desk(open)];
  const [bad, good] = [`他就是凶手 ${mark()}`, `好看 ${mark()}`];
  for (const text of [bad, good]) {
    await say(mei, text);
    await listed(tom, text).waitFor();
  }
  const line = tom.getByTestId('comment-list').locator('.line').filter({ hasText: bad });
  await line.getByRole('button', { expanded: false }).click();
  await line.getByRole('button', { name: 'Report' }).click();
  await waiting(mod, bad).filter({ hasText: 'reported 1×' }).getByRole('button', { name: 'Remove' }).click();
  const removed = Date.now();
  await listed(tom, bad).waitFor({ state: 'detached' });
  console.log(`removed from another screen after ${Date.now() - removed} ms`);
  await listed(mei, bad).waitFor({ state: 'detached' });
  assert.equal(await listed(tom, good).count(), 1);
  await mod.keyboard.press('z');
  await listed(tom, bad).waitFor();
  assert.equal(await listed(tom, bad).count(), 1);
}

export async function benchNamesTheRule(open) {
  const mod = await desk(open);
  await mod.getByTestId('bench-text').fill('来 加、微、信 吧');
  await mod.getByTestId('bench').click();
  await mod.getByTestId('bench-answer').filter({ hasText: 'held' }).filter({ hasText: '加微信' }).waitFor();
  assert.equal(await mod.getByTestId('bench-answer').locator('mark').textContent(), '加、微、信');
}

/** The other page's clock stands still meanwhile, so what leaves the picture left by the decision and not because its flight was over. */
export async function decisionReachesFlights(open) {
  const mei = await open('/');
  const creator = await token(mei, `lin-${mark()}`, 'creator');
  const [episodeId, text] = [`e-${mark()}`, `他就是凶手 ${mark()}`];
  const made = await mei.request.post('/api/episodes', { headers: bearer(creator), data: { episodeId, title: 'Flights', durationMs: 60_000 } });
  assert.equal(made.status(), 201);
  const tom = await open('/');
  await tom.clock.install();
  for (const [page, user] of [[mei, `mei-${mark()}`], [tom, `tom-${mark()}`]]) {
    await page.goto(`/?episode=${episodeId}&user=${user}`);
    await live(page);
  }
  await tom.clock.pauseAt((await tom.evaluate(() => Date.now())) + 1000);
  await say(mei, text);
  await listed(tom, text).waitFor();
  await tom.clock.runFor(500);
  await painted(tom);

  const id = (await (await mei.request.get(`/api/episodes/${episodeId}/comments`)).json()).comments[0].id;
  const removed = Date.now();
  const decided = await mei.request.post(`/api/episodes/${episodeId}/review`, { headers: bearer(creator), data: { verdict: 'remove', commentIds: [id] } });
  assert.equal(decided.status(), 200);
  await listed(tom, text).waitFor({ state: 'detached' });
  console.log(`removed from another screen after ${Date.now() - removed} ms`);
  await tom.clock.runFor(50);
  assert.ok(await isBlank(tom), 'the bullet is gone in mid-flight');
}

const bearer = (given) => ({ authorization: `Bearer ${given}` });

const isBlank = (page) =>
  page.evaluate(() => [...document.querySelectorAll('[data-testid="stage"] canvas')].every((canvas) =>
    canvas.getContext('2d').getImageData(0, 0, Math.max(1, canvas.width), Math.max(1, canvas.height)).data.every((byte, index) => index % 4 !== 3 || byte === 0)));

export async function deskMutesAndTakesItBack(open) {
  const [mei, mod] = [await viewer(open, `mei-${mark()}`), await desk(open)];
  const text = `join my telegram group ${mark()}`;
  await say(mei, text);
  await waiting(mod, text).getByRole('button', { name: 'Mute 10 min' }).click();
  await mod.getByTestId('audit').locator('p').filter({ hasText: text }).filter({ hasText: 'muted for 600 s' }).waitFor();
  await mod.mouse.move(0, 0);
  await mod.getByTestId('undo').click();
  await mod.getByTestId('audit').locator('p').filter({ hasText: text }).filter({ hasText: 'unmuted' }).waitFor();
  await waiting(mod, text).waitFor();
  await mod.getByTestId('language').selectOption('zh');
  await mod.getByRole('heading', { name: '审核', exact: true }).waitFor();
  await mod.reload();
  await mod.getByRole('heading', { name: '操作记录' }).waitFor();
}

export async function keysDecide(open) {
  const [mei, mod] = [await viewer(open, `mei-${mark()}`), await desk(open)];
  const [bad, good] = [`join my telegram group ${mark()}`, `my whatsapp group ${mark()}`];
  for (const text of [bad, good]) {
    await say(mei, text);
    await waiting(mod, text).waitFor();
  }
  await choose(mod, bad);
  await mod.keyboard.press('k');
  await choose(mod, bad);
  await mod.keyboard.press('1');
  const told = (text, what) => mod.getByTestId('audit').locator('p').filter({ hasText: text }).filter({ hasText: what }).first().waitFor();
  await told(bad, 'muted for 60 s');
  await told(bad, 'removed');
  await mod.getByTestId('undo').waitFor();
  await mod.keyboard.press('z');
  await told(bad, 'unmuted');
  await waiting(mod, bad).waitFor();
  await choose(mod, bad);
  await mod.keyboard.press('d');
  await waiting(mod, bad).waitFor({ state: 'detached' });
  await choose(mod, good);
  await mod.keyboard.press('a');
  await listed(mei, good).waitFor();
  await told(good, 'allowed');
}

/** Goes up to the top and then down with J until the comment is the chosen one. */
async function choose(mod, text) {
  const count = await mod.getByTestId('held').count();
  for (let i = 0; i < count; i++) await mod.keyboard.press('k');
  for (let i = 0; i < count; i++) {
    if ((await mod.locator('[data-testid="held"][aria-current="true"]').filter({ hasText: text }).count()) === 1) return;
    await mod.keyboard.press('j');
  }
  throw new Error(`${text} does not become the chosen one`);
}

/** Two desks hear of it from the server: neither asks while nothing happens. */
export async function desksHearOfEachOther(open) {
  const [mei, one, other] = [await viewer(open, `mei-${mark()}`), await desk(open), await desk(open)];
  const text = `join my telegram group ${mark()}`;
  await say(mei, text);
  for (const mod of [one, other]) await waiting(mod, text).waitFor();
  const asked = [];
  other.on('request', (request) => asked.push(request.url()));
  await pause(3000);
  assert.deepEqual(asked, [], 'a desk asks nothing while there is no news');
  await waiting(one, text).getByRole('button', { name: 'Remove' }).click();
  const removed = Date.now();
  await waiting(other, text).waitFor({ state: 'detached' });
  console.log(`gone from another desk after ${Date.now() - removed} ms`);
  await other.getByTestId('audit').locator('p').filter({ hasText: text }).filter({ hasText: 'removed' }).waitFor();
}

export async function moderatorSlowsAndCloses(open) {
  const [mei, mod] = [await viewer(open, `mei-${mark()}`, 'demo-3'), await desk(open)];
  const row = mod.locator('aside p').filter({ hasText: '3 The door' });
  await row.getByRole('combobox').selectOption('60000');
  await say(mei, `1 ${mark()}`);
  await mei.getByTestId('comment-list').locator('.line.own').waitFor();
  await say(mei, `2 ${mark()}`);
  await mei.getByTestId('own-refused').filter({ hasText: 'Too fast' }).waitFor();
  await row.getByRole('combobox').selectOption('0');
  await row.getByRole('button', { name: 'Close' }).click();
  await mei.getByPlaceholder('This episode is closed').waitFor();
  await row.getByRole('button', { name: 'Open' }).click();
  await mei.getByPlaceholder('Say something').waitFor();
}
