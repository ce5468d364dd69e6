import { ApiError, badRequest } from "./api-error";

const maxBodyBytes = 256 * 1024;

/** The JSON in the body; undefined when there is none. Reading stops at the limit, whatever the length header said. */
export async function readJsonBody(request: Request): Promise<unknown> {
  const body = await readBounded(request);
  if (body.byteLength === 0) return undefined;
  const [type = ""] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (type.trim() !== "application/json") throw new ApiError(415, "The content type must be application/json");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw badRequest("The body is not JSON in UTF-8");
  }
}

async function readBounded(request: Request): Promise<Buffer> {
  const tooLarge = () => new ApiError(413, `The body is larger than ${maxBodyBytes / 1024} KiB`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  if (request.body === null) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.byteLength;
    if (bytes > maxBodyBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}
