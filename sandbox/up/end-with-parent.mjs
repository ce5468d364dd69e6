// Loaded into every process that `npm start` starts: when the parent is gone, however it went, this process ends too.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
