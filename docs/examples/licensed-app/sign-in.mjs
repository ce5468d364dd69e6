import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/**
 * Signs a person in with OpenID Connect in their browser (authorization code with PKCE, RFC 8252: the answer comes to
 * this computer). Answers with the ID token.
 */
export async function signIn({ issuer, clientId, show }) {
  const discovery = await (await fetch(`${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`)).json();
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const redirectUri = `http://127.0.0.1:${server.address().port}/callback`;
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const address = new URL(discovery.authorization_endpoint);
  address.search = new URLSearchParams({
    response_type: "code",
    scope: "openid email profile",
    client_id: clientId,
    redirect_uri: redirectUri,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  show(address.href);
  const code = await waitForCode(server, redirectUri, state);
  const answer = await fetch(discovery.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      client_id: clientId,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  const { id_token: idToken, error_description: problem } = await answer.json();
  if (!idToken) throw new Error(`Signing in failed: ${problem ?? answer.status}`);
  return idToken;
}

function waitForCode(server, redirectUri, state) {
  return new Promise((resolve, reject) => {
    server.on("request", (request, response) => {
      const { pathname, searchParams } = new URL(request.url, redirectUri);
      if (pathname !== "/callback") return response.writeHead(404).end();
      const code = searchParams.get("state") === state ? searchParams.get("code") : null;
      const words = code ? "You are signed in. You can close this window." : "Signing in was canceled or did not work.";
      response.writeHead(200, { "content-type": "text/plain; charset=utf-8", connection: "close" }).end(words);
      server.close();
      if (code) resolve(code);
      else reject(new Error(searchParams.get("error_description") ?? words));
    });
  });
}
