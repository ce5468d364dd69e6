// Loaded into every process that `npm start` starts: when the parent is gone, however it went, this process ends too.
// A grandchild inherits this import, but its channel belongs to its own parent and is left alone.
if (process.env.USHER_PARENT_PID === String(process.ppid)) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
