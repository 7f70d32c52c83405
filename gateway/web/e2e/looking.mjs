// What a viewer sees and how the page behaves under the hand.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { listed, live, liked, likes, mark, painted, say, token, viewer } from './people.mjs';

const phone = { width: 390, height: 844 };
const scriptKiBMax = 60;

export async function scriptIsSmall(open) {
  const page = await open('/', phone);
  await page.goto('/?episode=demo-1&user=first');
  await painted(page);
  const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.endsWith('.js')));
  const { gzipSync } = await import('node:zlib');
  let bytes = 0;
  for (const script of scripts) bytes += gzipSync(await (await page.request.get(script)).body()).length;
  assert.ok(bytes < scriptKiBMax * 1024, `the page has ${(bytes / 1024).toFixed(1)} KiB of script`);
  console.log(`${(bytes / 1024).toFixed(1)} KiB of script`);
}

export async function fingersLikeAndSwipe(open) {
  const page = await viewer(open, `mei-${mark()}`, 'demo-1', phone, { hasTouch: true });
  const sent = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
  await page.reload();
  await live(page);
  const before = await likes(page);
  const touch = page.getByTestId('touch');
  const heart = page.getByTestId('heart').first().waitFor();
  for (let i = 0; i < 3; i++) await touch.dblclick({ position: { x: 150, y: 300 } });
  await heart;
  await liked(page, before + 1);
  await page.locator('[data-testid="like"][aria-busy="false"][aria-pressed="true"]').waitFor();
  assert.equal(sent.filter((frame) => frame.includes('"Like"')).length, 1, 'a burst is one message');
  const box = await touch.boundingBox();
  await page.mouse.move(box.x + 150, box.y + 450);
  await page.mouse.down();
  await page.mouse.move(box.x + 150, box.y + 150, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/episode=demo-2/);
  await live(page);
  await page.keyboard.press('ArrowUp');
  await page.waitForURL(/episode=demo-1/);
}

export async function settingsAreRemembered(open) {
  const page = await viewer(open, `mei-${mark()}`, 'demo-1', phone);
  await page.getByTestId('open-settings').click();
  await page.getByTestId('set-perSecond').fill('7');
  await page.getByTestId('set-words').fill('剧透, spoiler');
  await page.getByTestId('set-still').check();
  await page.getByTestId('set-language').selectOption('zh');
  await page.getByTestId('settings').getByText('设置').waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByTestId('connection').filter({ hasText: '直播中' }).waitFor();
  await page.getByTestId('open-settings').click();
  assert.equal(await page.getByTestId('set-perSecond').inputValue(), '7');
  assert.equal(await page.getByTestId('set-words').inputValue(), '剧透, spoiler');
  assert.ok(await page.getByTestId('set-still').isChecked());
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
}

export async function keptFollowedAndShared(open) {
  const user = `mei-${mark()}`;
  const page = await viewer(open, user, 'demo-3');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const done = (what) => page.locator(`[data-testid="${what}"][aria-pressed="true"]:not([aria-busy="true"])`).waitFor();
  await page.keyboard.press('b');
  await done('bookmark');
  await page.getByTestId('follow').click();
  await done('follow');
  await page.getByTestId('share').click();
  await page.getByText('Link copied').waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\/index\.html\?episode=demo-3&t=\d+$/);
  // What one follows is in one's own record, which follows the facts within seconds.
  const headers = { authorization: `Bearer ${await token(page, user, 'viewer')}` };
  const follows = async () => (await (await page.request.get('/api/users/me', { headers })).json()).follows;
  while (!(await follows()).includes('demo-creator')) await pause(200);
  await page.reload();
  await live(page);
  await done('bookmark');
  await done('follow');
}

export async function blockedWordsAreGone(open) {
  const [mei, tom] = [await viewer(open, `mei-${mark()}`), await viewer(open, `tom-${mark()}`)];
  const word = `spoil${mark()}`;
  await tom.getByTestId('open-settings').click();
  await tom.getByTestId('set-words').fill(word);
  await tom.getByTestId('set-words').blur();
  await tom.keyboard.press('Escape');
  const [bad, good] = [`he is her ${word} brother`, `good ${mark()}`];
  await say(mei, bad);
  await listed(mei, bad).waitFor();
  await say(mei, good);
  await listed(tom, good).waitFor();
  assert.equal(await listed(tom, bad).count(), 0);
}

export async function playbackResumesAndLinksLead(open) {
  const page = await viewer(open, `mei-${mark()}`);
  // Stopped, so that it is still there when it is left.
  await page.waitForFunction(() => !document.querySelector('video').paused);
  await page.evaluate(() => document.querySelector('video').pause());
  await page.getByTestId('position').fill('30000');
  await page.keyboard.press('Escape');
  await page.reload();
  await live(page);
  await page.getByText(/Resumed at 0:[23]/).waitFor();
  await page.goto('/?episode=demo-2&t=42');
  await page.waitForFunction(() => document.querySelector('video').currentTime > 41);
  await painted(page);
}

export async function pagesAreAccessible(open, faults) {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const opener = await open('/');
  await opener.goto('/index.html');
  const moderator = await token(opener, 'mod', 'moderator');
  const findings = [];
  for (const [path, viewport, scheme, locale, drawer] of [
    ['/?episode=demo-1', phone, 'dark', 'en-US', 'open-list'], ['/?episode=demo-1', phone, 'light', 'zh-CN', 'open-settings'],
    ['/?episode=demo-1', undefined, 'light', 'en-US'], ['/?episode=demo-1', undefined, 'dark', 'zh-CN', 'open-settings'], ['/?episode=nowhere', phone, 'light', 'en-US'],
    ['/studio.html', undefined, 'light', 'zh-CN'], ['/studio.html', phone, 'dark', 'en-US'],
    [`/mod.html#token=${moderator}`, undefined, 'dark', 'en-US'], [`/mod.html#token=${moderator}`, phone, 'light', 'zh-CN'],
    ['/ops.html', undefined, 'light', 'en-US'], ['/ops.html', phone, 'dark', 'zh-CN'],
  ]) {
    const page = await open(path, viewport, { colorScheme: scheme, locale });
    await page.goto(path);
    await page.locator('[data-testid="connection"].live, [data-testid="hot"], .missing').first().waitFor();
    if (drawer) await page.getByTestId(drawer).click();
    assert.equal(await page.evaluate(() => document.documentElement.lang), locale === 'zh-CN' ? 'zh-CN' : 'en');
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`));
    findings.push(...found.map((one) => `${path.split('#')[0]} ${scheme} ${locale} ${one}`));
    await page.close();
  }
  assert.deepEqual(findings, []);
  // The browser itself reports what it did not find of an episode that is nowhere.
  faults.splice(0, faults.length, ...faults.filter((fault) => !/nowhere.*404/.test(fault)));
}
