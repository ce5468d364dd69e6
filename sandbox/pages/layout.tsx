/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";

export interface PageFrame {
  title: string;
  children: Child;
}

/** The frame of every hosted page. It says first of all that this is not the real thing. */
export function Page({ title, children }: PageFrame) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/sandbox.css" />
        <script src="/assets/sandbox.js" defer></script>
      </head>
      <body>
        <header class="notice">
          <strong>Sandbox:</strong> no money moves. Test cards only.
        </header>
        {children}
      </body>
    </html>
  );
}
