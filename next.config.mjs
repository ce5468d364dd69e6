/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or dynamically loading packages stay as they are in node_modules.
  serverExternalPackages: ["@prisma/client", "@prisma/adapter-pg", "graphile-worker", "nodemailer", "pg", "pino"],
};

export default config;
