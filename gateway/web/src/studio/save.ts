/** Hands a file to the person. */
export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const saveText = (name: string, text: string): void => save(name, new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));

/** A drawn chart as a picture, on the page's own background. */
export function savePicture(name: string, canvas: HTMLCanvasElement): void {
  const picture = document.createElement('canvas');
  [picture.width, picture.height] = [canvas.width, canvas.height];
  const pen = picture.getContext('2d')!;
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.drawImage(canvas, 0, 0);
  picture.toBlob((blob) => blob && save(name, blob), 'image/png');
}
