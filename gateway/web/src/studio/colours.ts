/** The colours of a chart's lines, in their order, as the person's scheme has them now. */
export function colours(): string[] {
  const style = getComputedStyle(document.documentElement);
  return ['--warm', '--cool', '--bad'].map((name) => style.getPropertyValue(name).trim());
}
