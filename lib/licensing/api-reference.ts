/** The licensing API as people read it. */
export type ApiReference = { groups: ApiGroup[]; objects: ApiObject[] };

export type ApiGroup = { name: string; operations: ApiOperation[] };

export type ApiOperation = {
  name: string;
  method: string;
  path: string;
  summary: string;
  /** Where it comes from, as in the endpoint map. */
  mark: string;
  /** What a Scale JWT must permit; null: no token is needed. */
  permission: string | null;
  access: "token" | "consumer" | "license key" | "public";
  params: ApiField[];
  body: { required: boolean; isList: boolean; note: string | null; fields: ApiField[] } | null;
  answer: { status: number; type: string; object: string | null };
  /** A call with the least that it needs. */
  sample: string;
};

export type ApiObject = { name: string; note: string | null; fields: ApiField[] };

export type ApiField = {
  name: string;
  /** Of a parameter: where it stands. */
  place: "path" | "query" | "header" | null;
  type: string;
  /** The object that it is, or is a list of. */
  object: string | null;
  required: boolean;
  limits: string | null;
  note: string | null;
};
