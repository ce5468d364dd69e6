/** Who does a deed. Every deed that changes something takes one; the audit names it. */
export type Actor =
  | { kind: "user"; userId: string; email: string | null }
  | { kind: "system"; name: "worker" | "reconciliation" | "seed" | "command" }
  /** A vendor's system with a registered key, at the licensing API. */
  | { kind: "api"; issuer: string; keyId: string; subject: string }
  | { kind: "provider"; provider: ProviderName };

/** The payment providers' names as they stand in the database and in subjects. */
export type ProviderName = "STRIPE" | "FASTSPRING";

/** The actor as one word for the audit: `user:<id>`, `system:worker`, `provider:stripe`. */
export function actorLabel(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user:${actor.userId}`;
    case "system":
      return `system:${actor.name}`;
    case "api":
      return `api:${actor.issuer}/${actor.keyId}/${actor.subject}`;
    case "provider":
      return `provider:${actor.provider.toLowerCase()}`;
  }
}
