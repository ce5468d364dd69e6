import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

interface Entry {
  payload: AdapterPayload;
  expiresAtMs: number;
}

const revocable = new Set(["AccessToken", "AuthorizationCode", "RefreshToken"]);

/** Short-lived protocol state (codes, tokens, sessions); losing it in a restart only means signing in again. */
export function createMemoryAdapter(): AdapterFactory {
  const entries = new Map<string, Entry>();
  return (model) => adapterFor(model, entries);
}

function adapterFor(model: string, entries: Map<string, Entry>): Adapter {
  const key = (id: string) => `${model}:${id}`;
  const read = (id: string) => {
    const entry = entries.get(key(id));
    if (entry && entry.expiresAtMs > Date.now()) return entry.payload;
    entries.delete(key(id));
    return undefined;
  };
  const search = (wanted: (payload: AdapterPayload) => boolean) =>
    [...entries].find(([name, entry]) => name.startsWith(`${model}:`) && wanted(entry.payload))?.[1].payload;
  return {
    upsert: async (id, payload, expiresInSeconds) => {
      dropExpired(entries);
      const expiresAtMs = expiresInSeconds === undefined ? Infinity : Date.now() + expiresInSeconds * 1000;
      entries.set(key(id), { payload, expiresAtMs });
    },
    find: async (id) => read(id),
    findByUid: async (uid) => search((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => search((payload) => payload.userCode === userCode),
    consume: async (id) => {
      const payload = read(id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => {
      entries.delete(key(id));
    },
    revokeByGrantId: async (grantId) => {
      for (const [name, entry] of entries) {
        if (entry.payload.grantId === grantId && revocable.has(name.split(":")[0] ?? "")) entries.delete(name);
      }
    },
  };
}

function dropExpired(entries: Map<string, Entry>): void {
  const now = Date.now();
  for (const [name, entry] of entries) if (entry.expiresAtMs <= now) entries.delete(name);
}
