// Stops with one clear line where Node cannot run TypeScript; plain JavaScript because an old Node reads it.
const required = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < required) {
  process.stderr.write(
    `Banbiantian needs Node ${required} or newer, and this is Node ${process.versions.node}: ` +
      `npm brings Node ${required} for Linux (x64, arm64) and Windows (x64); on ${process.platform} ${process.arch} ` +
      'install it from nodejs.org and run the command again.\n',
  );
  process.exit(1);
}
