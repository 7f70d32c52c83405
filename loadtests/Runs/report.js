document.getElementById('copy').addEventListener('click', async event => {
  const source = document.getElementById('markdown');
  let copied = true;
  try {
    await navigator.clipboard.writeText(source.value);
  } catch {
    // Pages opened from a file may not have the clipboard: select, and copy the old way.
    source.style.display = 'block';
    source.select();
    copied = document.execCommand('copy');
    // Where neither works, the text stays for the reader's own hands.
    if (copied) source.style.display = 'none';
  }
  event.target.textContent = copied ? 'Copied' : 'Select the text at the end of the page';
});
