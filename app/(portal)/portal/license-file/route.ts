import { z } from "zod";
import { orNotFound } from "@/app/or-not-found";
import { getContext } from "@/lib/context";
import { requireUser } from "@/lib/identity/current-user";
import { issueLicenseFile } from "@/lib/portal/issue-license-file";

const asked = z.object({
  customer: z.string().catch(""),
  license: z.string().catch(""),
  days: z.coerce.number().optional().catch(undefined),
});

const privately = { "cache-control": "private, no-store" };

/** Downloads a file that stands for the license without a network. */
export async function GET(request: Request): Promise<Response> {
  const user = await requireUser("/portal");
  const { customer, license, days } = asked.parse(Object.fromEntries(new URL(request.url).searchParams));
  const file = { userId: user.id, customerId: customer, licenseId: license, days };
  const result = await orNotFound(issueLicenseFile(getContext(), file));
  switch (result.kind) {
    case "file":
      return new Response(`${result.token}\n`, {
        headers: {
          ...privately,
          "content-type": "application/jwt",
          "content-disposition": `attachment; filename="${result.fileName}"`,
        },
      });
    case "unusable":
      return new Response(`No file was made. ${result.reason}\n`, { status: 409, headers: privately });
    case "limited": {
      const wait = String(result.retryAfterSeconds);
      const headers = { ...privately, "retry-after": wait };
      return new Response(`Too many files in a short time. Please wait ${wait} seconds.\n`, { status: 429, headers });
    }
  }
}
