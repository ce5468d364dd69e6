import type { Metadata } from "next";
import { FieldList } from "@/components/docs/field-list";
import { OperationEntry } from "@/components/docs/operation-entry";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeading } from "@/components/ui/page-heading";
import type { ApiGroup, ApiObject } from "@/lib/licensing/api-reference";
import { describeLicensingApi } from "@/lib/licensing/describe-licensing-api";
import { licensingApiPath } from "@/lib/licensing/serve-licensing-api";
import { HowToCall } from "./how-to-call";

export const metadata: Metadata = { title: "Licensing API" };

export default function ApiReferencePage() {
  const { groups, objects } = describeLicensingApi();
  const names = ["How to call it", ...groups.map((group) => group.name), "Objects"];
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid w-full max-w-6xl flex-1 content-start gap-8 px-4 py-8 sm:px-6 sm:py-12"
    >
      <PageHeading
        title="Licensing API"
        action={
          // A document for programs: no page, so no client-side navigation.
          <LinkButton href={`${licensingApiPath}/openapi.json`} prefetch={false} target="_blank">
            OpenAPI 3.1 document
          </LinkButton>
        }
      >
        Licensees, licenses and checkout in the shape of the 10Duke Scale API, at{" "}
        <code className="font-mono text-ink">{licensingApiPath}</code>.
      </PageHeading>
      <div className="grid items-start gap-8 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <Contents names={names} />
        <div className="grid min-w-0 gap-10">
          <HowToCall />
          {groups.map((group) => (
            <Group key={group.name} group={group} />
          ))}
          <Objects objects={objects} />
        </div>
      </div>
    </main>
  );
}

const slug = (name: string) => name.toLowerCase().replaceAll(" ", "-");

function Contents({ names }: { names: string[] }) {
  return (
    <nav aria-label="Contents" className="lg:sticky lg:top-6">
      <ul className="flex flex-wrap gap-1 text-sm lg:grid">
        {names.map((name) => (
          <li key={name}>
            <a
              href={`#${slug(name)}`}
              className="flex min-h-9 items-center rounded-control px-3 text-muted transition-colors hover:bg-hover hover:text-ink"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Group({ group: { name, operations } }: { group: ApiGroup }) {
  return (
    <section aria-labelledby={slug(name)} className="grid gap-3">
      <h2 id={slug(name)} className="scroll-mt-6 text-xl">
        {name}
      </h2>
      <Card className="p-0 sm:p-0">
        {operations.map((operation) => (
          <OperationEntry key={operation.name} operation={operation} />
        ))}
      </Card>
    </section>
  );
}

function Objects({ objects }: { objects: ApiObject[] }) {
  return (
    <section aria-labelledby="objects" className="grid gap-3">
      <h2 id="objects" className="scroll-mt-6 text-xl">
        Objects
      </h2>
      <p className="max-w-prose text-muted">What answers hold. More fields and values may come; ignore what is new.</p>
      {objects.map(({ name, note, fields }) => (
        <Card key={name} className="grid gap-3">
          <h3 id={name} className="scroll-mt-6 font-mono text-lg">
            {name}
          </h3>
          {note ? <p className="text-sm text-muted">{note}</p> : null}
          <FieldList title="Fields" fields={fields} always="always there" />
        </Card>
      ))}
    </section>
  );
}
