/** Stripe's times are whole seconds since 1970. */
export function fromUnix(seconds: number): Date {
  return new Date(seconds * 1000);
}

export function fromUnixOrNull(seconds: number | null): Date | null {
  return seconds === null ? null : fromUnix(seconds);
}

export function toUnix(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
