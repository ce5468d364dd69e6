import { createInterface } from "node:readline";

const renamed = new Map([["getDatabaseVersion", "version"]]);

/** Answers one JSON-RPC request a line, in order, until the input ends. */
export async function serveRequests(engine, input, output) {
  const send = (message) => output.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  for await (const line of createInterface({ input })) {
    const request = JSON.parse(line);
    // Answers to our own "print" requests carry no method.
    if (request.method !== undefined) send(await answer(engine, request, send));
  }
}

async function answer(engine, { id, method, params }, send) {
  try {
    const result = await engine[renamed.get(method) ?? method](params);
    // The native engine prints a diff itself, through the CLI; here it comes as a value.
    if (method === "diff" && result.stdout)
      send({ id: `print-${id}`, method: "print", params: { content: result.stdout } });
    return { id, result: result ?? null };
  } catch (error) {
    return { id, error: describeError(error) };
  }
}

function describeError(error) {
  const { message = String(error), code, meta = null } = error;
  const isPanic = error instanceof WebAssembly.RuntimeError;
  return {
    code: 4466,
    message: "An error happened. Check the data field for details.",
    data: { is_panic: isPanic, message, error_code: code ?? null, meta },
  };
}
