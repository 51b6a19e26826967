// Which app a device runs, as it tells the server: the version of `package.json`, which a test compares.
export const appVersion = '0.1.0';
