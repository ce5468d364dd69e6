import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { openAccountBook } from "./account-book";
import { answerInteraction } from "./answer-interaction";
import { configureProvider } from "./configure-provider";
import { loadKeys } from "./load-keys";

declare module "node:http" {
  interface IncomingMessage {
    originalUrl?: string | undefined;
  }
}

export interface IdentitySandbox {
  /** Answers every request whose path begins with `/identity`; give it the request as it came in. */
  handle(req: IncomingMessage, res: ServerResponse): void;
}

const mountPath = "/identity";

/** A real OpenID provider with the issuer `<origin>/identity`, for one client: the app at `appOrigin`. */
export async function createIdentitySandbox(options: {
  origin: string;
  dataFolder: string | null;
  appOrigin: string;
}): Promise<IdentitySandbox> {
  const accounts = openAccountBook(options.dataFolder === null ? null : join(options.dataFolder, "identity.jsonl"));
  const provider = configureProvider({
    issuer: `${options.origin}${mountPath}`,
    appOrigin: options.appOrigin,
    keys: await loadKeys(options.dataFolder),
    accounts,
  });
  const speak = provider.callback();
  return {
    handle: (req, res) => {
      // oidc-provider reads its own mount path off the difference between these two.
      req.originalUrl = req.url ?? mountPath;
      req.url = req.originalUrl.slice(mountPath.length) || "/";
      const interaction = req.url.startsWith("/interaction/");
      const answered = interaction ? answerInteraction({ provider, accounts }, req, res) : speak(req, res);
      Promise.resolve(answered).catch(() => {
        if (!res.headersSent) res.writeHead(500, { "content-type": "text/plain" });
        res.end("The sandbox identity provider failed.");
      });
    },
  };
}
