/** What FastSpring answers when it does not do what was asked: the field, and what is wrong with it. */
export class Refusal extends Error {
  constructor(
    readonly fields: Record<string, string>,
    readonly status: 400 | 401 | 404 | 500 = 400,
    /** The subscription that it is about, where the answer names it. */
    readonly subscription: string | null = null,
  ) {
    super(Object.values(fields).join("; "));
  }
}

/** With status 400, as most of the reference has it. */
export function notFound(what: string): Refusal {
  return new Refusal({ [what]: `${what} not found` });
}
