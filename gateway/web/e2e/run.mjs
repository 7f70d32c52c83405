// Runs one check of the browser pages against a gateway that runs already: node e2e/run.mjs <address> <check> [folder for screenshots]
// BROWSER names a browser that runs already (e2e/chromium.mjs); without it one is started for this check.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import * as acting from './checks.mjs';
import { options } from './chromium.mjs';
import * as creating from './creating.mjs';
import * as crowding from './crowding.mjs';
import * as deciding from './deciding.mjs';
import * as gestures from './gestures.mjs';
import * as looking from './looking.mjs';
import * as seeing from './seeing.mjs';

const checks = { ...acting, ...looking, ...deciding, ...creating, ...crowding, ...gestures, ...seeing };

const [address, name, screenshots] = process.argv.slice(2);
const check = checks[name];
if (address === undefined || check === undefined) {
  console.error(`usage: run.mjs <address> <${Object.keys(checks).join('|')}> [folder]`);
  process.exit(2);
}

const browser = process.env.BROWSER ? await chromium.connect(process.env.BROWSER) : await chromium.launch(options);
const faults = [];
const pages = [];

/** Opens a page as a person of its own; whatever the page complains about fails the check. */
async function open(path, viewport = { width: 1280, height: 800 }, more = {}) {
  const context = await browser.newContext({ viewport, baseURL: address, ...more });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`${path}: ${message.text()}`));
  pages.push(page);
  return page;
}

let failed;
try {
  await check(open, faults);
  if (faults.length > 0) throw new Error(`the pages complained:\n${faults.join('\n')}`);
} catch (error) {
  failed = error;
}
if (screenshots !== undefined) {
  mkdirSync(screenshots, { recursive: true });
  for (const [index, page] of pages.entries()) if (!page.isClosed()) await page.screenshot({ path: `${screenshots}/${name}-${index}.png`, fullPage: true });
}
await browser.close();
if (failed !== undefined) {
  console.error(failed.stack, faults.join('\n'));
  process.exit(1);
}
console.log(`${name}: ok`);
