import { notFound } from "next/navigation";
import { NextResponse, type NextRequest } from "next/server";
import { getContext } from "@/lib/context";
import { clientAddress } from "@/lib/identity/client-address";
import { finishProviderSignIn, type FinishAnswer, type LinkNews } from "@/lib/identity/finish-provider-sign-in";
import { assertNever } from "@/lib/kernel/assert-never";
import { queueMail } from "@/lib/mail/queue-mail";

/**
 * Where identity providers send people back to: `/api/auth/callback/<method>`. All else that next-auth could serve is
 * called by the pages as a function, so this is its one address.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<{ nextauth: string[] }> }) {
  const [action, methodId = "", ...rest] = (await params).nextauth;
  if (action !== "callback" || rest.length > 0) notFound();
  const ctx = getContext();
  const tellLinked = async (tx: Parameters<typeof queueMail>[0], link: LinkNews) => {
    if (link.email === null) return;
    const accountUrl = `${ctx.env.APP_ORIGIN}/portal/account`;
    await queueMail(tx, {
      dedupeKey: `sign_in_method_linked:${link.accountId}`,
      recipient: link.email,
      message: { kind: "sign_in_method_linked", methodName: link.methodName, accountUrl },
    });
  };
  const answer = await finishProviderSignIn(
    { ...ctx, tellLinked },
    {
      methodId,
      query: Object.fromEntries(request.nextUrl.searchParams),
      clientAddress: clientAddress(request.headers),
      cookies: Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value])),
    },
  );
  if (answer.kind === "unknown_method") notFound();
  const response = NextResponse.redirect(new URL(pathAfter(answer), ctx.env.APP_ORIGIN), 303);
  for (const { maxAgeSeconds, ...cookie } of answer.cookies) response.cookies.set({ ...cookie, maxAge: maxAgeSeconds });
  response.headers.set("Cache-Control", "no-store");
  return response;
}

function pathAfter(answer: Exclude<FinishAnswer, { kind: "unknown_method" }>): string {
  switch (answer.kind) {
    case "signed_in":
    case "linked":
      return answer.returnTo;
    case "failed":
      return answer.linking ? `/portal/account?problem=${answer.problem}` : `/sign-in/error?problem=${answer.problem}`;
    default:
      return assertNever(answer);
  }
}
