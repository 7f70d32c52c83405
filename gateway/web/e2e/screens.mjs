// Takes the pictures of docs/screens from a gateway that runs with its demo audience: node e2e/screens.mjs <address> <folder>
import { chromium } from 'playwright-core';
import { options } from './chromium.mjs';
import { live, say, token, viewer } from './people.mjs';

const [address, folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: screens.mjs <address> <folder>');
  process.exit(2);
}

/** A page is looked at after a while: its curves need something to show. */
const settleMs = 8_000;
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };
const browser = await chromium.launch(options);

async function page(size, colorScheme) {
  const context = await browser.newContext({ viewport: sizes[size], baseURL: address, colorScheme });
  context.setDefaultTimeout(180_000);
  return context.newPage();
}

const opener = await page('desktop', 'dark');
const given = { mod: await token(opener, 'mod', 'moderator'), ops: await token(opener, 'ops', 'ops', 'moderator') };
// Something waits for the moderator.
const mei = await viewer(() => opener, 'mei');
for (const text of ['请加微信看全集', '请 加.微.信 看全集', 'join my telegram group']) {
  await say(mei, text);
  await mei.getByTestId('own-held').last().waitFor();
}
const pages = {
  viewer: ['/?episode=demo-1', live],
  studio: ['/studio.html', async (one) => { await live(one); await one.getByTestId('peak').first().waitFor(); }],
  moderation: [`/mod.html#token=${given.mod}`, async (one) => { await live(one); await one.getByTestId('held').first().waitFor(); }],
  ops: [`/ops.html#token=${given.ops}`, (one) => one.getByTestId('hot').first().waitFor()],
};

for (const [name, [path, ready]] of Object.entries(pages)) {
  for (const size of Object.keys(sizes)) {
    for (const scheme of ['dark', 'light']) {
      const one = await page(size, scheme);
      await one.goto(path);
      await ready(one);
      await one.waitForTimeout(settleMs);
      await one.screenshot({ path: `${folder}/${name}-${size}-${scheme}.png` });
      await one.context().close();
    }
  }
}
await browser.close();
