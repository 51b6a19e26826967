// Reads a workbook away from the main thread: a large or hostile file never freezes the page.
import { readWorkbook } from './read-workbook.ts';

self.onmessage = (event: MessageEvent<Uint8Array>) => {
  self.postMessage(readWorkbook(event.data));
};
