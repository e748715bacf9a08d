/** How a stretch of text is set off; plain where colour is off. */
export type Ink = Readonly<Record<'title' | 'heading' | 'quiet' | 'good' | 'warn' | 'bad', (text: string) => string>>;

const codes: Record<keyof Ink, string> = { title: '1', heading: '1;36', quiet: '2', good: '32', warn: '33', bad: '31' };

export function inkFor(colour: boolean): Ink {
  const paint = (name: keyof Ink) => (text: string) =>
    colour && text !== '' ? `\u001b[${codes[name]}m${text}\u001b[0m` : text;
  return {
    title: paint('title'),
    heading: paint('heading'),
    quiet: paint('quiet'),
    good: paint('good'),
    warn: paint('warn'),
    bad: paint('bad'),
  };
}
