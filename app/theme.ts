import { cookies } from "next/headers";
import type { Theme } from "@/components/layout/theme-choice";

/** The theme that this browser chose; `system` follows the device. */
export async function readTheme(): Promise<Theme> {
  const theme = (await cookies()).get("theme")?.value;
  return theme === "light" || theme === "dark" ? theme : "system";
}
