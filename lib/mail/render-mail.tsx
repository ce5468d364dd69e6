import { render } from "@react-email/components";
import { letterOf, plainText } from "./letter";
import type { RenderedMail } from "./mail-port";
import type { Message } from "./message";
import { LetterTemplate } from "./templates/letter-template";

/** The message as it goes out to `to`. */
export async function renderMail(to: string, message: Message): Promise<RenderedMail> {
  const letter = letterOf(message);
  const html = await render(<LetterTemplate letter={letter} />);
  return { to, subject: letter.subject, text: plainText(letter), html };
}
