"use client";

import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/field";

type FieldName = "name" | "displayName" | "email";

type IdentifyFieldsProps = {
  values: Record<FieldName | "type", string>;
  errors: Record<string, string>;
  onChange: (change: Record<string, string>) => void;
};

export function IdentifyFields({ values, errors, onChange }: IdentifyFieldsProps) {
  const organization = values.type === "ORGANIZATION";
  const field = (name: FieldName) => ({
    name,
    value: values[name],
    error: errors[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <Card className="grid gap-5">
      <TextField
        {...field("name")}
        label={organization ? "Legal name of the organization" : "Full name"}
        hint="As it should stand in the license."
        autoComplete={organization ? "organization" : "name"}
        required
      />
      <TextField
        {...field("displayName")}
        label="Display name"
        optional
        hint="A shorter name for lists and menus."
        autoComplete={organization ? "off" : "nickname"}
      />
      <TextField
        {...field("email")}
        label="Billing e-mail"
        hint="Receipts and billing notices go here."
        type="email"
        autoComplete="email"
        required
      />
    </Card>
  );
}
