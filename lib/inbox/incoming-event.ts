/** One verified event. Without a subject there is nothing to do, or only for a person, and a reason says why. */
export type IncomingEvent = {
  eventId: string;
  type: string;
  apiVersion: string | null;
  occurredAt: Date;
  subject: string | null;
  ignoredReason: string | null;
  parkedReason?: string;
  /** Its own part of the body, where that carries several. */
  rawBody?: string;
};
