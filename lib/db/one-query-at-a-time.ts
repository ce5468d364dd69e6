import type { SqlDriverAdapterFactory, Transaction } from "@prisma/driver-adapter-utils";

/**
 * Prisma asks for related rows side by side, also within a transaction, which is one connection. pg queues such queries
 * for now, warns of them in every process, and will refuse them from its next major version on: so they wait here.
 */
export function oneQueryAtATime<Factory extends SqlDriverAdapterFactory>(factory: Factory): Factory {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => inTurn(await begin(isolation));
    return adapter;
  };
  return factory;
}

function inTurn(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  const queue = <Query, Answer>(ask: (query: Query) => Promise<Answer>) => {
    return (query: Query): Promise<Answer> => {
      const answer = last.then(() => ask(query));
      last = answer.catch(() => undefined);
      return answer;
    };
  };
  transaction.queryRaw = queue(transaction.queryRaw.bind(transaction));
  transaction.executeRaw = queue(transaction.executeRaw.bind(transaction));
  return transaction;
}
