/** What a webhook may send; more is refused before it is read. */
const maxBodyBytes = 1024 * 1024;

/**
 * The request's body as it came, for checking its signature; null when it is longer than allowed. Reading stops at the
 * limit, whatever the length header said.
 */
export async function readRawBody(request: Request, limitBytes: number = maxBodyBytes): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return null;
  if (request.body === null) return "";
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.byteLength;
    if (bytes > limitBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
