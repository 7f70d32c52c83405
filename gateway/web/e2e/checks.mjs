import assert from 'node:assert/strict';

// Each check is one sentence about the pages; `open` gives a page of a person of its own.

/** Text nobody else writes, so that a check finds its own. */
const mark = () => Math.floor(Math.random() * 1e9).toString(36);

async function viewer(open, user, episode = 'demo-1') {
  const page = await open(`/?episode=${episode}&user=${user}`);
  await page.goto(`/?episode=${episode}&user=${user}`);
  await live(page);
  return page;
}

const live = (page) => page.getByTestId('connection').filter({ hasText: 'live' }).waitFor();
const listed = (page, text) => page.getByTestId('comment-list').getByText(text, { exact: true });

async function say(page, text) {
  await page.getByTestId('comment-input').fill(text);
  await page.getByTestId('comment-send').click();
}

const painted = (page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('[data-testid="stage"] canvas')].some((canvas) =>
      canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte, index) => index % 4 === 3 && byte > 0)));

/** The exact number; the button shows big ones in short. */
const likes = async (page) => Number(await page.getByTestId('like-count').getAttribute('data-count'));
const liked = (page, count) => page.locator(`[data-testid="like-count"][data-count="${count}"]`).waitFor();

/** Cuts the page's hub connection and keeps it cut until the answer is called. */
async function cuttable(page) {
  const sockets = new Set();
  let cut = false;
  await page.routeWebSocket(/\/hubs\//, (socket) => {
    if (cut) {
      void socket.close({ code: 1001 });
      return;
    }
    socket.connectToServer();
    sockets.add(socket);
  });
  return {
    cut() {
      cut = true;
      for (const socket of sockets) void socket.close({ code: 1001 });
      sockets.clear();
    },
    mend: () => (cut = false),
  };
}

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
  wire.mend();
  await live(tom);
  await listed(mei, texts[2]).waitFor();
  for (const text of texts) await listed(tom, text).waitFor();
  for (const text of texts) assert.equal(await listed(tom, text).count(), 1, 'nothing is missing and nothing comes twice');
  // The browser itself reports each attempt that the cut connection failed.
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('WebSocket')));
}

export async function studioShowsTheBoard(open) {
  const mei = await viewer(open, `mei-${mark()}`);
  const studio = await open('/studio.html', { width: 1280, height: 820 });
  await studio.goto('/studio.html');
  await live(studio);
  await studio.getByTestId('episode-demo-1').waitFor();
  const shown = Number(await studio.getByTestId('card-comments').getAttribute('data-count'));
  await say(mei, `工作室也看得到 ${mark()}`);
  await studio.locator(`[data-testid="card-comments"][data-count="${shown + 1}"]`).waitFor();
  assert.equal(await studio.locator('[data-testid^="chart-"] canvas').count(), 2);
}

export async function opsSaysHowItIs(open) {
  const ops = await open('/ops.html', { width: 1000, height: 700 });
  const asked = ops.waitForRequest((request) => request.url().endsWith('/healthz/ready'));
  const given = await ops.request.post('/dev/token', { data: { userId: 'otto', roles: ['ops'] } });
  const { token } = await given.json();
  await ops.goto(`/ops.html#token=${token}`);
  assert.equal(await (await asked).headerValue('authorization'), `Bearer ${token}`);
  assert.ok(!ops.url().includes(token), 'a copied address gives no token away');
  await ops.getByTestId('health').filter({ hasText: 'All is well' }).waitFor();
  await ops.getByTestId('metrics').getByText('interactions_').first().waitFor();
}
