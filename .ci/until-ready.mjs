import { setTimeout as delay } from "node:timers/promises";

const [address, patienceSeconds] = process.argv.slice(2);
const deadline = performance.now() + Number(patienceSeconds) * 1000;
const isReady = () =>
  fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );
while (!(await isReady())) {
  if (performance.now() > deadline) process.exit(1);
  await delay(250);
}
