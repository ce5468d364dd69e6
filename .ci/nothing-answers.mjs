import { connect } from "node:net";

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host: "localhost", port }, () => resolve(true)).on("error", () => resolve(false));
    socket.unref();
  });
const left = [];
for (const port of process.argv.slice(2)) if (await answers(Number(port))) left.push(port);
if (left.length > 0) console.log(`still answering: ${left.join(", ")}`);
process.exit(left.length > 0 ? 1 : 0);
