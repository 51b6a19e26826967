// Which Node runs this server: 24.7 or newer, for node:sqlite, TypeScript without a build and Argon2.

/** Null when the version will do, else what to do about it in one line. */
export function nodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 7)) return null;
  return `This server needs Node 24.7 or newer, but this is ${version}: run it through npm (npm start), which brings its own on Linux and on Windows x64, or install a newer one.`;
}
