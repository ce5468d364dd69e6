import { createPublicKey, verify } from "node:crypto";

const parse = (part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

/** The claims of a token that one of these public keys signed (RFC 7519, RS256 only) and that holds at `now`; else throws. */
export function verifyToken(token, { keys }, now = Date.now()) {
  const [header, payload, signature, ...rest] = token.trim().split(".");
  if (!signature || rest.length > 0) throw new Error("This is no token");
  const { alg, kid } = parse(header);
  const key = keys.find((each) => each.kid === kid);
  if (alg !== "RS256" || !key) throw new Error("The token is not signed with a key of the server");
  const signed = Buffer.from(`${header}.${payload}`);
  const genuine = verify(
    "RSA-SHA256",
    signed,
    createPublicKey({ key, format: "jwk" }),
    Buffer.from(signature, "base64url"),
  );
  if (!genuine) throw new Error("The token was changed, or signed by somebody else");
  const claims = parse(payload);
  if (claims.nbf * 1000 > now) throw new Error("The token is not valid yet: is the clock of this computer right?");
  if (claims.exp * 1000 <= now)
    throw new Error(`The token was valid until ${new Date(claims.exp * 1000).toISOString()}`);
  return claims;
}
