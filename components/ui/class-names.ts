import { clsx, type ClassValue } from "clsx";
import { twMerge } from "tailwind-merge";

/** Joins class names; of two that set the same property, the last one wins. */
export function classNames(...values: ClassValue[]): string {
  return twMerge(clsx(values));
}
