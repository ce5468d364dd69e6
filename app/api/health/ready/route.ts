import { getContext } from "@/lib/context";
import { findReadinessProblems } from "@/lib/observability/find-readiness-problems";

export const dynamic = "force-dynamic";

/** Ready: the database answers and is migrated, and a worker was seen lately. 503 says what is missing. */
export async function GET(): Promise<Response> {
  const problems = await findReadinessProblems(getContext());
  return problems.length === 0
    ? Response.json({ status: "ready", problems })
    : Response.json({ status: "not ready", problems }, { status: 503 });
}
