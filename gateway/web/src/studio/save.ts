const wordsHeight = 64;

/** Hands a file to the person. */
export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const saveText = (name: string, text: string): void => save(name, new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));

/** A drawn chart as a picture, on the page's own background, under its title and with what its lines mean. */
export function savePicture(name: string, canvas: HTMLCanvasElement, title: string, lines: [string, string][]): void {
  const style = getComputedStyle(document.body);
  const unit = canvas.width / canvas.clientWidth;
  const picture = document.createElement('canvas');
  [picture.width, picture.height] = [canvas.width, canvas.height + wordsHeight * unit];
  const pen = picture.getContext('2d')!;
  pen.fillStyle = style.backgroundColor;
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.drawImage(canvas, 0, wordsHeight * unit);
  pen.scale(unit, unit);
  pen.font = `14px ${style.fontFamily}`;
  pen.fillStyle = style.color;
  pen.fillText(title, 12, 24);
  let x = 12;
  for (const [line, colour] of lines) {
    pen.fillStyle = colour;
    pen.fillRect(x, 38, 12, 12);
    pen.fillText(line, x + 18, 49);
    x += 42 + pen.measureText(line).width;
  }
  picture.toBlob((blob) => blob && save(name, blob), 'image/png');
}
