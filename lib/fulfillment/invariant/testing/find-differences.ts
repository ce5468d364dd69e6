import type { Expected } from "./expected-licenses";
import type { Granted } from "./read-granted";

type Comparison = { expected: Expected[]; granted: Granted[]; planChanges: ReadonlyMap<string, number> };

/** In words, everything in which what is granted is not what the provider and the policies say. */
export function findDifferences({ expected, granted, planChanges }: Comparison): string[] {
  const keys = new Set([...expected, ...granted].map(keyOf));
  return [...keys].flatMap((key) => {
    const licenses = granted.filter((license) => keyOf(license) === key);
    const wanted = expected.find((line) => keyOf(line) === key);
    const problems = [...compare(wanted, licenses), ...countIssued(licenses, planChanges)];
    return problems.map((problem) => `${key}: ${problem}`);
  });
}

const keyOf = ({ purchase, line }: { purchase: string; line: string }) => `${purchase} ${line}`;

function compare(wanted: Expected | undefined, licenses: Granted[]): string[] {
  const living = licenses.filter(({ state }) => state !== "REVOKED");
  const [license] = living;
  if (!wanted) return living.length > 0 ? [`${living.length} living licenses for what is not licensed`] : [];
  if (living.length > 1) return [`${living.length} living licenses at once`];
  if (!license) return isIdle(wanted) && licenses.length === 0 ? [] : [`no license, though ${wanted.state}`];
  if (license.state.toLowerCase() !== wanted.state) return [`${license.state}, should be ${wanted.state}`];
  return wanted.state === "valid" ? compareFields(wanted, license) : [];
}

/** What can't be used anyway may have a license from when it could, suspended, or none. */
function isIdle({ seats, isOver }: Expected): boolean {
  return seats === 0 || isOver === true;
}

function compareFields(wanted: Expected, license: Granted): string[] {
  const { licensee } = license.container;
  const isOrder = license.subject.includes(":order:");
  const fields: [string, unknown, unknown][] = [
    ["product", license.productName, wanted.productName],
    ["seats", license.qty, wanted.seats],
    ["product reference", license.productReference, wanted.sku],
    ["contract reference", license.contractReference, wanted.purchase],
    ["order reference", license.orderReference, isOrder ? wanted.purchase : null],
    ["subscription reference", license.subscriptionReference, isOrder ? null : wanted.purchase],
    ["end", license.validUntil?.toISOString() ?? null, wanted.validUntil?.toISOString() ?? null],
    wanted.licenseeId === null
      ? ["licensee by customer", licensee.naturalId, wanted.providerCustomerId]
      : ["licensee", licensee.id, wanted.licenseeId],
  ];
  return fields.flatMap(([name, is, should]) => (is === should ? [] : [`${name} is ${is}, should be ${should}`]));
}

/** A line gets a license when it is bought and another with each change of its product, and no more. */
function countIssued(licenses: Granted[], planChanges: Comparison["planChanges"]): string[] {
  const most = 1 + (planChanges.get(licenses[0]?.line ?? "") ?? 0);
  return licenses.length > most ? [`${licenses.length} licenses issued, at most ${most} could be due`] : [];
}
