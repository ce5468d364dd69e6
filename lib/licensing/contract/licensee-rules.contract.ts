import { expect, test } from "vitest";
import { newId } from "@/lib/kernel/ids";
import type { LicensingBackend } from "./backend";
import { givenLicensee, licenseeOf, licenseFor, organizationSetup, personSetup } from "./given";

// As long as a name can be at Stripe.
const longName = "长名字 Ünïcode Ωmega 👩‍🚀 ".repeat(20).slice(0, 250).trim();

export function describeLicenseeRules(backend: () => LicensingBackend): void {
  const licensing = () => backend().licensing;

  test.each([
    ["person", personSetup],
    ["organization", organizationSetup],
  ] as const)("a new %s is created as given and found by each of its ids", async (_, setup) => {
    const input = setup({ displayName: "Shown", naturalId: `natural-${newId()}` });
    const outcome = await licensing().setupLicensee(input);
    expect(outcome).toMatchObject({ kind: "created" });
    const licensee = licenseeOf(outcome);
    const { connectedIdentityId: _identity, ...given } = input;
    expect(licensee).toEqual({ id: licensee.id, ...given });
    expect(await licensing().findLicensee({ licenseeId: licensee.id })).toEqual(licensee);
    expect(await licensing().findLicensee({ naturalId: licensee.naturalId })).toEqual(licensee);
    expect(await licensing().findLicensee({ externalReference: input.externalReference })).toEqual(licensee);
    expect(await licensing().findLicensee({ email: input.email ?? "" })).toEqual(licensee);
  });

  test("a missing natural id is generated, and differs for every licensee", async () => {
    const first = await givenLicensee(licensing());
    const second = await givenLicensee(licensing());
    expect(first.naturalId).not.toBe("");
    expect(first.naturalId).not.toBe(second.naturalId);
  });

  test("several licensees can do without an e-mail", async () => {
    expect((await givenLicensee(licensing(), { email: null })).email).toBeNull();
    expect((await givenLicensee(licensing(), { email: null })).email).toBeNull();
  });

  test("long and unicode names come back unchanged", async () => {
    const licensee = await givenLicensee(licensing(), { name: longName, displayName: longName });
    expect(await licensing().findLicensee({ licenseeId: licensee.id })).toMatchObject({
      name: longName,
      displayName: longName,
    });
  });

  test("setting up again finds the first one, whatever the other values say", async () => {
    const input = personSetup();
    const first = licenseeOf(await licensing().setupLicensee(input));
    const again = await licensing().setupLicensee(personSetup({ externalReference: input.externalReference }));
    expect(again).toEqual({ kind: "found", licensee: first });
  });

  test.each([
    ["person", personSetup()],
    ["person without e-mail and identity", personSetup({ email: null, connectedIdentityId: null })],
    ["organization", organizationSetup()],
  ])("20 parallel set-ups of one %s make one licensee", async (_, input) => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => licensing().setupLicensee(input)));
    expect(new Set(outcomes.map((outcome) => licenseeOf(outcome).id)).size).toBe(1);
    expect(outcomes.filter((outcome) => outcome.kind === "created")).toHaveLength(1);
  });

  test.each(["email", "naturalId", "connectedIdentityId"] as const)(
    "a person with another's %s is refused, the field is named, and nothing is left behind",
    async (field) => {
      const taken = { ...personSetup({ naturalId: newId() }) };
      await licensing().setupLicensee(taken);
      const second = personSetup({ [field]: taken[field] });
      expect(await licensing().setupLicensee(second)).toEqual({ kind: "conflict", field });
      expect(await licensing().findLicensee({ externalReference: second.externalReference })).toBeNull();
      expect(await licensing().setupLicensee({ ...second, [field]: null })).toMatchObject({ kind: "created" });
    },
  );

  test("an organization with a person's e-mail is refused", async () => {
    const person = await givenLicensee(licensing());
    const outcome = await licensing().setupLicensee(organizationSetup({ email: person.email }));
    expect(outcome).toEqual({ kind: "conflict", field: "email" });
  });

  test("20 licensees racing for one e-mail: one gets it, the others are told", async () => {
    const email = `raced-${newId()}@example.com`;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => licensing().setupLicensee(personSetup({ email }))),
    );
    const told = outcomes.filter((outcome) => outcome.kind === "conflict");
    expect(told).toEqual(Array.from({ length: 19 }, () => ({ kind: "conflict", field: "email" })));
  });

  test("an update changes only what is given", async () => {
    const licensee = await givenLicensee(licensing(), { displayName: "Shown" });
    const naturalId = `cus_${newId()}`;
    const expected = { ...licensee, naturalId };
    expect(await licensing().updateLicensee(licensee.id, { naturalId })).toEqual({
      kind: "updated",
      licensee: expected,
    });
    expect(await licensing().findLicensee({ naturalId })).toEqual(expected);
    expect(await licensing().findLicensee({ naturalId: licensee.naturalId })).toBeNull();
    expect(await licensing().updateLicensee(licensee.id, { displayName: null })).toMatchObject({
      licensee: { ...expected, displayName: null },
    });
  });

  test("repeating an update changes nothing and is no conflict with itself", async () => {
    const licensee = await givenLicensee(licensing());
    const { email, naturalId } = licensee;
    expect(await licensing().updateLicensee(licensee.id, { email, naturalId })).toEqual({ kind: "updated", licensee });
  });

  test.each(["email", "naturalId"] as const)(
    "an update to another's %s is refused and changes nothing",
    async (field) => {
      const other = await givenLicensee(licensing());
      const licensee = await givenLicensee(licensing());
      const changes = { name: "Changed", [field]: other[field] };
      expect(await licensing().updateLicensee(licensee.id, changes)).toEqual({ kind: "conflict", field });
      expect(await licensing().findLicensee({ licenseeId: licensee.id })).toEqual(licensee);
    },
  );

  test("licensees racing for one natural id: one gets it, the others are told", async () => {
    const licensees = await Promise.all(Array.from({ length: 8 }, () => givenLicensee(licensing())));
    const naturalId = `cus_${newId()}`;
    const outcomes = await Promise.all(
      licensees.map((licensee) => licensing().updateLicensee(licensee.id, { naturalId })),
    );
    expect(outcomes.filter((outcome) => outcome.kind === "updated")).toHaveLength(1);
    const told = outcomes.filter((outcome) => outcome.kind === "conflict");
    expect(told).toEqual(Array.from({ length: 7 }, () => ({ kind: "conflict", field: "naturalId" })));
  });

  test("an identity is connected to a person once, by 20 calls at once", async () => {
    const licensee = await givenLicensee(licensing(), { connectedIdentityId: null });
    const identity = newId();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => licensing().connectIdentity(licensee.id, identity)),
    );
    expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ kind: "connected" })));
    expect(await licensing().findLicensee({ licenseeId: licensee.id })).toEqual(licensee);
    const second = personSetup({ connectedIdentityId: identity });
    expect(await licensing().setupLicensee(second)).toEqual({ kind: "conflict", field: "connectedIdentityId" });
  });

  test("a person who has an identity keeps it: nobody else is connected in its place", async () => {
    const licensee = await givenLicensee(licensing());
    expect(await licensing().connectIdentity(licensee.id, newId())).toEqual({ kind: "belongs_to_other" });
  });

  test("an identity that is a person already can be connected to another person's licensee too", async () => {
    const identity = newId();
    const own = await givenLicensee(licensing(), { connectedIdentityId: identity });
    const bought = await givenLicensee(licensing(), { connectedIdentityId: null });
    expect(await licensing().connectIdentity(bought.id, identity)).toEqual({ kind: "connected" });
    expect(await licensing().connectIdentity(own.id, identity)).toEqual({ kind: "connected" });
    expect(await licensing().findLicensee({ licenseeId: own.id })).toEqual(own);
  });

  test("an organization has no person to connect", async () => {
    const organization = licenseeOf(await licensing().setupLicensee(organizationSetup()));
    expect(await licensing().connectIdentity(organization.id, newId())).toEqual({ kind: "not_found" });
  });

  test.each(["0198a000-0000-7000-8000-000000000000", "no-such-id", ""])(
    "what does not exist is not found, never an error (id %j)",
    async (id) => {
      expect(await licensing().findLicensee({ licenseeId: id })).toBeNull();
      expect(await licensing().findLicensee({ naturalId: id })).toBeNull();
      expect(await licensing().findLicensee({ externalReference: id })).toBeNull();
      expect(await licensing().findLicensee({ email: id })).toBeNull();
      expect(await licensing().updateLicensee(id, { name: "Changed" })).toEqual({ kind: "not_found" });
      expect(await licensing().connectIdentity(id, newId())).toEqual({ kind: "not_found" });
      expect(await licensing().listLicenses(id)).toEqual([]);
      await expect(licensing().issueLicense(licenseFor(id))).rejects.toMatchObject({ retryable: false });
    },
  );
}
