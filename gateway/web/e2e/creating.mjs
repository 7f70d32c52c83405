// What creators do in the studio, seen from the other side.
import { live, listed, mark, say, viewer } from './people.mjs';

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
