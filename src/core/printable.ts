/**
 * A line of text that is safe to show: what stands in a checked file must not steer the terminal. Tabs become two blanks, so
 * that marks stay below their place.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', '  ').replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
}
