/** The words of a mail, before any layout; HTML and plain text are both made from it. */
export interface Letter {
  subject: string;
  heading: string;
  paragraphs: string[];
  action: { label: string; url: string };
  footnote: string;
}

/** The mail for readers without HTML. */
export function plainText(letter: Letter): string {
  const { heading, paragraphs, action, footnote } = letter;
  return [heading, ...paragraphs, `${action.label}:\n${action.url}`, footnote].join("\n\n");
}
