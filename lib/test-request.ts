/** What one request of a test brings along: stands in for `next/headers`, which only exists inside Next. */
const request = { cookies: new Map<string, string>(), headers: new Headers() };

/** The next calls come from a browser with these cookies and no others; answers with the jar that they may change. */
export function arriveWith(cookies: Record<string, string>, headers: Record<string, string> = {}): Map<string, string> {
  request.cookies = new Map(Object.entries(cookies));
  request.headers = new Headers(headers);
  return request.cookies;
}

export async function cookies() {
  const jar = request.cookies;
  const named = (name: string) => ({ name, value: jar.get(name) ?? "" });
  return {
    get: (name: string) => (jar.has(name) ? named(name) : undefined),
    getAll: () => [...jar.keys()].map(named),
    set: (first: string | { name: string; value: string; maxAge?: number }, value = "") => {
      const cookie = typeof first === "string" ? { name: first, value } : first;
      if ("maxAge" in cookie && cookie.maxAge === 0) jar.delete(cookie.name);
      else jar.set(cookie.name, cookie.value);
    },
  };
}

export async function headers() {
  return request.headers;
}
