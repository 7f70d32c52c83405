// What people do to each other over the pages. Each check is one sentence; `open` gives a page of a person of its own.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

import { cuttable, isPainted, listed, live, liked, likes, mark, newEpisode, painted, please, say, token, viewer } from './people.mjs';

export async function commentFlies(open) {
  const [mei, tom] = [await viewer(open, `mei-${mark()}`), await viewer(open, `tom-${mark()}`)];
  const text = `别回头！！我在第二页也能看到 ${mark()}`;
  await say(mei, text);
  await listed(tom, text).waitFor();
  await painted(tom);
  await listed(mei, text).waitFor();
  assert.equal(await listed(mei, text).count(), 1, 'the author sees the own comment once');
}

export async function likeCountsOnce(open) {
  const mei = await viewer(open, `mei-${mark()}`);
  const before = await likes(mei);
  await mei.getByTestId('like').click();
  await mei.locator('[data-testid="like"][aria-busy="false"][aria-pressed="true"]').waitFor();
  await liked(mei, before + 1);
  await mei.reload();
  await live(mei);
  assert.equal(await mei.getByTestId('like').getAttribute('aria-pressed'), 'true');
  await liked(mei, before + 1);
}

export async function commentIsLikedFromTheList(open) {
  const [mei, user] = [await viewer(open, `mei-${mark()}`), `tom-${mark()}`];
  const tom = await viewer(open, user);
  const text = `worth a heart ${mark()}`;
  await say(mei, text);
  const heart = (page) => page.locator('.line').filter({ hasText: text }).getByTestId('like-comment');
  await heart(tom).focus();
  await tom.keyboard.press('Enter');
  await heart(tom).and(tom.locator('[aria-pressed="true"]')).filter({ hasText: '1' }).waitFor();
  await tom.reload();
  await live(tom);
  await heart(tom).and(tom.locator('[aria-pressed="true"]')).filter({ hasText: '1' }).waitFor();
  await mei.reload();
  await live(mei);
  await heart(mei).and(mei.locator('[aria-pressed="false"]')).filter({ hasText: '1' }).waitFor();
  await heart(tom).click();
  await heart(tom).and(tom.locator('[aria-pressed="false"]')).waitFor();
  assert.equal(await heart(tom).textContent(), '♡');
}

export async function markupIsOnlyText(open, faults) {
  const [mei, tom] = [await viewer(open, `mei-${mark()}`), await viewer(open, `tom-${mark()}`)];
  const text = `<img src=x onerror="document.title='owned'"><b>${mark()}</b>`;
  await say(mei, text);
  await listed(tom, text).waitFor();
  assert.equal(await tom.locator('[data-testid="comment-list"] :is(img, script)').count(), 0);
  assert.notEqual(await tom.title(), 'owned');
  assert.deepEqual(faults, []);
}

export async function lostConnectionResumes(open, faults) {
  const mei = await viewer(open, `mei-${mark()}`);
  const user = `tom-${mark()}`;
  const tom = await open(`/?user=${user}`);
  const wire = await cuttable(tom);
  await tom.goto(`/?episode=demo-1&user=${user}`);
  await live(tom);
  const texts = [1, 2, 3].map((n) => `${n} ${mark()}`);
  await say(mei, texts[0]);
  await listed(tom, texts[0]).waitFor();
  wire.cut();
  await tom.getByTestId('connection').filter({ hasText: 'reconnecting' }).waitFor();
  await say(mei, texts[1]);
  await listed(mei, texts[1]).waitFor();
  assert.equal(await listed(tom, texts[1]).count(), 0, 'a page without a connection hears nothing');
  await say(tom, texts[2]);
  const back = tom.getByTestId('connection').filter({ hasText: 'caught up' }).waitFor();
  wire.mend();
  await back;
  await live(tom);
  await listed(mei, texts[2]).waitFor();
  for (const text of texts) await listed(tom, text).waitFor();
  for (const text of texts) assert.equal(await listed(tom, text).count(), 1, 'nothing is missing and nothing comes twice');
  // The browser itself reports each attempt that the cut connection failed.
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('WebSocket')));
}

