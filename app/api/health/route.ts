/** Alive: this process answers. Whether it can do its work is told by /api/health/ready. */
export function GET(): Response {
  return Response.json({ status: "ok" });
}
