import { getContext } from "@/lib/context";
import { clientAddress } from "@/lib/identity/client-address";
import { findUserBySubject } from "@/lib/identity/find-user-by-subject";
import { idTokenIssuers } from "@/lib/identity/id-token-issuers";
import { serveLicensingApi } from "@/lib/licensing/serve-licensing-api";
import { settingsKey } from "@/lib/licensing/settings-key";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** The licensing API in the 10Duke Scale shape: for vendors' systems and licensed applications (design, 4.5). */
async function serve(request: Request): Promise<Response> {
  const ctx = getContext();
  return await serveLicensingApi(
    {
      ...ctx,
      sender: clientAddress(request.headers),
      keptElsewhere: ctx.env.SCALE_API_BASE !== undefined,
      settingsKey: settingsKey(ctx.env),
      signInIssuers: idTokenIssuers(ctx.env),
      findIdentity: (provider, issuer, subject) => findUserBySubject(ctx, { provider, issuer, subject }),
    },
    request,
  );
}

export function GET(request: Request): Promise<Response> {
  return serve(request);
}

export function POST(request: Request): Promise<Response> {
  return serve(request);
}

export function PUT(request: Request): Promise<Response> {
  return serve(request);
}

export function PATCH(request: Request): Promise<Response> {
  return serve(request);
}

export function DELETE(request: Request): Promise<Response> {
  return serve(request);
}
