// Runs one check of the browser pages against a gateway that runs already: node e2e/run.mjs <address> <check> [folder for screenshots]
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import * as checks from './checks.mjs';

const [address, name, screenshots] = process.argv.slice(2);
const check = checks[name];
if (address === undefined || check === undefined) {
  console.error(`usage: run.mjs <address> <${Object.keys(checks).join('|')}> [folder]`);
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
const faults = [];
const pages = [];

/** Opens a page as a person of its own; whatever the page complains about fails the check. */
async function open(path, viewport = { width: 390, height: 844 }) {
  const context = await browser.newContext({ viewport, baseURL: address, deviceScaleFactor: 2 });
  context.setDefaultTimeout(20_000);
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
  for (const [index, page] of pages.entries()) await page.screenshot({ path: `${screenshots}/${name}-${index}.png`, fullPage: true });
}
await browser.close();
if (failed !== undefined) {
  console.error(failed.stack, faults.join('\n'));
  process.exit(1);
}
console.log(`${name}: ok`);
