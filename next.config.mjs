// Read by Next after this file: nothing about a vendor's builds is sent anywhere.
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or dynamically loading packages stay as they are in node_modules.
  serverExternalPackages: ["@prisma/client", "@prisma/adapter-pg", "graphile-worker", "nodemailer", "pg", "pino"],
  // Pages get theirs from proxy.ts, with a nonce; the API answers machines.
  headers: async () => [
    {
      source: "/api/:path*",
      headers: [
        { key: "Cache-Control", value: "no-store" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" },
        // Browsers heed it over https only.
        { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
      ],
    },
  ],
};

export default config;
