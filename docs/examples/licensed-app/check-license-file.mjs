import { readFileSync } from "node:fs";
import { verifyToken } from "./verify-token.mjs";

// Needs no network: the file comes from the portal, the public keys from
// <server>/api/licensing/v1/licensing-signing-keys/.well-known/jwks.json, saved when the application was built.
const [licenseFile, keysFile] = process.argv.slice(2);
if (!licenseFile || !keysFile) {
  console.error("node check-license-file.mjs <license file> <public keys, jwks.json>");
  process.exit(2);
}
try {
  const claims = verifyToken(readFileSync(licenseFile, "utf8"), JSON.parse(readFileSync(keysFile, "utf8")));
  if (claims.status !== "granted" || !claims.offline) throw new Error("This is no license file");
  console.log(`${claims.productName} is licensed to ${claims.licenseeName}`);
  console.log(`until ${new Date(claims.exp * 1000).toISOString()}, with: ${claims.features.join(", ")}`);
} catch (error) {
  console.error(`Not licensed. ${error.message}`);
  process.exit(1);
}
