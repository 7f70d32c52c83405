// What hands and keys do in the viewer's page, beside the double tap and the swipe.
import assert from 'node:assert/strict';
import { liked, listed, mark, newEpisode, say, viewer } from './people.mjs';

/** A viewer alone in an episode of his own: what is counted there is only his. */
async function alone(open, ...how) {
  const episode = await newEpisode(await open('/'));
  return { episode, page: await viewer(open, `mei-${mark()}`, episode, ...how) };
}

export async function holdingLikesOnce(open) {
  const { page } = await alone(open, { width: 390, height: 844 }, { hasTouch: true });
  const box = await page.getByTestId('touch').boundingBox();
  await page.mouse.move(box.x + 150, box.y + 300);
  await page.mouse.down();
  await page.getByTestId('heart').nth(1).waitFor();
  await page.mouse.up();
  await page.locator('[data-testid="like"][aria-busy="false"][aria-pressed="true"]').waitFor();
  await liked(page, 1);
}

export async function commentIsCopied(open) {
  const { episode, page } = await alone(open);
  const tom = await viewer(open, `tom-${mark()}`, episode);
  await tom.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = `值得抄下来 ${mark()}`;
  await say(page, text);
  const line = tom.getByTestId('comment-list').locator('.line').filter({ hasText: text });
  await line.getByRole('button', { name: 'What to do' }).click();
  await line.getByRole('button', { name: 'Copy' }).click();
  await tom.waitForFunction(async (wanted) => (await navigator.clipboard.readText()) === wanted, text);
}

export async function hiddenPageFliesNothing(open) {
  const { episode, page } = await alone(open);
  const tom = await viewer(open, `tom-${mark()}`, episode);
  const flown = async () => JSON.parse(await page.getByTestId('figures').getAttribute('data-figures')).flown;
  const flew = (count) => page.waitForFunction((wanted) => JSON.parse(document.querySelector('[data-testid="figures"]').dataset.figures).flown === wanted, count);
  const hide = (hidden) => page.evaluate((so) => {
    Object.defineProperty(document, 'hidden', { value: so, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
  // A video that plays on would bring them again from the track. One that has not begun yet would begin later.
  await page.waitForFunction(() => !document.querySelector('video').paused);
  await page.evaluate(() => document.querySelector('video').pause());
  const texts = [1, 2, 3].map((n) => `${n} ${mark()}`);
  await say(tom, texts[0]);
  await flew(1);
  await hide(true);
  await say(tom, texts[1]);
  await listed(page, texts[1]).waitFor();
  assert.equal(await flown(), 1, 'nothing flies while nobody looks');
  await hide(false);
  await say(tom, texts[2]);
  await flew(2);
}

export async function modeAndColourAreChosen(open) {
  const { episode, page } = await alone(open);
  await page.getByRole('button', { name: 'How it flies' }).click();
  await page.getByRole('button', { name: 'top' }).click();
  await page.getByRole('button', { name: 'red' }).click();
  const text = `red and on top ${mark()}`;
  await say(page, text);
  await listed(page, text).waitFor();
  const { comments } = await (await page.request.get(`/api/episodes/${episode}/comments`)).json();
  assert.deepEqual(comments.map((one) => [one.text, one.mode, one.color]), [[text, 'top', 0xfe0302]]);
}

export async function keysAndListGoThroughTheSeries(open) {
  const page = await viewer(open, `mei-${mark()}`);
  const list = page.getByRole('navigation', { name: 'Episodes' }).getByRole('button');
  await list.nth(2).waitFor();
  for (const [key, episode] of [['n', 'demo-2'], ['ArrowDown', 'demo-3'], ['p', 'demo-2']]) {
    await page.keyboard.press(key);
    await page.waitForURL(new RegExp(`episode=${episode}`));
  }
  await list.first().click();
  await page.waitForURL(/episode=demo-1/);
  assert.equal(await list.first().getAttribute('aria-current'), 'true');
}
