/** The order in which things happened in one history, by numbers that only grow. */
export class Ticks {
  private last = 0;
  private readonly changedAt = new Map<string, number>();
  private readonly deliveredAt = new Map<string, number>();
  private readonly readAt = new Map<string, number>();

  next(): number {
    this.last += 1;
    return this.last;
  }

  /** The purchase changed at the provider. */
  changed(subject: string): void {
    this.changedAt.set(subject, this.next());
  }

  /** An event was stored that was not there before; `at`: when its delivery began. */
  delivered(eventId: string, at: number): void {
    this.deliveredAt.set(eventId, at);
  }

  /** A run was committed that read the provider then. */
  committed(subject: string, readAt: number): void {
    this.readAt.set(subject, Math.max(readAt, this.readAt.get(subject) ?? 0));
  }

  /** The event came after the purchase's last change: whoever deals with it knows everything. */
  isFresh(eventId: string, subject: string): boolean {
    return (this.deliveredAt.get(eventId) ?? 0) > (this.changedAt.get(subject) ?? 0);
  }

  /** The provider was read for the subject, with lasting effect, after the event had come. */
  hadEffect(eventId: string, subject: string): boolean {
    return (this.readAt.get(subject) ?? 0) > (this.deliveredAt.get(eventId) ?? 0);
  }
}
