import { render } from "@react-email/components";
import { composeLetter } from "./compose-letter";
import { plainText } from "./letter";
import type { RenderedMail } from "./mail-port";
import type { Message } from "./message";
import { LetterTemplate } from "./templates/letter-template";

/** The message as it goes out to `to`. */
export async function renderMail(to: string, message: Message): Promise<RenderedMail> {
  const letter = composeLetter(message);
  const html = await render(<LetterTemplate letter={letter} />);
  return { to, subject: letter.subject, text: plainText(letter), html };
}
