import { createServer } from "node:net";

const servers = Array.from({ length: Number(process.argv[2]) }, () => createServer().listen(0));
await Promise.all(servers.map((server) => new Promise((resolve) => server.once("listening", resolve))));
console.log(servers.map((server) => server.address().port).join(" "));
for (const server of servers) server.close();
