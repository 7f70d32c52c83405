// What moderators decide, seen from the other side.
import assert from 'node:assert/strict';
import { listed, live, mark, say, token, viewer } from './people.mjs';

async function desk(open) {
  const page = await open('/mod.html');
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
  await line.getByRole('button').click();
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
