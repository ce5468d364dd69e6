import { createHash } from "node:crypto";
import type { ApiChaosKind, ChaosKind, ChaosSettings } from "./chaos-settings";

export interface DisturbedRequest {
  method: string;
  route: string;
  path: string;
  /** The header as it was sent. */
  authorization: string;
}

/**
 * Decides what goes wrong. Each decision depends on the seed, the kind, what it is about and the how-manieth of its
 * kind it is, and on nothing else: neither on time nor on what runs beside it. So a run can be repeated.
 */
export class Chaos {
  private readonly counts = new Map<string, number>();

  constructor(private readonly read: () => ChaosSettings) {}

  get settings(): ChaosSettings {
    return this.read();
  }

  /** Counts from the start again, as after a change of the settings. */
  restart(): void {
    this.counts.clear();
  }

  strikes(kind: ChaosKind, about: string): boolean {
    const chance = this.settings[kind];
    return chance > 0 && this.roll(kind, about) < chance;
  }

  /** A wait between nothing and the whole of it. */
  someOf(waitMs: number, about: string): number {
    return Math.round(this.roll("wait", about) * waitMs);
  }

  /** Whether this request is one that the settings mean, and its turn to fail. */
  strikesRequest(kind: ApiChaosKind, { method, route, path, authorization }: DisturbedRequest): boolean {
    const isMeant = path.includes(this.settings.path) && authorization.includes(this.settings.key);
    return isMeant && this.strikes(kind, `${method} ${route}`);
  }

  /** From 0 up to, and without, 1. */
  private roll(kind: string, about: string): number {
    const name = `${kind} ${about}`;
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    const digest = createHash("sha256").update(`${this.settings.seed} ${name} ${count}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  }
}
