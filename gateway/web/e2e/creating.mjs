// What creators do in the studio, seen from the other side.
import assert from 'node:assert/strict';
import { live, listed, mark, painted, say, viewer } from './people.mjs';

async function studio(open) {
  const page = await open('/studio.html', { width: 1280, height: 820 });
  await page.goto('/studio.html');
  await live(page);
  await page.getByTestId('episode-demo-1').getByRole('button').click();
  return page;
}

export async function creatorPinsThanksAndAnswers(open) {
  const [mei, lin] = [await viewer(open, `mei-${mark()}`), await studio(open)];
  const [wish, answer] = [`希望下一集更长 ${mark()}`, `谢谢，会的 ${mark()}`];
  await say(mei, wish);
  const letter = lin.getByTestId('letter').filter({ hasText: wish });
  await letter.getByRole('button', { name: 'Pin' }).click();
  await mei.getByTestId('pinned').getByText(wish).waitFor();
  await letter.getByRole('button', { name: 'Thank' }).click();
  await mei.getByTestId('comment-list').locator('.line').filter({ hasText: wish }).getByTestId('thanked').waitFor();
  await letter.getByRole('button', { name: 'Answer' }).click();
  await letter.getByRole('textbox').fill(answer);
  await letter.getByRole('button', { name: 'Say' }).click();
  await listed(mei, answer).waitFor();
  await mei.getByTestId('comment-list').locator('.line').filter({ hasText: answer }).getByText('creator', { exact: true }).waitFor();

  const tom = await viewer(open, `tom-${mark()}`);
  await tom.getByTestId('pinned').getByText(wish).waitFor();
  await tom.getByTestId('comment-list').locator('.line').filter({ hasText: wish }).getByTestId('thanked').waitFor();
  await lin.getByRole('button', { name: 'Unpin' }).click();
  for (const page of [mei, tom]) await page.getByTestId('pinned').waitFor({ state: 'detached' });
}

export async function overlayShowsUntilRevoked(open) {
  const [mei, lin] = [await viewer(open, `mei-${mark()}`), await studio(open)];
  await lin.getByTestId('add-overlay').click();
  const link = await lin.getByTestId('overlay-link').inputValue();
  const obs = await open('/overlay.html', { width: 1280, height: 720 });
  const addresses = [];
  obs.on('request', (request) => addresses.push(request.url()));
  obs.on('websocket', (socket) => addresses.push(socket.url()));
  await obs.goto(link);
  await obs.getByTestId('overlay-line').filter({ hasText: '♥' }).waitFor();
  const key = new URLSearchParams(new URL(link).hash.slice(1)).get('key');
  assert.ok(key && addresses.length > 1 && addresses.every((address) => !address.split('#')[0].includes(key)), 'the key is in no address that is sent');
  for (const element of ['html', 'body']) {
    assert.equal(await obs.locator(element).evaluate((one) => getComputedStyle(one).backgroundColor), 'rgba(0, 0, 0, 0)', 'the page is transparent');
  }
  const flying = painted(obs);
  await say(mei, `主播好 ${mark()}`);
  await flying;

  await lin.getByTestId('overlay').last().getByRole('button', { name: 'Revoke' }).click();
  const revoked = Date.now();
  await obs.getByTestId('overlay-line').filter({ hasText: 'revoked' }).waitFor();
  console.log(`the overlay ended ${Date.now() - revoked} ms after it was revoked`);
  await obs.reload();
  await obs.getByTestId('overlay-line').filter({ hasText: 'revoked' }).waitFor();
}

export async function studioSpeaksChinese(open) {
  const lin = await studio(open);
  await lin.getByTestId('language').selectOption('zh');
  await lin.reload();
  await lin.getByRole('heading', { name: '创作者工作室' }).waitFor();
  for (const text of ['正在观看', '观众来信', '里程碑', 'OBS 浮层', '全部剧集对比']) await lin.getByText(text).first().waitFor();
  assert.equal(await lin.evaluate(() => document.documentElement.lang), 'zh-CN');
}
