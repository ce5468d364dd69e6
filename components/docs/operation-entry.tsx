import { ChevronRight } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import type { ApiOperation } from "@/lib/licensing/api-reference";
import { FieldList } from "./field-list";

const methodLook: Record<string, string> = {
  GET: "bg-accent-soft text-accent-ink",
  POST: "bg-good-soft text-good-ink",
  PUT: "bg-warn-soft text-warn-ink",
  DELETE: "bg-bad-soft text-bad-ink",
};

/** One operation: a line that says what it does, and all about it behind the line. */
export function OperationEntry({ operation }: { operation: ApiOperation }) {
  const { name, method, path, summary } = operation;
  return (
    <details className="group border-b border-line last:border-b-0">
      <summary className="flex min-h-14 list-none items-center gap-3 rounded-control px-4 py-2.5 hover:bg-hover sm:px-5 [&::-webkit-details-marker]:hidden">
        <span
          className={`w-16 shrink-0 rounded-md py-0.5 text-center font-mono text-xs font-semibold ${methodLook[method] ?? ""}`}
        >
          {method}
        </span>
        <span className="grid min-w-0 flex-1">
          <h3 className="text-base font-medium tracking-normal">{summary}</h3>
          <code className="font-mono text-sm text-muted">{path}</code>
        </span>
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
        />
      </summary>
      <div id={name} className="grid scroll-mt-6 gap-5 px-4 pt-3 pb-6 sm:px-5">
        <OperationDetails operation={operation} />
      </div>
    </details>
  );
}

function OperationDetails({ operation }: { operation: ApiOperation }) {
  const { mark, access, permission, params, body, answer, sample, summary } = operation;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
        <Source mark={mark} />
      </div>
      <p className="text-sm text-muted">
        <Needs access={access} permission={permission} />
      </p>
      <FieldList title="Parameters" fields={params} />
      {body ? (
        <>
          {body.note ? <p className="text-sm text-muted">{body.note}</p> : null}
          <FieldList title={body.isList ? "Body: a JSON list of" : "Body: JSON"} fields={body.fields} />
        </>
      ) : null}
      <p className="text-sm text-muted">
        Answers <span className="font-mono text-ink">{answer.status}</span> with{" "}
        {answer.object ? (
          <a href={`#${answer.object}`} className="font-mono text-accent-ink underline underline-offset-4">
            {answer.type}
          </a>
        ) : (
          <span className="font-mono">{answer.type}</span>
        )}
        .
      </p>
      <Sample text={sample} what={`the example for “${summary}”`} />
    </>
  );
}

/** What proves who calls. */
function Needs({ access, permission }: Pick<ApiOperation, "access" | "permission">) {
  const jwt = (
    <>
      a Scale JWT that permits <code className="font-mono text-ink">{permission}</code>
    </>
  );
  switch (access) {
    case "token":
      return <>Needs {jwt}.</>;
    case "consumer":
      return <>Needs an ID token, or {jwt} and stands for a license consumer.</>;
    case "license key":
      return <>Needs the license key, and no token.</>;
    case "public":
      return <>Public: needs no token.</>;
  }
}

function Sample({ text, what }: { text: string; what: string }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-3 rounded-control bg-sunken p-3">
      <pre className="min-w-0 flex-1 basis-64 font-mono text-sm whitespace-pre-wrap">{text}</pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}

/** Where the operation comes from: what kind of source in the badge, and which one beside it. */
function Source({ mark }: { mark: string }) {
  const [kind = "", ...rest] = mark.split(": ");
  const which = rest.join(": ");
  return (
    <>
      <Badge tone={toneOf(kind)}>{kind}</Badge>
      {which ? <p>{which}</p> : null}
    </>
  );
}

function toneOf(kind: string): Tone {
  if (kind === "documented") return "good";
  return kind === "SDK" ? "info" : "neutral";
}
