import { idIn } from "../wire";
import { about, unreadable, type Translation } from "./translation";

const account = idIn("account", "id");

/** What `account.created` and `account.updated` share: the data is the account. */
export function translateAccountEvent(data: unknown): Translation {
  const parsed = account.safeParse(data);
  return parsed.success ? about("buyer", parsed.data) : unreadable("account", parsed.error.issues[0]);
}
