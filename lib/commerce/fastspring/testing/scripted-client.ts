import type { FastSpringClient, FastSpringRequest } from "../fastspring-client";
import { readAnswer } from "../read-answer";
import { AdapterError } from "@/lib/kernel/errors";

type Answer = { status?: number; body: unknown };

const missing: Answer = { status: 404, body: { result: "error", error: { request: "Not found." } } };

/** A client that answers each request from a script, by method and path; `asked` are those that came. */
export function scriptedClient(script: Record<string, Answer>, live = false) {
  const asked: FastSpringRequest[] = [];
  const find: FastSpringClient["find"] = async (what, request, schema) => {
    asked.push(request);
    const { status = 200, body } = script[`${request.method ?? "GET"} ${request.path}`] ?? missing;
    return readAnswer(what, { status, text: JSON.stringify(body) }, schema, request);
  };
  const client: FastSpringClient = {
    live,
    find,
    call: async (what, request, schema) => {
      const answer = await find(what, request, schema);
      if (answer === null) throw new AdapterError("fastspring", `${what}: not found`, { retryable: false });
      return answer;
    },
  };
  return { client, asked };
}
