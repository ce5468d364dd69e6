type Fields = Record<string, unknown>;

/**
 * What `data.previous_attributes` of an `updated` event holds: the old value of each changed attribute; of a changed
 * object only its changed attributes; null for what was absent. Lists inside are given whole.
 */
export function diffAttributes(before: object, after: object): Fields | null {
  const old = fieldsOf(before);
  const fresh = fieldsOf(after);
  const changed: Fields = {};
  for (const key of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    const was = old[key];
    const is = fresh[key];
    if (isSame(was, is)) continue;
    changed[key] = isFields(was) && isFields(is) ? diffAttributes(was, is) : (was ?? null);
  }
  return Object.keys(changed).length > 0 ? changed : null;
}

function fieldsOf(value: object): Fields {
  return Object.fromEntries(Object.entries(value));
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