export async function restartResumes(open, faults) {
  const episode = await newEpisode(await open('/'));
  const [mei, tom] = [await viewer(open, `mei-${mark()}`, episode), await viewer(open, `tom-${mark()}`, episode)];
  const texts = [1, 2, 3].map((n) => `${n} ${mark()}`);
  await say(mei, texts[0]);
  for (const page of [mei, tom]) await listed(page, texts[0]).waitFor();
  await please('kill');
  for (const page of [mei, tom]) await page.getByTestId('connection').filter({ hasText: 'reconnecting' }).waitFor();
  await say(tom, texts[1]);
  await tom.getByTestId('own-sending').waitFor();
  // What is said for some seconds only is waited for before it can be said.
  const back = (page) => page.getByTestId('connection').filter({ hasText: /^back, \d+ s caught up$/ }).waitFor();
  const both = Promise.all([back(mei), back(tom)]);
  await please('start');
  await both;
  await listed(mei, texts[1]).waitFor();
  await say(mei, texts[2]);
  for (const page of [mei, tom]) {
    await listed(page, texts[2]).waitFor();
    const all = await page.getByTestId('comment-list').locator('.line:has(.text)').allInnerTexts();
    assert.deepEqual(all.map((line) => texts.findIndex((text) => line.includes(text))), [0, 1, 2], all.join(' | '));
  }
  // The browser itself reports each attempt that nobody answered, or that was cut short.
  faults.splice(0, faults.length, ...faults.filter((fault) => !/WebSocket|net::ERR_/.test(fault)));
}

export async function sessionEndsOnce(open) {
  const user = `tom-${mark()}`;
  const tom = await viewer(open, user);
  let sockets = 0;
  tom.on('websocket', () => sockets++);
  const ops = await token(tom, 'otto', 'ops');
  const revoked = await tom.request.post(`/api/ops/users/${user}/revoke`, { data: {}, headers: { authorization: `Bearer ${ops}` } });
  assert.equal(revoked.status(), 204);
  await tom.getByTestId('session-ended').filter({ hasText: 'Your sign-in was withdrawn' }).waitFor();
  await tom.getByTestId('connection').filter({ hasText: 'signed out' }).waitFor();
  await say(tom, `not now ${mark()}`);
  await tom.getByTestId('own-sending').waitFor();
  assert.equal(sockets, 0, 'a page whose token was taken away does not knock again');
  // Tokens of a later second are good again; until then the gateway goes on refusing, and the page says so again.
  await tom.waitForFunction((from) => Date.now() - from > 1500, Date.now());
  await tom.getByRole('button', { name: 'Sign in again' }).click();
  await live(tom);
  await tom.getByTestId('session-ended').waitFor({ state: 'detached' });
  await tom.getByTestId('own-sending').waitFor({ state: 'detached' });
}

export async function exampleFlies(open) {
  const page = await open('/client/example/index.html');
  const episode = await newEpisode(page);
  const mei = await viewer(open, `mei-${mark()}`, episode);
  await page.goto(`/client/example/index.html?episode=${episode}&user=tom-${mark()}`);
  await page.locator('#state').filter({ hasText: 'watching' }).waitFor();
  assert.equal(await isPainted(page), false, 'nothing was said yet');
  const flying = painted(page);
  await say(mei, `从另一页 ${mark()}`);
  await flying;
  const ours = `from a plain video ${mark()}`;
  await page.getByRole('textbox').fill(ours);
  await page.getByRole('button', { name: 'Send' }).click();
  await listed(mei, ours).waitFor();
  await page.locator('#like').click();
  await liked(mei, 1);
}

