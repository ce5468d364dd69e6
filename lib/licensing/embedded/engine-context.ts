import type { Db, Tx } from "@/lib/db/client";
import type { Clock } from "@/lib/kernel/clock";
import type { KeyCipher } from "./key-cipher";

/** What the engine's deeds are given: `cipher` is for license keys, `codeCipher` for activation codes. */
export type EngineContext = { db: Db | Tx; now: Clock; cipher: KeyCipher; codeCipher: KeyCipher };
