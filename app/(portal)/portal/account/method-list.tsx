import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import type { LinkedMethod } from "@/lib/identity/list-linked-methods";
import type { SignInMethod } from "@/lib/identity/sign-in-method";
import { addMethod, removeMethod } from "./actions";

type MethodListProps = { email: string | null; linked: LinkedMethod[]; addable: SignInMethod[] };

/** What signs this person in, each with its end, and what could be added. */
export function MethodList({ email, linked, addable }: MethodListProps) {
  return (
    <>
      <ul className="grid divide-y divide-line">
        {email ? (
          <li className="grid gap-0.5 py-3 first:pt-0">
            <p className="font-medium">Link by e-mail</p>
            <p className="text-sm text-muted">Sent to {email}</p>
          </li>
        ) : null}
        {linked.map((method) => (
          <li key={method.accountId} className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0">
            <div className="grid gap-0.5">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                <span className="inline-block first-letter:uppercase">{method.name}</span>
                {method.usable ? null : <Badge tone="warn">Not available at the moment</Badge>}
              </p>
              <p className="text-sm text-muted">
                Added on <DateTime at={method.linkedAt} />
              </p>
            </div>
            <ActionForm action={removeMethod} size="small" fields={{ account: method.accountId }}>
              Remove<span className="sr-only"> {method.name}</span>
            </ActionForm>
          </li>
        ))}
      </ul>
      {addable.length > 0 ? (
        <div className="flex flex-wrap gap-3 border-t border-line pt-4">
          {addable.map((method) => (
            <ActionForm key={method.id} action={addMethod} fields={{ method: method.id }}>
              {linked.some(({ name }) => name === method.name) ? "Add another" : "Add"} sign-in with {method.name}
            </ActionForm>
          ))}
        </div>
      ) : null}
    </>
  );
}
