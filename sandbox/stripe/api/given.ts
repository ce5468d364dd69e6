type Given<Fields> = { [K in keyof Fields]?: Exclude<Fields[K], undefined> };

/** Only the fields that a request gave: absent ones must not overwrite what is there. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  const entries: unknown[][] = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}
