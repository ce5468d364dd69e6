import type { Appointment } from "../records";
import type { World } from "../world";

type Kind = Appointment["kind"];

/** Plans what is to happen to this object; an earlier plan of the same kind gives way. */
export function appoint(
  world: World,
  kind: Kind,
  subject: string,
  { at, customer }: Pick<Appointment, "at" | "customer">,
): void {
  world.appointments.put({ id: nameOf(kind, subject), kind, subject, at, customer });
}

/** Calls off what was planned, if it was. */
export function callOff(world: World, kind: Kind, subject: string): void {
  const id = nameOf(kind, subject);
  if (world.appointments.get(id)) world.appointments.remove(id);
}

function nameOf(kind: Kind, subject: string): string {
  return `${kind} ${subject}`;
}
