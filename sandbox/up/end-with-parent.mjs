// Loaded into every process that `npm start` starts: when the parent is gone, however it went, this process ends too.
// A grandchild inherits this import, but its channel belongs to its own parent and is left alone.
const patienceMs = 8000;

if (process.env.USHER_PARENT_PID === String(process.ppid)) {
  // Nobody listens any more: a server that reports its failing reports as errors would do that for ever.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), patienceMs).unref();
  });
  process.channel?.unref();
}
