// What a viewer's own wishes do to the picture and the list: seeking, the heat strip, settings, blocked people, refused comments.
import assert from 'node:assert/strict';
import { listed, live, mark, newEpisode, say, token, viewer } from './people.mjs';

const figures = (page) => page.getByTestId('figures').getAttribute('data-figures').then(JSON.parse);
const flew = (page, count) =>
  page.waitForFunction((wanted) => JSON.parse(document.querySelector('[data-testid="figures"]').dataset.figures).flown === wanted, count);

/** A video that plays on would bring comments by itself. One that has not begun yet would begin later. */
async function stopped(page) {
  await page.waitForFunction(() => !document.querySelector('video').paused);
  await page.evaluate(() => document.querySelector('video').pause());
}

/** Says something at a place of the episode. */
async function sayAt(page, atMs) {
  const text = `${atMs} ${mark()}`;
  await page.getByTestId('position').fill(String(atMs));
  await say(page, text);
  await listed(page, text).waitFor();
}

export async function seekShowsThatPlace(open) {
  const episode = await newEpisode(await open('/'));
  const mei = await viewer(open, `mei-${mark()}`, episode);
  await stopped(mei);
  await sayAt(mei, 5_000);
  await sayAt(mei, 55_000);

  const tom = await open('/', { width: 390, height: 844 }, { hasTouch: true });
  await tom.goto(`/?episode=${episode}&user=tom-${mark()}&t=30`);
  await live(tom);
  await stopped(tom);
  await tom.getByTestId('heat').locator('path[d*="L"]').waitFor();
  const path = await tom.getByTestId('heat').locator('path').getAttribute('d');
  const hills = path.slice(1, -1).split('L').map((point) => point.split(' ').map(Number)).filter(([, y]) => y === 1).map(([x]) => Math.round(x / 10));
  assert.deepEqual(hills, [1, 9], 'hills are where something was said');
  assert.equal((await figures(tom)).flown, 0);
  await tom.getByTestId('position').fill('55500');
  await flew(tom, 1);
  await tom.getByTestId('position').fill('5500');
  await flew(tom, 2);
  const box = await tom.getByTestId('heat').boundingBox();
  await tom.touchscreen.tap(box.x + box.width * 0.5, box.y + 8);
  await tom.waitForFunction(() => Math.abs(document.querySelector('video').currentTime - 30) < 3);
}

export async function settingsChangeThePicture(open) {
  const episode = await newEpisode(await open('/'));
  const [mei, tom] = [await viewer(open, `mei-${mark()}`, episode), await viewer(open, `tom-${mark()}`, episode)];
  await stopped(tom);
  const texts = [1, 2].map((n) => `${n} ${mark()}`);
  await say(mei, texts[0]);
  await flew(tom, 1);
  await tom.keyboard.press('s');
  await tom.getByTestId('set-opacity').fill('40');
  await tom.getByTestId('set-area').fill('50');
  const style = await tom.getByTestId('stage').evaluate((stage) => [stage.style.opacity, stage.style.height]);
  assert.deepEqual(style, ['0.4', '50%']);
  await tom.getByTestId('set-on').uncheck();
  await tom.keyboard.press('Escape');
  assert.equal(await tom.getByTestId('settings').count(), 0, 'Escape closes the drawer');
  await say(mei, texts[1]);
  await listed(tom, texts[1]).waitFor();
  assert.equal((await figures(tom)).flown, 1, 'nothing flies when it is switched off');
  assert.equal(await tom.getByTestId('danmaku').getAttribute('aria-pressed'), 'false');

  const ann = await viewer(open, `ann-${mark()}`, episode, { width: 390, height: 844 }, { reducedMotion: 'reduce' });
  await ann.getByTestId('open-settings').click();
  assert.ok(await ann.getByTestId('set-still').isChecked(), 'who wants no motion from the system gets none here');
}

export async function blockedPersonIsGone(open) {
  const episode = await newEpisode(await open('/'));
  const [mei, tom, ann] = [await viewer(open, `mei-${mark()}`, episode), await viewer(open, `tom-${mark()}`, episode), await viewer(open, `ann-${mark()}`, episode)];
  const [first, second, good] = [1, 2, 3].map((n) => `${n} ${mark()}`);
  await say(mei, first);
  const line = tom.getByTestId('comment-list').locator('.line').filter({ hasText: first });
  await line.getByRole('button', { name: 'What to do' }).click();
  await line.getByRole('button', { name: 'Block this person' }).click();
  await line.waitFor({ state: 'detached' });
  await say(mei, second);
  await listed(ann, second).waitFor();
  await say(ann, good);
  await listed(tom, good).waitFor();
  assert.equal(await listed(tom, second).count(), 0);
  await tom.getByTestId('open-settings').click();
  await tom.getByText('1 blocked person').waitFor();
  await tom.getByRole('button', { name: 'Unblock all' }).click();
  for (const text of [first, second]) await listed(tom, text).waitFor();
}

export async function refusedCommentSaysWhy(open) {
  const episode = await newEpisode(await open('/'));
  const mei = await viewer(open, `mei-${mark()}`, episode);
  await say(mei, '去 死 吧');
  const own = mei.getByTestId('own-refused').filter({ hasText: 'A word in it is not allowed here' });
  await own.waitFor();
  await own.getByRole('button', { name: 'Forget this comment' }).click();
  await own.waitFor({ state: 'detached' });

  const headers = { authorization: `Bearer ${await token(mei, 'mod', 'moderator')}` };
  const set = async (data) => assert.equal((await mei.request.put(`/api/episodes/${episode}/settings`, { headers, data })).status(), 200);
  await set({ slowModeMs: 60_000 });
  await say(mei, `1 ${mark()}`);
  await mei.getByTestId('comment-list').locator('.line.own').waitFor();
  await say(mei, `2 ${mark()}`);
  await mei.getByTestId('own-refused').filter({ hasText: /Too fast: wait \d+ s/ }).waitFor();
  await set({ state: 'closed' });
  await mei.getByPlaceholder('This episode is closed').waitFor();
  assert.ok(await mei.getByTestId('comment-input').isDisabled());
  await set({ state: 'open', slowModeMs: 0 });
  await mei.getByRole('button', { name: 'again' }).click();
  await mei.getByTestId('own-refused').waitFor({ state: 'detached' });
  await mei.getByTestId('comment-list').locator('.line.own').nth(1).waitFor();
}
