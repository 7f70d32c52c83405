document.getElementById('copy').addEventListener('click', async event => {
  const source = document.getElementById('markdown');
  try {
    await navigator.clipboard.writeText(source.value);
  } catch {
    // Pages opened from a file may not have the clipboard: select, and copy the old way.
    source.style.display = 'block';
    source.select();
    document.execCommand('copy');
    source.style.display = 'none';
  }
  event.target.textContent = 'Copied';
});
