// Starts the browser that all checks share, says where it listens, and ends it when its input ends: node e2e/chromium.mjs
import { chromium } from 'playwright-core';

export const options = {
  // Only ends what hangs.
  timeout: 180_000,
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
    '--autoplay-policy=no-user-gesture-required',
  ],
};

if (import.meta.url === `file://${process.argv[1]}`) {
  const server = await chromium.launchServer({ ...options, host: '127.0.0.1' });
  console.log(server.wsEndpoint());
  process.stdin.resume();
  process.stdin.on('end', () => void server.close().then(() => process.exit(0)));
}
