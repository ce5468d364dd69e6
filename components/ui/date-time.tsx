const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

/** A day in UTC, the same on server and browser; the exact minute is in the title. */
export function DateTime({ at }: { at: Date }) {
  return (
    <time className="whitespace-nowrap" dateTime={at.toISOString()} title={`${minute.format(at)} UTC`}>
      {day.format(at)}
    </time>
  );
}
