/** How often each operation of the API was asked for since the start: what an app costs its provider. */
export class RequestCounts {
  readonly #counts = new Map<string, number>();

  readonly add = (operation: string): void => {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
  };

  toJSON(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
