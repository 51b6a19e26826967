import { createServer } from 'node:http';
import { openBrowser } from './support/browser.ts';
const mode = process.argv[2] ?? 'plain';
const cycles = Number(process.argv[3] ?? 60);
const size = Number(process.argv[4] ?? 200_000);
const html = `<!doctype html><script>
const open = () => new Promise((res) => { const o = indexedDB.open('j', 1); o.onupgradeneeded = (e) => { o.result.createObjectStore('p'); window.up = e.dataLoss + ':' + e.dataLossMessage; }; o.onsuccess = () => res(o.result); o.onerror = () => res(undefined); });
const put = (db, k, v) => new Promise((res) => { const t = db.transaction('p', 'readwrite', { durability: 'strict' }); t.objectStore('p').put(v, k); t.oncomplete = () => res(); t.onabort = () => res(); });
const bytes = (n) => { const b = new Uint8Array(n); for (let i = 0; i < n; i += 65536) crypto.getRandomValues(b.subarray(i, Math.min(n, i + 65536))); return b; };
(async () => {
  const db = await open();
  if (${JSON.stringify(mode)} === 'roll') { await put(db, 'roll', bytes(5 * 1024 * 1024)); await put(db, 'roll', new Uint8Array(1)); }
  window.ready = true;
  for (let i = 0; ; i++) { await put(db, i % 40, bytes(${size})); window.n = i; }
})();
</script>`;
const server = createServer((_q, r) => {
  r.setHeader('content-type', 'text/html');
  r.end(html);
}).listen(0);
const port = (server.address() as any).port;
const b = await openBrowser({ isMobile: false });
let lost = 0;
for (let c = 0; c < cycles; c++) {
  const page = b.page();
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => (window as any).ready === true && (window as any).n > 2);
  const up = await page.evaluate(() => (window as any).up);
  if (up !== undefined) console.log(c, up);
  await page.waitForTimeout(Math.random() * 60);
  await b.kill();
  await b.reopen();
}
const page = b.page();
await page.goto(`http://127.0.0.1:${port}/`);
await page.waitForFunction(() => (window as any).ready === true);
console.log(mode, cycles, size);
await b.dispose();
server.close();
