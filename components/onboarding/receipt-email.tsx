"use client";

import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/field";

type ReceiptEmailProps = { typed: string | undefined; error: string | undefined };

/** Asked only of those whose address the store knows as somebody else's. */
export function ReceiptEmail({ typed, error }: ReceiptEmailProps) {
  if (typed === undefined && error === undefined) return null;
  return (
    <Card>
      <TextField
        label="E-mail for receipts"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={typed}
        error={error}
        hint="Only the store uses it. Your licenses stay with your account here."
        required
      />
    </Card>
  );
}
