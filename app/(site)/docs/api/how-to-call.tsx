import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";

const code = (text: string) => <code className="font-mono text-sm text-ink">{text}</code>;

const rules = [
  {
    term: "Authorization",
    description: (
      <>
        {code("Authorization: ScaleJwt …")}: a JWT signed with RS256 and a registered key, its {code("kid")} and{" "}
        {code("iss")} those of the key, alive for an hour at most, with {code("permissions")} such as{" "}
        {code("License.read")}, {code("License.*")} or {code("*.*")}. People’s applications send an OpenID Connect ID
        token as {code("Bearer …")}. Who has a license key needs no token.
      </>
    ),
  },
  {
    term: "Consumer",
    description: (
      <>
        A Scale JWT stands for the license consumer in its claim {code("lcid")}, else the one in the header{" "}
        {code("licenseConsumerId")}, else the one whose connected identity is its {code("sub")}.
      </>
    ),
  },
  {
    term: "Requests",
    description: (
      <>JSON in UTF-8 of at most 256 KiB. A field that is not known is refused. Null and absent are the same.</>
    ),
  },
  {
    term: "Lists",
    description: (
      <>
        Paged by the headers {code("offset")} (0), {code("limit")} (5, at most 100), {code("order-by")} and{" "}
        {code("order-asc")} (false).
      </>
    ),
  },
  {
    term: "Refusals",
    description: (
      <>
        {code('{"error", "code", "description"}')} with the HTTP status. A checkout that is refused is a signed token
        with {code("errorCode")}, answered with 200.
      </>
    ),
  },
  {
    term: "Tokens",
    description: (
      <>
        License tokens are verified with {code("/licensing-signing-keys/.well-known/jwks.json")}. The lease id changes
        at each heartbeat; the next call uses the new one.
      </>
    ),
  },
];

/** What is the same for every operation. */
export function HowToCall() {
  return (
    <section aria-labelledby="how-to-call-it" className="grid gap-3">
      <h2 id="how-to-call-it" className="scroll-mt-6 text-xl">
        How to call it
      </h2>
      <Card>
        <DescriptionList items={rules} />
      </Card>
    </section>
  );
}
