// What the checks have in common: people with pages of their own, and what they do.

/** Text nobody else writes, so that a check finds its own. */
export const mark = () => Math.floor(Math.random() * 1e9).toString(36);

export async function viewer(open, user, episode = 'demo-1', ...how) {
  const page = await open(`/?episode=${episode}&user=${user}`, ...how);
  await page.goto(`/?episode=${episode}&user=${user}`);
  await live(page);
  return page;
}

export const live = (page) => page.getByTestId('connection').filter({ hasText: 'live' }).waitFor();
export const listed = (page, text) => page.getByTestId('comment-list').getByText(text, { exact: true });

export async function say(page, text) {
  await page.getByTestId('comment-input').fill(text);
  await page.getByTestId('comment-send').click();
}

/** Runs in the page. */
const anyPixel = () =>
  [...document.querySelectorAll('[data-testid="stage"] canvas')].some((canvas) =>
    canvas.getContext('2d').getImageData(0, 0, Math.max(1, canvas.width), Math.max(1, canvas.height)).data.some((byte, index) => index % 4 === 3 && byte > 0));

/** Whether a comment is in the picture, and waiting until one is. */
export const isPainted = (page) => page.evaluate(anyPixel);
export const painted = (page) => page.waitForFunction(anyPixel);

/** The exact number; the button shows big ones in short. */
export const likes = async (page) => Number(await page.getByTestId('like-count').getAttribute('data-count'));
export const liked = (page, count) => page.locator(`[data-testid="like-count"][data-count="${count}"]`).waitFor();

/** Cuts the page's hub connection and keeps it cut until the answer is called. */
export async function cuttable(page) {
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

/** Asks the test that runs this check to do something, such as stopping the gateway, and waits until it has. */
export async function please(what) {
  const done = new Promise((heard) => process.stdin.once('data', heard));
  process.stdin.resume();
  console.log(`! ${what}`);
  await done;
  process.stdin.pause();
}

/** An episode of one's own, in which nothing was said yet. */
export async function newEpisode(page, durationMs = 60_000) {
  const episodeId = `own-${mark()}`;
  const made = await page.request.post('/api/episodes', {
    data: { episodeId, title: episodeId, durationMs }, headers: { authorization: `Bearer ${await token(page, `creator-${mark()}`, 'creator')}` },
  });
  if (made.status() !== 201) throw new Error(`${made.status()} ${await made.text()}`);
  return episodeId;
}

/** A token as a printed link carries it. */
export async function token(page, userId, ...roles) {
  const given = await page.request.post('/dev/token', { data: { userId, roles, name: userId } });
  return (await given.json()).token;
}
