import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium, type LaunchOptions } from "@playwright/test";
import { inflate } from "@sparticuz/chromium";

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".usher/browser");
const packageFile = createRequire(import.meta.url).resolve("@sparticuz/chromium");
const noSandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** A browser that is there already, Playwright's own or an installed one; else Chromium from npm (Linux on x64). */
export async function findBrowser(): Promise<LaunchOptions> {
  if (existsSync(chromium.executablePath())) return {};
  const installed = installedBrowser();
  if (installed !== undefined) return { executablePath: installed, args: noSandbox };
  if (process.platform === "linux" && process.arch === "x64") return npmBrowser();
  throw new Error("No browser found. Install Google Chrome, or run: npx playwright install chromium");
}

function installedBrowser(): string | undefined {
  const onPath = ["google-chrome-stable", "google-chrome", "chromium"].flatMap((name) =>
    (process.env.PATH ?? "").split(":").map((directory) => join(directory, name)),
  );
  const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return [...onPath, onMac].find((path) => existsSync(path));
}

/** Unpacked once, with the libraries and fonts that a machine without any browser lacks. */
async function npmBrowser(): Promise<LaunchOptions> {
  const complete = join(folder, "complete");
  if (!existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await unpack(["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]);
    writeFileSync(join(folder, "fonts.conf"), fontConfiguration);
    writeFileSync(complete, "");
  }
  const executablePath = join(folder, "chromium");
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: join(folder, "al2023/lib"),
    FONTCONFIG_FILE: join(folder, "fonts.conf"),
  };
  execFileSync(executablePath, ["--version"], { env, stdio: "pipe" });
  // Not the package's own arguments: they turn off the web security that these tests are to meet.
  return { executablePath, env, args: ["--no-sandbox", "--headless=shell"] };
}

/** The package unpacks into the system's temporary folder, where another user's copy may lie. */
async function unpack(archives: string[]): Promise<void> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    for (const archive of archives) await inflate(join(dirname(packageFile), "../bin", archive));
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