export async function studioShowsTheBoard(open) {
  const mei = await viewer(open, `mei-${mark()}`);
  const studio = await open('/studio.html', { width: 1280, height: 820 });
  await studio.goto('/studio.html');
  await live(studio);
  await studio.getByTestId('episode-demo-1').waitFor();
  // What others said before may still be on its way to the board.
  let before = 0;
  for (const row of await studio.getByTestId(/^episode-/).all()) {
    const episode = (await row.getAttribute('data-testid')).slice('episode-'.length);
    before += (await (await studio.request.get(`/api/episodes/${episode}/tally`)).json()).comments;
  }
  const counted = (count) => studio.locator(`[data-testid="card-comments"][data-count="${count}"]`).waitFor();
  await counted(before);
  await say(mei, `工作室也看得到 ${mark()}`);
  await counted(before + 1);
  for (const chart of ['retention', 'rates']) await studio.locator(`[data-testid="chart-${chart}"] canvas`).waitFor();
  await studio.getByTestId('peak').first().waitFor();
  await studio.getByTestId('inbox').getByText('praise').first().waitFor();
  for (const [button, name, begin] of [['episodes-csv', 'episodes.csv', '\ufeffepisodeId,'], ['curve-csv', /-curve\.csv$/, '\ufeffsecond,'], ['curve-png', /-curve\.png$/, '\ufffdPNG']]) {
    const saved = studio.waitForEvent('download');
    await studio.getByTestId(button).click();
    const file = await saved;
    assert.match(file.suggestedFilename(), new RegExp(name));
    const bytes = Buffer.concat(await (await file.createReadStream()).toArray());
    assert.ok(bytes.toString('utf8').startsWith(begin), `${name} begins as it should`);
  }
}

/** What the ops page may say of a gateway that takes traffic, the worst first. */
const upInEnglish = ['Storage is slow', 'The collector holds', 'but for some slow clients', 'All is well: '];
const upInChinese = ['存储缓慢', '垃圾回收占用', '少数慢客户端', '一切正常：'];

/** On a busy machine the storage or the collector may be slow. The page must say so then, and only then: its sentence is that of the cards below it. */
async function saysWhatItShows(ops, sentences) {
  const shown = await ops.waitForFunction((any) => {
    const sentence = document.querySelector('[data-testid="health"]').textContent;
    const exact = (card) => Number(document.querySelector(`[data-testid="card-${card}"]`).dataset.exact);
    return any.some((one) => sentence.includes(one)) && { sentence, storage: exact('storage'), collector: exact('collector'), slow: exact('slow') };
  }, sentences);
  const { sentence, storage, collector, slow } = await shown.jsonValue();
  const due = storage > 0.5 ? 0 : collector > 0.1 ? 1 : slow > 0 ? 2 : 3;
  assert.ok(sentence.includes(sentences[due]), `"${sentence}" beside: storage ${storage} s, collector ${collector}, slow clients ${slow}/s`);
}

export async function opsSaysHowItIs(open) {
  const mei = await viewer(open, `mei-${mark()}`);
  const ops = await open('/ops.html', { width: 1000, height: 700 });
  const given = await token(ops, 'otto', 'ops');
  const asked = ops.waitForRequest((request) => request.url().endsWith('/healthz/ready'));
  await ops.goto(`/ops.html#token=${given}`);
  assert.equal(await (await asked).headerValue('authorization'), `Bearer ${given}`);
  assert.ok(!ops.url().includes(given), 'a copied address gives no token away');
  await saysWhatItShows(ops, upInEnglish);
  await ops.getByTestId('hot').filter({ hasText: 'demo-1' }).waitFor();
  await ops.getByText("All of the product's figures").click();
  await ops.getByTestId('metrics').getByText('interactions_').first().waitFor();
  for (const name of ['Metrics', 'API reference', 'Readiness', 'Liveness']) {
    const answer = await ops.request.get(await ops.getByRole('link', { name }).getAttribute('href'), { headers: { authorization: `Bearer ${given}` } });
    assert.equal(answer.status(), 200, name);
  }
  await ops.getByTestId('language').selectOption('zh');
  await saysWhatItShows(ops, upInChinese);
  await mei.close();
}

export async function opsStopsWhenRevoked(open, faults) {
  const [ops, user] = [await open('/ops.html'), `otto-${mark()}`];
  await ops.goto(`/ops.html#token=${await token(ops, user, 'ops')}`);
  await saysWhatItShows(ops, upInEnglish);
  const headers = { authorization: `Bearer ${await token(ops, 'boss', 'ops')}` };
  await ops.request.post(`/api/ops/users/${user}/revoke`, { data: {}, headers });
  await ops.getByTestId('health').filter({ hasText: 'sign-in has ended' }).waitFor();
  const asked = [];
  ops.on('request', (request) => asked.push(request.url()));
  await ops.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await pause(3000);
  assert.deepEqual(asked, [], 'a page whose token is refused asks no more');
  // The browser itself reports each answer 401.
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('401')));
}
