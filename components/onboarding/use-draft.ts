"use client";

import { useSyncExternalStore } from "react";

type Draft = Record<string, string>;

const listeners = new Set<() => void>();
// Also holds the text when the browser forbids storage: then it lives as long as the page.
const drafts = new Map<string, string>();

/** What is typed survives a reload, a detour through sign-in and the back button, in this tab only. */
export function useDraft<Values extends Draft>(name: string, initial: Values): [Values, (change: Draft) => void] {
  const kept = useSyncExternalStore(
    subscribe,
    () => draftText(name),
    () => "{}",
  );
  const change = (changed: Draft) => {
    keepDraft(name, JSON.stringify({ ...parseDraft(draftText(name)), ...changed }));
  };
  return [{ ...initial, ...parseDraft(kept) }, change];
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function draftText(name: string): string {
  const known = drafts.get(name);
  if (known !== undefined) return known;
  let stored = "{}";
  try {
    stored = sessionStorage.getItem(`draft:${name}`) ?? "{}";
  } catch {
    // Storage is forbidden.
  }
  drafts.set(name, stored);
  return stored;
}

function keepDraft(name: string, text: string) {
  drafts.set(name, text);
  try {
    sessionStorage.setItem(`draft:${name}`, text);
  } catch {
    // Storage is full or forbidden.
  }
  for (const listener of listeners) listener();
}

function parseDraft(text: string): Draft {
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}
