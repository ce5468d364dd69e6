import { openApiDocument } from "./openapi-document";

/** The description of the API itself, for anybody; null: asked for something else. */
export function serveDocument(method: string, path: string): Response | null {
  if (path !== "/openapi.json" || method !== "GET") return null;
  return Response.json(openApiDocument(), {
    headers: { "cache-control": "public, max-age=300", "x-content-type-options": "nosniff" },
  });
}
