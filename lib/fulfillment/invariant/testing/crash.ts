import type { CommercePort } from "@/lib/commerce/commerce-port";
import type { Db } from "@/lib/db/client";
import type { ProviderName } from "@/lib/kernel/actor";

/** A step boundary of a run: told its name, and given a way to lose the database connection. Throws when it crashes. */
export type Boundary = (name: string, loseConnection?: () => Promise<unknown>) => Promise<void>;

type Call = (...args: unknown[]) => unknown;

/** The same database, where each statement, the commit and the moment after it are boundaries. */
export function withBoundaries(db: Db, boundary: Boundary): Db {
  return wrapClient(db, { boundary, name: "transaction", loseConnection: undefined });
}

/** The same provider, where each reading is a boundary before and after; `onRead` is told which purchase is read. */
export function commerceWithBoundaries(
  commerce: CommercePort,
  boundary: Boundary,
  onRead: (kind: "subscription" | "order", id: string) => void,
): CommercePort {
  return new Proxy(commerce, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property);
      const name = String(property);
      if (typeof value !== "function" || !/^(readSubscription|readOrder|readPaymentIssues|readBuyer|find)/.test(name))
        return value;
      return async (...args: unknown[]): Promise<unknown> => {
        if (name === "readSubscription" || name === "readOrder") {
          onRead(name === "readOrder" ? "order" : "subscription", String(args[0]));
        }
        await boundary(`${name}: asked`);
        const answer: unknown = await Reflect.apply(value, target, args);
        await boundary(`${name}: answered`);
        return answer;
      };
    },
  });
}

type Process = { db: Db; commerce: Partial<Record<ProviderName, CommercePort>> };

/** The same process, which does nothing any more from its `at`th boundary on. */
export function untilDeath<Ctx extends Process>(ctx: Ctx, provider: ProviderName, at: number): Ctx {
  const commerce = ctx.commerce[provider];
  if (!commerce) throw new Error(`${provider} is not connected`);
  let passed = 0;
  const boundary: Boundary = (name) => {
    passed += 1;
    return passed > at ? Promise.reject(new Error(`The process is dead, before ${name}`)) : Promise.resolve();
  };
  const mortal = { [provider]: commerceWithBoundaries(commerce, boundary, () => undefined) };
  return { ...ctx, db: withBoundaries(ctx.db, boundary), commerce: { ...ctx.commerce, ...mortal } };
}

type Surroundings = { boundary: Boundary; name: string; loseConnection: (() => Promise<unknown>) | undefined };

function wrapClient<Client extends object>(client: Client, around: Surroundings): Client {
  return new Proxy(client, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property, target);
      const name = String(property);
      if (name === "$transaction" && typeof value === "function") return wrapTransaction(value, target, around);
      if (typeof value === "function")
        return /^\$(query|execute)/.test(name) ? wrapCall(value, target, name, around) : value;
      return typeof value === "object" && value !== null && /^[a-z]/.test(name)
        ? wrapModel(value, name, around)
        : value;
    },
  });
}

function wrapModel(model: object, modelName: string, around: Surroundings): object {
  return new Proxy(model, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" ? wrapCall(value, target, `${modelName}.${String(property)}`, around) : value;
    },
  });
}

function wrapCall(call: Function, target: object, name: string, { boundary, loseConnection }: Surroundings): Call {
  return async (...args) => {
    await boundary(name, loseConnection);
    return await Reflect.apply(call, target, args);
  };
}

function wrapTransaction(transaction: Function, target: object, { boundary, name }: Surroundings): Call {
  return async (work, ...options) => {
    if (typeof work !== "function") throw new Error("Only interactive transactions have boundaries");
    const result: unknown = await Reflect.apply(transaction, target, [
      async (tx: { $executeRawUnsafe(sql: string): Promise<unknown> }) => {
        const loseConnection = () => tx.$executeRawUnsafe("SELECT pg_terminate_backend(pg_backend_pid())");
        const inner = { boundary, name: "savepoint", loseConnection };
        const done: unknown = await Reflect.apply(work, null, [wrapClient(tx, inner)]);
        await boundary(`${name}: before the commit`, loseConnection);
        return done;
      },
      ...options,
    ]);
    await boundary(`${name}: after the commit`);
    return result;
  };
}
