import { currentUser } from "@/lib/identity/current-user";
import { watch } from "../watch";

/** Only the state, for the page that waits; what belongs to it is rendered by the page. */
export async function GET(request: Request): Promise<Response> {
  const user = await currentUser();
  const sessionId = new URL(request.url).searchParams.get("session_id");
  if (!user || !sessionId) return answer("not_found", 404);
  const { state } = await watch(user.id, sessionId);
  return answer(state, state === "not_found" ? 404 : 200);
}

function answer(state: string, status: number): Response {
  return Response.json({ state }, { status, headers: { "cache-control": "private, no-store" } });
}
